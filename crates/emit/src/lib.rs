//! Emitters: a registry in, the files of one target out.
//!
//! Each target is a module with `emit(&Registry) -> Emission`. They are pure: no clock, no environment, no disk. What a
//! target cannot say becomes a [`Loss`], never a silence. [`emit`] runs them all.

pub mod artifact;
pub mod asyncapi;
pub mod graphql;
pub mod json;
pub mod json_schema;
pub mod losses;
pub mod manifest;
pub mod openapi;
pub mod registry_json;
pub mod text;
pub mod typescript;
pub mod zod;

use contract_kit::registry::Registry;

pub use artifact::{Artifact, Emission, Loss};

/// Says in every file that has a place for it where the file comes from.
pub const GENERATED_BY: &str = "Generated from the contract by `cargo xtask generate`. Do not edit.";

/// Emits every target, with the list of losses and the manifest.
///
/// # Errors
/// When the schemas cannot be said exactly in Zod: a contract in normal form always can be.
pub fn emit(registry: &Registry) -> Result<Emission, zod::Unrepresentable> {
    let mut emission = Emission::default();
    for part in [
        registry_json::emit(registry),
        json_schema::emit(registry),
        openapi::emit(registry),
        graphql::emit(registry),
        asyncapi::emit(registry),
        typescript::emit(registry)?,
    ] {
        emission.extend(part);
    }
    emission.artifacts.push(losses::emit(&emission.losses));
    emission.artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    emission.artifacts.push(manifest::emit(registry, &emission.artifacts));
    Ok(emission)
}
