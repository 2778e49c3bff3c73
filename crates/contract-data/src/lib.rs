//! Facts and values that follow from a contract, by docs/entity-function.md, sections 1 to 5: which types are entities,
//! how persons sign in, and valid data from a seed, the same as in the generated msw handlers.

pub mod draws;
pub mod facts;
pub mod fits;
pub mod formats;
pub mod hash;
pub mod holders;
pub mod identity;
pub mod ids;
pub mod json;
mod scalars;
pub mod unknown_words;
pub mod value;

/// The reason why a value cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unmade {
    /// A text has a pattern, and no example that shows how to match it.
    #[error("mock data cannot be made for the pattern {pattern} of `{name}`: give it an example")]
    Pattern {
        /// The property.
        name: String,
        /// Its pattern.
        pattern: String,
    },
    /// An id type whose ids cannot be made.
    #[error("mock data cannot be made for the id `{0}`: give it an example")]
    Id(String),
    /// A type that holds itself, so that no finite value fits it.
    #[error("no finite value fits the type `{0}`: make a property optional, or a list empty, on the way back to it")]
    Endless(String),
}
