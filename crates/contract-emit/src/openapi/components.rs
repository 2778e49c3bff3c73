//! The schemas that operations reach.

use std::collections::BTreeSet;

use contract_model::{
    registry::{Registry, TypeDefinition, reachable},
    schema::Shape,
};
use serde_json::{Map, Value, json};

use crate::json::component;

/// Returns every named type that an operation refers to, directly or indirectly, as JSON Schema.
pub(super) fn schemas(registry: &Registry) -> Value {
    let reached = reached(registry);
    let schemas: Map<_, _> = registry
        .types
        .iter()
        .filter(|(name, _)| reached.contains(name.as_str()))
        .map(|(name, definition)| (name.clone(), schema(definition)))
        .collect();
    Value::Object(schemas)
}

/// Returns one component: its JSON Schema, and a discriminator for a union.
fn schema(definition: &TypeDefinition) -> Value {
    let mut schema = component(definition);
    if let Shape::Union { tag, variants } = &definition.schema.shape {
        let mapping: Map<_, _> = variants
            .iter()
            .map(|variant| (variant.value.clone(), json!(format!("#/components/schemas/{}", variant.name))))
            .collect();
        schema["discriminator"] = json!({ "propertyName": tag, "mapping": mapping });
    }
    schema
}

fn reached(registry: &Registry) -> BTreeSet<String> {
    let mut roots = BTreeSet::from([registry.problem_type.clone()]);
    for schema in registry.operations.iter().flat_map(|operation| operation.sent().chain(operation.answered())) {
        schema.references(&mut |name| _ = roots.insert(name.to_owned()));
    }
    reachable(&registry.types, roots)
}
