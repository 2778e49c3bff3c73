//! schemars, ts-rs and async-graphql derive from the same Rust items as the model, and each is compared with the model's
//! own output: parsed, not as text (docs/adr/0017).
//!
//! Each library may see a contract another way by its nature. Such a view is one named function with the reason.

pub mod contracts;
// The corpus of the claims: it knows the registry alone, so it is compiled here as it is.
#[path = "../../src/corpus/mod.rs"]
pub mod corpus;
pub mod json_schema;
pub mod sdl;
mod static_schema;
pub mod typescript;
