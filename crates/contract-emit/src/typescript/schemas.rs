//! `schemas.ts`: a Zod schema for each named type, emitted from the text of the JSON Schemas.

use std::collections::BTreeMap;

use contract_model::{
    registry::{Registry, Role},
    schema::{Shape, json::to_json_schema},
};
use serde_json::{Map, Value, json};

use super::header;
use crate::{
    Artifact,
    zod::{self, Unrepresentable},
};

/// Emits the schemas, each annotated with its type.
pub(super) fn emit(registry: &Registry) -> Result<Artifact, Unrepresentable> {
    let module = zod::module(
        &bundle(registry).to_string(),
        &zod::Options { types: Some("./types.js".into()), casts: casts(registry) },
    )?;
    Ok(Artifact::new("typescript/src/schemas.ts", header() + &module.text))
}

/// Returns all types as one JSON Schema document.
pub(super) fn bundle(registry: &Registry) -> Value {
    let definitions: Map<_, _> = registry
        .types
        .iter()
        .map(|(name, definition)| {
            let schema = to_json_schema(&definition.schema, &|name| format!("#/$defs/{name}"));
            (name.clone(), schema)
        })
        .collect();
    json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": definitions })
}

/// Returns the types that TypeScript describes more narrowly than Zod infers: branded ids.
pub(super) fn casts(registry: &Registry) -> BTreeMap<String, String> {
    registry
        .types
        .iter()
        .filter(|(_, definition)| {
            definition.role == Role::Id && matches!(definition.schema.shape, Shape::String { .. })
        })
        .map(|(name, _)| (name.clone(), name.clone()))
        .collect()
}
