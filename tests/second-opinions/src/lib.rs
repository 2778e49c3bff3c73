//! schemars, ts-rs and async-graphql derive from the same Rust items as the model, and each is compared with the
//! model's own output: parsed, not as text (docs/adr/0017).
//!
//! Each library may necessarily see a contract differently. Such a view is one named function with the reason.

pub mod contracts;
// The corpus of the claims: it needs only the registry, so it is compiled here without changes.
#[path = "../../src/corpus/mod.rs"]
pub mod corpus;
pub mod json_schema;
pub mod sdl;
mod static_schema;
pub mod typescript;
