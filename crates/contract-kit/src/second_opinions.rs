//! Second opinions: schemars, ts-rs and async-graphql derive from the same Rust items as the model.
//!
//! Only a test turns the feature `second-opinions` on, in a build of its own (`tests/second-opinions`). Without it the
//! macros expand to none of this and no crate depends on the three libraries (docs/adr/0017).

#[cfg(feature = "second-opinions")]
mod asked;
#[cfg(feature = "second-opinions")]
mod coercion;
#[cfg(feature = "second-opinions")]
mod values;

#[cfg(feature = "second-opinions")]
pub use self::{
    asked::{Faces, SecondOpinions},
    coercion::{Coerce, Coercion},
};

/// A type that the libraries can derive for. Without the feature nobody asks, and each type is one.
#[cfg(not(feature = "second-opinions"))]
pub trait SecondOpinions {}

#[cfg(not(feature = "second-opinions"))]
impl<T> SecondOpinions for T {}
