//! Mock data by docs/entity-function.md, sections 1 to 5: the same seed gives the same data as the generated msw
//! handlers.

pub(crate) mod draws;
pub(crate) mod facts;
pub(crate) mod fits;
pub(crate) mod formats;
pub(crate) mod hash;
pub(crate) mod holders;
pub(crate) mod ids;
pub(crate) mod json;
pub(crate) mod scalars;
pub(crate) mod unknown_words;
pub(crate) mod value;
#[cfg(test)]
pub(crate) mod vectors;

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
