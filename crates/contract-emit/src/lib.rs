//! Emitters: each reads a registry and returns the files of one target.
//!
//! Each target is a module with a function `emit` that returns an [`Emission`]. Emitters are pure: no clock, no
//! environment, no disk. A feature that a target cannot express becomes a [`Loss`] and is never dropped silently.
//! [`emit`] runs all emitters.

pub mod artifact;
pub mod asyncapi;
pub mod graphql;
mod javascript;
pub mod json;
pub mod json_schema;
pub mod losses;
pub mod manifest;
pub mod openapi;
pub mod registry_json;
pub mod text;
pub mod typescript;
pub mod zod;

use contract_model::{diagnostic::Diagnostics, registry::Registry};
use rayon::prelude::*;

use self::graphql::documents::Documents;
pub use self::{
    artifact::{Artifact, Emission, Loss, Reason},
    graphql::documents::Document,
};

/// The author's files besides the declarations, for the TypeScript package.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// The GraphQL operations of the contract's users.
    pub documents: Vec<Document>,
    /// The changes of each version, in Markdown.
    pub changelog: Option<Document>,
    /// The text of the licence.
    pub license: Option<String>,
}

/// The note about the origin of a file, for every file that has a place for it.
pub const GENERATED_BY: &str = "Generated from the contract by `cargo xtask generate`. Do not edit.";

/// Emits every target, with the list of losses and the manifest.
///
/// # Errors
/// Every mistake of the documents against the schema, a changelog without the contract's version, and names that
/// TypeScript cannot use. A schema in normal form can always be expressed.
pub fn emit(registry: &Registry, sources: &Sources) -> Result<Emission, Diagnostics> {
    let documents = Documents::read(registry, &sources.documents)?;
    let documents = documents.as_ref();
    let made = together(&[
        &|| typescript::emit(registry, documents, sources),
        &|| Ok(openapi::emit(registry)),
        &|| Ok(registry_json::emit(registry)),
        &|| Ok(json_schema::emit(registry)),
        &|| Ok(graphql::emit(registry, documents)),
        &|| Ok(asyncapi::emit(registry)),
    ])?;
    let mut emission = Emission::default();
    made.into_iter().for_each(|made| emission.extend(made));
    emission.artifacts.push(losses::emit(&emission.losses));
    emission.artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    emission.artifacts.push(manifest::emit(registry, &emission.artifacts));
    Ok(emission)
}

/// Returns the results of all emitters in their order, or every mistake that they find. All processors share the work.
fn together<T: Send>(emitters: &[&(dyn Fn() -> Result<T, Diagnostics> + Sync)]) -> Result<Vec<T>, Diagnostics> {
    let outcomes: Vec<_> = emitters.par_iter().map(|emit| emit()).collect();
    let mut mistakes = Diagnostics::default();
    let made = outcomes.into_iter().filter_map(|outcome| match outcome {
        Ok(made) => Some(made),
        Err(Diagnostics(found)) => {
            found.into_iter().for_each(|mistake| mistakes.push(mistake));
            None
        }
    });
    let made = made.collect();
    mistakes.into_result(made)
}
