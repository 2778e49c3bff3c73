//! The schemas that operations reach.

use std::collections::BTreeSet;

use contract_kit::{
    registry::{Body, PartContent, Registry, TypeDefinition},
    schema::{Schema, Shape},
};
use serde_json::{Map, Value, json};

use crate::json::{component_schema, lifecycle_extensions};

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

/// One component: its JSON Schema with what OpenAPI adds, a discriminator and extensions.
fn schema(definition: &TypeDefinition) -> Value {
    let mut schema = component_schema(&definition.schema);
    let mut add = |key: &str, value: Value| schema[key] = value;
    for (key, value) in lifecycle_extensions(&definition.schema.lifecycle) {
        add(&key, value);
    }
    match &definition.schema.shape {
        Shape::Union { tag, variants } => {
            let mapping: Map<_, _> = variants
                .iter()
                .map(|variant| (variant.value.clone(), json!(format!("#/components/schemas/{}", variant.name))))
                .collect();
            add("discriminator", json!({ "propertyName": tag, "mapping": mapping }));
        }
        Shape::Enumeration { values, open } => {
            let descriptions: Map<_, _> = values
                .iter()
                .filter_map(|value| Some((value.value.clone(), json!(value.description.as_ref()?))))
                .collect();
            if !descriptions.is_empty() {
                add("x-enum-descriptions", Value::Object(descriptions));
            }
            let deprecated: Map<_, _> = values
                .iter()
                .filter_map(|value| {
                    let deprecated = value.lifecycle.deprecated.as_ref()?;
                    Some((value.value.clone(), json!({ "note": deprecated.note, "sunset": deprecated.sunset })))
                })
                .collect();
            if !deprecated.is_empty() {
                add("x-enum-deprecated", Value::Object(deprecated));
            }
            let since: Map<_, _> = values
                .iter()
                .filter_map(|value| Some((value.value.clone(), json!(value.lifecycle.since.as_ref()?))))
                .collect();
            if !since.is_empty() {
                add("x-enum-since", Value::Object(since));
            }
            if *open {
                add("x-extensible-enum", values.iter().map(|value| &value.value).cloned().collect());
            }
        }
        Shape::Object { properties, .. } => {
            for property in properties {
                for (key, value) in lifecycle_extensions(&property.schema.lifecycle) {
                    schema["properties"][&property.name][key] = value;
                }
            }
        }
        _ => {}
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
