//! `graphql/`: the schema in the schema definition language and as JSON, and the features that GraphQL cannot express.

pub mod documents;
mod introspection;
mod losses;
pub mod sdl;

use std::collections::BTreeMap;

use apollo_compiler::{Schema as GraphqlSchema, schema::ExtendedType};
use contract_model::{registry::Registry, schema::Shape};

use self::documents::Documents;
use crate::{Artifact, Emission, GENERATED_BY};

/// Emits the schema, where the contract has one.
pub(crate) fn emit(registry: &Registry, documents: Option<&Documents>) -> Emission {
    let Some(documents) = documents else { return Emission::default() };
    let artifacts = vec![
        Artifact::new("graphql/schema.graphql", format!("# {GENERATED_BY}\n\n{}", documents.sdl)),
        Artifact::json("graphql/introspection.json", &documents.introspection),
        Artifact::json("graphql/possible-types.json", &possible_types(&documents.schema)),
        Artifact::json("graphql/scalars.json", &scalars(registry, &documents.schema)),
    ];
    Emission { artifacts, losses: losses::find(registry) }
}

/// Returns the possible object types of each union or interface.
pub(crate) fn possible_types(schema: &GraphqlSchema) -> BTreeMap<String, Vec<String>> {
    schema
        .types
        .iter()
        .filter_map(|(name, ty)| match ty {
            ExtendedType::Union(union) => {
                Some((name.to_string(), union.members.iter().map(ToString::to_string).collect()))
            }
            _ => None,
        })
        .collect()
}

/// Returns the JSON type of each custom scalar as a TypeScript type, in the form of graphql-codegen's `scalars`.
fn scalars(registry: &Registry, schema: &GraphqlSchema) -> BTreeMap<String, &'static str> {
    let is_number = |scalar: &str| {
        registry.types.values().any(|definition| {
            definition.graphql.as_ref().is_some_and(|face| face.output.as_deref() == Some(scalar))
                && matches!(definition.schema.shape, Shape::Integer { .. } | Shape::Number { .. })
        })
    };
    schema
        .types
        .iter()
        .filter(|(_, ty)| matches!(ty, ExtendedType::Scalar(_)) && !ty.is_built_in())
        .map(|(name, _)| {
            let ty = match name.as_str() {
                "JSONObject" => "Record<string, unknown>",
                number if is_number(number) => "number",
                _ => "string",
            };
            (name.to_string(), ty)
        })
        .collect()
}
