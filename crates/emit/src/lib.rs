//! Emitters: a registry in, the files of one target out.
//!
//! Each target is a module with an `emit` that gives an [`Emission`]. They are pure: no clock, no environment, no disk.
//! What a target cannot say becomes a [`Loss`], never a silence. [`emit`] runs them all.

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

use contract_kit::{diagnostic::Diagnostics, registry::Registry};

use self::graphql::documents::Documents;
pub use self::{
    artifact::{Artifact, Emission, Loss},
    graphql::documents::Document,
};

/// What stands beside the declarations and goes into the TypeScript package.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// The GraphQL operations of its users.
    pub documents: Vec<Document>,
    /// What changed in which version, in Markdown.
    pub changelog: Option<Document>,
    /// The text of the licence.
    pub license: Option<String>,
}

/// Says in every file that has a place for it where the file comes from.
pub const GENERATED_BY: &str = "Generated from the contract by `cargo xtask generate`. Do not edit.";

/// Emits every target, with the list of losses and the manifest.
///
/// # Errors
/// Every mistake of the documents against the schema, a changelog that does not know the contract's version, and names
/// that TypeScript cannot use; a schema in normal form can always be said.
pub fn emit(registry: &Registry, sources: &Sources) -> Result<Emission, Diagnostics> {
    let documents = Documents::read(registry, &sources.documents)?;
    let documents = documents.as_ref();
    // TypeScript takes as long as all the others together.
    let (package, mut emission) = std::thread::scope(|scope| {
        let package = scope.spawn(|| typescript::emit(registry, documents, sources));
        let mut others = Emission::default();
        others.extend(registry_json::emit(registry));
        others.extend(json_schema::emit(registry));
        others.extend(openapi::emit(registry));
        others.extend(graphql::emit(registry, documents));
        others.extend(asyncapi::emit(registry));
        (package.join(), others)
    });
    emission.extend(package.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
    emission.artifacts.push(losses::emit(&emission.losses));
    emission.artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    emission.artifacts.push(manifest::emit(registry, &emission.artifacts));
    Ok(emission)
}
