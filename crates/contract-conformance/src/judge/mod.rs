//! Whether something that the target sent fits the contract, whatever it was sent for.

mod answer;
mod invalid;
mod place;

pub use self::answer::{Outcome, Verdict};
pub(crate) use self::{answer::excerpt, invalid::is_invalid, place::place};
