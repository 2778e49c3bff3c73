//! `graphql/`: the schema as async-graphql derives it, the same for tools that read JSON, and what GraphQL has no place
//! for.

pub mod documents;
mod introspection;

use std::collections::{BTreeMap, BTreeSet};

use apollo_compiler::{Schema as GraphqlSchema, schema::ExtendedType};
use contract_kit::{
    registry::{GraphqlFace, Lifecycle, Registry, TypeDefinition},
    schema::{Schema, Shape},
};

use self::documents::Documents;
use crate::{Artifact, Emission, GENERATED_BY, Loss};

/// Emits the schema, where the contract has one.
pub(crate) fn emit(registry: &Registry, documents: Option<&Documents>) -> Emission {
    let (Some(graphql), Some(documents)) = (&registry.graphql, documents) else { return Emission::default() };
    let artifacts = vec![
        Artifact::new("graphql/schema.graphql", format!("# {GENERATED_BY}\n\n{}", graphql.sdl)),
        Artifact::json("graphql/introspection.json", &documents.introspection),
        Artifact::json("graphql/possible-types.json", &possible_types(&documents.schema)),
        Artifact::json("graphql/scalars.json", &scalars(registry, &documents.schema)),
    ];
    Emission { artifacts, losses: losses(registry) }
}

/// The objects that each union or interface may be.
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

/// The JSON that each scalar of the contract is, in words of TypeScript, as graphql-codegen's `scalars` takes them.
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

fn losses(registry: &Registry) -> Vec<Loss> {
    let mut losses = Vec::new();
    let mut seen = BTreeSet::new();
    for (name, definition) in &registry.types {
        let Some(face) = &definition.graphql else { continue };
        if seen.insert(definition.rust.as_ref().unwrap_or(name)) {
            type_losses(name, definition, face, &mut losses);
        }
    }
    for field in registry.graphql.iter().flat_map(|graphql| &graphql.fields) {
        let subject = format!("{:?}.{}", field.root, field.name);
        for argument in field.arguments.iter().filter(|argument| has_constraint(&argument.schema)) {
            let subject = format!("{subject}({})", argument.name);
            losses.push(Loss { target: "graphql", subject, reason: CHECKED.into() });
        }
        if !field.errors.is_empty() {
            let reason =
                format!("GraphQL declares no errors: {} come as `extensions.problem`", field.errors.join(", "));
            losses.push(Loss { target: "graphql", subject: subject.clone(), reason });
        }
        if let Some(class) = &field.rate {
            let reason = format!("GraphQL has no rate classes: the server counts each use as `{class}`");
            losses.push(Loss { target: "graphql", subject: subject.clone(), reason });
        }
        losses.extend(since_loss(&subject, &field.lifecycle));
    }
    losses
}

/// What stands in the place of a constraint.
const CHECKED: &str = "GraphQL has no constraints: checked on the server";

fn since_loss(subject: &str, lifecycle: &Lifecycle) -> Option<Loss> {
    let since = lifecycle.since.as_ref()?;
    let reason = format!("GraphQL has no word for the version that brought it, {since}");
    Some(Loss { target: "graphql", subject: subject.to_owned(), reason })
}

fn type_losses(name: &str, definition: &TypeDefinition, face: &GraphqlFace, losses: &mut Vec<Loss>) {
    let mut lose = |subject: String, reason: &str| {
        losses.push(Loss { target: "graphql", subject, reason: reason.to_owned() });
    };
    let mut since = Vec::from_iter(since_loss(name, &definition.schema.lifecycle));
    match &definition.schema.shape {
        Shape::Enumeration { open: true, .. } => {
            lose(
                name.to_owned(),
                "a GraphQL enum is closed: an open one is a scalar, and its words stand in the other formats",
            );
        }
        Shape::Enumeration { open: false, .. } if face.output.as_deref() == Some("String") => {
            lose(name.to_owned(), "its words are no GraphQL names: it is a String, checked on the server");
        }
        Shape::Enumeration { values, .. } => {
            since.extend(values.iter().filter_map(|v| since_loss(&format!("{name}.{}", v.value), &v.lifecycle)));
        }
        Shape::String { .. } | Shape::Integer { .. } | Shape::Number { .. } if has_constraint(&definition.schema) => {
            lose(name.to_owned(), CHECKED);
        }
        Shape::Object { properties, .. } => {
            for property in properties {
                let subject = format!("{name}.{}", property.name);
                since.extend(since_loss(&subject, &property.schema.lifecycle));
                if has_constraint(&property.schema) {
                    lose(subject.clone(), CHECKED);
                }
                if matches!(property.schema.shape, Shape::Map { .. }) {
                    lose(subject, "GraphQL has no maps: it is the scalar JSONObject");
                }
            }
        }
        _ => {}
    }
    losses.extend(since);
}

fn has_constraint(schema: &Schema) -> bool {
    match &schema.shape {
        Shape::String { pattern, min_length, max_length, .. } => {
            pattern.is_some() || min_length.is_some() || max_length.is_some()
        }
        Shape::Integer { minimum, maximum } => (*minimum, *maximum) != (i64::from(i32::MIN), i64::from(i32::MAX)),
        Shape::Number { minimum, maximum } => minimum.is_some() || maximum.is_some(),
        Shape::Array { items, min_items, max_items } => {
            min_items.is_some() || max_items.is_some() || has_constraint(items)
        }
        Shape::Map { values } | Shape::Nullable { value: values } => has_constraint(values),
        Shape::Reference { .. }
        | Shape::Boolean { .. }
        | Shape::Enumeration { .. }
        | Shape::Object { .. }
        | Shape::Union { .. } => false,
    }
}
