//! `json-schema/*.json`: one JSON Schema 2020-12 document per named type, linked by `$id` and relative `$ref`.

use contract_model::{
    registry::{Registry, TypeDefinition},
    schema::{Shape, json::to_json_schema},
};
use serde_json::{Map, Value, json};

use crate::{Artifact, Emission, GENERATED_BY, Loss, Reason};

/// Emits one file per type.
pub fn emit(registry: &Registry) -> Emission {
    let mut emission = Emission::default();
    for (name, definition) in &registry.types {
        emission
            .artifacts
            .push(Artifact::json(format!("json-schema/{name}.json"), &document(registry, name, definition)));
        losses(name, definition, &mut emission.losses);
    }
    emission
}

/// Returns the document of one type.
fn document(registry: &Registry, name: &str, definition: &TypeDefinition) -> Value {
    let mut document = Map::new();
    document.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    document.insert("$id".into(), json!(format!("{}schemas/{name}.json", registry.info.base_uri)));
    document.insert("$comment".into(), json!(GENERATED_BY));
    document.insert("title".into(), json!(name));
    let Value::Object(schema) = to_json_schema(&definition.schema, &|name| format!("{name}.json")) else {
        unreachable!("a schema in normal form is an object")
    };
    document.extend(schema);
    if let Some(words) = words(&definition.schema.shape) {
        let description = definition.schema.description.as_deref().unwrap_or_default();
        document.insert("description".into(), json!(format!("{description}\n\n{words}")));
    }
    Value::Object(document)
}

/// Returns the descriptions of an enumeration's values. JSON Schema has no place for them except the description of the
/// enumeration.
fn words(shape: &Shape) -> Option<String> {
    let Shape::Enumeration { values, .. } = shape else { return None };
    let described =
        values.iter().filter_map(|value| Some(format!("- `{}`: {}", value.value, value.description.as_ref()?)));
    let described = described.collect::<Vec<_>>().join("\n");
    (!described.is_empty()).then_some(described)
}

const LIFECYCLES: Reason = Reason {
    feature: "Lifecycles",
    substitute: "JSON Schema has the flag `deprecated` alone. \
                 The other formats also carry the versions, the notes and the dates.",
    is_harmless: false,
};

fn losses(name: &str, definition: &TypeDefinition, losses: &mut Vec<Loss>) {
    for (subject, lifecycle) in definition.lifecycles(name) {
        if !lifecycle.is_plain() {
            losses.push(Loss { target: "JSON Schema", reason: LIFECYCLES, subject, detail: None });
        }
    }
}
