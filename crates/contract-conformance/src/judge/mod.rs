//! Judges whether values from the target fit the contract, for any purpose.

mod answer;
mod invalid;
mod place;

pub use self::answer::{Outcome, Verdict};
pub(crate) use self::{answer::excerpt, invalid::is_invalid, place::place};
