//! The engine in the words of the contract: what was sent becomes a birth, and a chart the parts of a result.

mod birth;
mod failure;
mod parts;
mod words;

use ::heal7_saju::sentences;
use contracts::users::profile::Language;

pub use self::{
    birth::{birth_of, options_of},
    failure::birth_failure_of,
    parts::Parts,
};

/// The language of the sentences of a chart.
pub fn language_of(language: Language) -> sentences::Language {
    match language {
        Language::Ko => sentences::Language::Korean,
        Language::En => sentences::Language::English,
        Language::Ja => sentences::Language::Japanese,
    }
}
