//! The conversion between engine and contract: an input becomes a birth, and a chart becomes the parts of a result.

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

/// Returns the language of a chart's sentences.
pub fn language_of(language: Language) -> sentences::Language {
    match language {
        Language::Ko => sentences::Language::Korean,
        Language::En => sentences::Language::English,
        Language::Ja => sentences::Language::Japanese,
    }
}
