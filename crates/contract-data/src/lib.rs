//! Facts and values derived from a contract, as docs/entity-function.md defines in sections 1 to 5: which types are
//! entities, how persons sign in, and valid data from a seed, equal to the data of the generated msw handlers.

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

/// The reasons why a value cannot be generated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unmade {
    /// A text has a pattern, but no example that shows how to match it.
    #[error("mock data cannot be made for the pattern {pattern} of `{name}`: give it an example")]
    Pattern {
        /// The property.
        name: String,
        /// Its pattern.
        pattern: String,
    },
    /// An id type whose ids cannot be generated.
    #[error("mock data cannot be made for the id `{0}`: give it an example")]
    Id(String),
    /// A type that contains itself, so that it has no finite value.
    #[error("no finite value fits the type `{0}`: make a property optional, or a list empty, on the way back to it")]
    Endless(String),
}
