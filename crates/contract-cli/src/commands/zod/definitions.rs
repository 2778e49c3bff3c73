//! Selects a definition of a document as its root.

use anyhow::{anyhow, bail};
use contract_emit::zod;
use contract_model::pointer::escaped;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

use super::Arguments;

/// The places of definitions in documents: JSON Schema 2020-12, earlier drafts, OpenAPI.
const PLACES: [&str; 3] = ["/$defs", "/definitions", "/components/schemas"];
/// Keywords that do not affect validity.
const SILENT: &[&str] = &[
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$id",
    "$schema",
    "$vocabulary",
    "default",
    "deprecated",
    "description",
    "examples",
    "readOnly",
    "title",
    "writeOnly",
];

/// A definition, found by its name.
struct Definition<'a> {
    name: &'a str,
    /// The pointer to the object that contains it.
    place: &'static str,
}

/// Returns the document with the requested root.
///
/// # Errors
/// When there is no such definition, or when the root of the document has no effect and only definitions do.
pub(super) fn root(document: String, arguments: &Arguments, program: &str) -> anyhow::Result<String> {
    // The converter reports a text that is not a JSON object.
    let Ok(value) = serde_json::from_str::<Value>(document.trim_start_matches('\u{feff}')) else {
        return Ok(document);
    };
    let Some(root) = value.as_object() else { return Ok(document) };
    let definitions = definitions(&value);
    let names: Vec<_> = definitions.iter().map(|definition| definition.name).collect();
    if let Some(name) = &arguments.definition {
        let found = definitions.iter().find(|definition| definition.name == name);
        let found = found.ok_or_else(|| unknown(name, &names))?;
        return Ok(with_root(root.clone(), found).to_string());
    }
    // A module has a constant for each definition in `$defs`, for any root.
    let has_constants = !arguments.expression && root.contains_key("$defs");
    if definitions.is_empty() || has_constants || decides(root) {
        return Ok(document);
    }
    bail!(
        "the root of the document decides nothing about values, so it would be `z.unknown()`; it holds the definitions \
         {}: take one of them for the root, such as `{program} zod --definition {}`",
        names.join(", "),
        names[0]
    );
}

fn definitions(document: &Value) -> Vec<Definition<'_>> {
    let of = |place: &'static str| {
        let members = document.pointer(place).and_then(Value::as_object).into_iter().flatten();
        members.map(move |(name, _)| Definition { name, place })
    };
    PLACES.into_iter().flat_map(of).collect()
}

/// Whether a schema has keywords that affect validity.
fn decides(schema: &Map<String, Value>) -> bool {
    let keywords = zod::keywords();
    schema.keys().any(|key| keywords.contains(&key.as_str()) && !SILENT.contains(&key.as_str()))
}

/// Returns the document with one of its definitions as the root.
fn with_root(mut root: Map<String, Value>, Definition { name, place }: &Definition<'_>) -> Value {
    let keywords = zod::keywords();
    // The definition replaces the assertions of the root.
    root.retain(|key, _| SILENT.contains(&key.as_str()) || !keywords.contains(&key.as_str()));
    let step = escaped(name);
    let pointer = format!("#{place}/{}", utf8_percent_encode(&step, NON_ALPHANUMERIC));
    root.insert("$ref".into(), pointer.into());
    root.insert("title".into(), (*name).into());
    Value::Object(root)
}

fn unknown(name: &str, names: &[&str]) -> anyhow::Error {
    if names.is_empty() {
        return anyhow!("the document has no definitions, so none is called `{name}`: leave --definition out");
    }
    let close = similar::get_close_matches(name, names, 3, 0.5);
    let meant = if close.is_empty() { names } else { &close };
    anyhow!("the document has no definition `{name}`: did you mean {}?", meant.join(", "))
}
