//! Whether something that the target sent fits the contract, whatever it was sent for.

mod answer;
mod place;

pub use self::answer::{Outcome, Verdict};
pub(crate) use self::{answer::excerpt, place::place};
