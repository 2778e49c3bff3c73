//! Second opinions: schemars, ts-rs and async-graphql derive from the same Rust items as the model.
//!
//! Only a test enables the feature `second-opinions`, in a separate build (`tests/second-opinions`). Without it the
//! macros add no derives of the three libraries, and no crate depends on them (docs/adr/0017).

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

/// A type that the libraries can derive for. Without the feature, every type implements it.
#[cfg(not(feature = "second-opinions"))]
pub trait SecondOpinions {}

#[cfg(not(feature = "second-opinions"))]
impl<T> SecondOpinions for T {}
