//! Helpers for targets that are JSON documents.

use contract_kit::schema::{Schema, json::to_json_schema};
use serde_json::{Map, Value, json};

/// A schema whose references point to `#/components/schemas/…`, as OpenAPI and AsyncAPI have them.
pub fn component_schema(schema: &Schema) -> Value {
    to_json_schema(schema, &|name| format!("#/components/schemas/{name}"))
}

/// Puts the extensions (`x-…`) of every object at its end, sorted: a document model may keep them unordered.
pub fn sort_extensions(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(sort_extensions),
        Value::Object(object) => {
            object.values_mut().for_each(sort_extensions);
            let (mut extensions, rest): (Vec<_>, Vec<_>) =
                std::mem::take(object).into_iter().partition(|(key, _)| key.starts_with("x-"));
            extensions.sort_by(|a, b| a.0.cmp(&b.0));
            *object = rest.into_iter().chain(extensions).collect::<Map<_, _>>();
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The lifecycle as extensions, for formats that have no words for it.
pub fn lifecycle_extensions(lifecycle: &contract_kit::registry::Lifecycle) -> Vec<(String, Value)> {
    let mut extensions = Vec::new();
    if let Some(since) = &lifecycle.since {
        extensions.push(("x-since".to_owned(), json!(since)));
    }
    if let Some(deprecated) = &lifecycle.deprecated {
        extensions.push(("x-deprecated-note".to_owned(), json!(deprecated.note)));
        if let Some(sunset) = &deprecated.sunset {
            extensions.push(("x-sunset".to_owned(), json!(sunset)));
        }
    }
    extensions
}
