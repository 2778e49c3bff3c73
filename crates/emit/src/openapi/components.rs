//! The schemas that operations reach.

use std::collections::BTreeSet;

use contract_kit::{
    registry::{Body, PartContent, Registry, TypeDefinition},
    schema::{Schema, Shape},
};
use serde_json::{Map, Value, json};

use crate::json::component;

/// Every named type that an operation refers to, directly or not, as JSON Schema.
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

/// One component: its JSON Schema, and a discriminator where it is a union.
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

fn reached(registry: &Registry) -> BTreeSet<&str> {
    let mut open = vec![registry.problem_type.as_str()];
    for operation in &registry.operations {
        let mut add = |schema: &'_ Schema| schema_names(schema, registry, &mut open);
        operation.parameters.iter().for_each(|parameter| add(&parameter.schema));
        match &operation.body {
            Body::Json { schema, .. } => add(schema),
            Body::Multipart { parts } => {
                for part in parts {
                    if let PartContent::Value { schema } = &part.content {
                        add(schema);
                    }
                }
            }
            Body::None | Body::Bytes { .. } => {}
        }
        operation.answers.iter().filter_map(|answer| answer.body.as_ref()).for_each(|body| add(&body.schema));
    }
    let mut found = BTreeSet::new();
    while let Some(name) = open.pop() {
        let Some((name, definition)) = registry.types.get_key_value(name) else { continue };
        if found.insert(name.as_str()) {
            schema_names(&definition.schema, registry, &mut open);
        }
    }
    found
}

/// The names a schema refers to, as the registry's own.
fn schema_names<'a>(schema: &Schema, registry: &'a Registry, names: &mut Vec<&'a str>) {
    schema.references(&mut |name| {
        if let Some((name, _)) = registry.types.get_key_value(name) {
            names.push(name);
        }
    });
}
