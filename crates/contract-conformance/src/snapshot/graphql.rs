//! Exchanges of GraphQL: the field with its arguments, and its result.

use contract_data::facts::refer;
use contract_model::registry::{GraphqlField, Registry};
use serde_json::{Map, Value};

use super::{redaction::Redaction, text::pretty};
use crate::http::{Payload, Request};

/// The members of a connection that contain a cursor.
const CURSORS: [&str; 3] = ["cursor", "startCursor", "endCursor"];

/// The document without its selection, which is as long as the answer, and its variables.
pub(super) fn request(redaction: &Redaction<'_>, field: &GraphqlField, request: &Request) -> String {
    let Payload::Json(payload) = &request.payload else { return String::new() };
    let query = payload["query"].as_str().unwrap_or_default();
    let mut text = match query.match_indices('{').nth(1) {
        Some((selection, _)) => format!("{}{{ … }} }}", &query[..selection]),
        None => query.to_owned(),
    };
    if let Some(variables) = payload["variables"].as_object().filter(|variables| !variables.is_empty()) {
        let shown = |(name, value): (&String, &Value)| {
            let argument = field.arguments.iter().find(|argument| argument.name == *name);
            let value = argument.map_or_else(|| value.clone(), |known| redaction.value(&known.schema, value));
            (name.clone(), value)
        };
        let variables: Map<String, Value> = variables.iter().map(shown).collect();
        text.push_str(&format!("\n\n{}", pretty(&Value::Object(variables))));
    }
    text
}

/// The answer: the data of the field, and the errors.
pub(super) fn answer(redaction: &Redaction<'_>, registry: &Registry, field: &GraphqlField, body: &Value) -> Value {
    let mut body = body.clone();
    if let Some(data) = body.pointer_mut("/data").and_then(|data| data.get_mut(&field.name)) {
        *data = if field.output.connection {
            connection(redaction, field, data)
        } else {
            redaction.value(&field.output.schema, data)
        };
    }
    let problem = refer(&registry.problem_type);
    for error in body.get_mut("errors").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(found) = error.pointer_mut("/extensions/problem") {
            *found = redaction.value(&problem, found);
        }
    }
    body
}

/// A connection: its nodes by their type, and its cursors.
fn connection(redaction: &Redaction<'_>, field: &GraphqlField, value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let shown = |(name, inner): (&String, &Value)| {
                let shown = match name.as_str() {
                    "node" => redaction.value(&field.output.schema, inner),
                    "nodes" => inner.as_array().map_or(Value::Null, |nodes| {
                        nodes.iter().map(|node| redaction.value(&field.output.schema, node)).collect()
                    }),
                    name if CURSORS.contains(&name) && inner.is_string() => "<cursor>".into(),
                    _ => connection(redaction, field, inner),
                };
                (name.clone(), shown)
            };
            Value::Object(members.iter().map(shown).collect())
        }
        Value::Array(items) => items.iter().map(|item| connection(redaction, field, item)).collect(),
        _ => value.clone(),
    }
}
