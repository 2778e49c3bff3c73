//! The engine in the words of the contract: what was sent becomes a birth, and a chart the parts of a result.

mod birth;
mod parts;
mod words;

pub use birth::{birth_of, options_of};
pub use parts::Parts;
