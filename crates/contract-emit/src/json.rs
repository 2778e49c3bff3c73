//! Functions shared by the targets that are JSON documents with components.

use contract_model::{
    lifecycle::Lifecycle,
    registry::TypeDefinition,
    schema::{EnumValue, Schema, Shape, json::to_json_schema},
};
use serde_json::{Map, Value, json};

/// Returns a schema whose references point to `#/components/schemas/…`, as in OpenAPI and AsyncAPI.
pub fn component_schema(schema: &Schema) -> Value {
    to_json_schema(schema, &|name| format!("#/components/schemas/{name}"))
}

/// Returns a named type as a component: its JSON Schema, with extensions for everything that JSON Schema cannot
/// express.
pub fn component(definition: &TypeDefinition) -> Value {
    let mut schema = component_schema(&definition.schema);
    for (key, value) in lifecycle_extensions(&definition.schema.lifecycle) {
        schema[key] = value;
    }
    match &definition.schema.shape {
        Shape::Object { properties, .. } => {
            for property in properties {
                for (key, value) in lifecycle_extensions(&property.schema.lifecycle) {
                    schema["properties"][&property.name][key] = value;
                }
            }
        }
        Shape::Enumeration { values, open } => {
            let mut say = |key: &str, of: &dyn Fn(&EnumValue) -> Option<Value>| {
                let kept: Map<_, _> =
                    values.iter().filter_map(|value| Some((value.value.clone(), of(value)?))).collect();
                if !kept.is_empty() {
                    schema[key] = Value::Object(kept);
                }
            };
            say("x-enum-descriptions", &|value| Some(json!(value.description.as_ref()?)));
            say("x-enum-since", &|value| Some(json!(value.lifecycle.since.as_ref()?)));
            say("x-enum-deprecated", &|value| Some(json!(value.lifecycle.deprecated.as_ref()?)));
            if *open {
                schema["x-extensible-enum"] = values.iter().map(|value| json!(value.value)).collect();
            }
        }
        Shape::Reference { .. }
        | Shape::Nullable { .. }
        | Shape::Boolean { .. }
        | Shape::Integer { .. }
        | Shape::Number { .. }
        | Shape::String { .. }
        | Shape::Array { .. }
        | Shape::Map { .. }
        | Shape::Union { .. } => {}
    }
    schema
}

/// Moves the extensions (`x-…`) of every object to its end, sorted, because a document model may keep them unordered.
pub fn sort_extensions(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(sort_extensions),
        Value::Object(object) => {
            object.values_mut().for_each(sort_extensions);
            if !object.keys().any(|key| key.starts_with("x-")) {
                return;
            }
            let (mut extensions, rest): (Vec<_>, Vec<_>) =
                std::mem::take(object).into_iter().partition(|(key, _)| key.starts_with("x-"));
            extensions.sort_by(|a, b| a.0.cmp(&b.0));
            *object = rest.into_iter().chain(extensions).collect::<Map<_, _>>();
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Returns the lifecycle as extensions, for formats that cannot express it.
pub fn lifecycle_extensions(lifecycle: &Lifecycle) -> Vec<(String, Value)> {
    let mut extensions = Vec::new();
    if let Some(since) = &lifecycle.since {
        extensions.push(("x-since".to_owned(), json!(since)));
    }
    if let Some(deprecated) = &lifecycle.deprecated {
        extensions.push(("x-deprecated-note".to_owned(), json!(deprecated.note)));
        if let Some(since) = &deprecated.since {
            extensions.push(("x-deprecated-since".to_owned(), json!(since)));
        }
        if let Some(sunset) = &deprecated.sunset {
            extensions.push(("x-sunset".to_owned(), json!(sunset)));
        }
    }
    extensions
}
