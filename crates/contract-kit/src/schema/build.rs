//! How the declaration macros write a type's schema for schemars: plain JSON Schema 2020-12, with the one private
//! keyword [`EXTENSION`] for what JSON Schema has no place for.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

/// The private keyword; [`super::lift`] reads it and no output shows it.
pub const EXTENSION: &str = "x-contract";

/// The name of a type's schema.
pub fn name_of<T: JsonSchema>() -> String {
    readable(&T::schema_name())
}

/// A name as schemars has it, with `ListOf…` for the lists inside generic names.
pub fn readable(name: &str) -> String {
    name.replace("Array_of_", "ListOf")
}

/// The schema of a named object.
pub fn object(annotations: Value, properties: Vec<(&'static str, bool, Value)>) -> Schema {
    let required: Vec<_> = properties.iter().filter(|p| p.1).map(|p| p.0).collect();
    let properties: Map<_, _> = properties.into_iter().map(|(name, _, schema)| (name.to_owned(), schema)).collect();
    let mut schema = json!({ "type": "object", "properties": properties });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    annotated(schema, annotations)
}

/// The schema of one property: what its type says, and what is said at the property.
pub fn property<T: JsonSchema>(generator: &mut SchemaGenerator, annotations: Value) -> Value {
    merge(generator.subschema_for::<T>().to_value(), annotations)
}

/// The schema of a newtype: what the inner type says, written out, and what is said at the newtype.
pub fn newtype<T: JsonSchema>(generator: &mut SchemaGenerator, annotations: Value) -> Schema {
    annotated(T::json_schema(generator).to_value(), annotations)
}

/// The schema of a tag property: the one word.
pub fn tag(value: &str, description: &str) -> Value {
    json!({ "type": "string", "enum": [value], "description": description })
}

/// The schema of a unit enum: each word, with what is said of it.
pub fn enumeration<const N: usize>(mut annotations: Value, words: [(&'static str, Value); N], open: bool) -> Schema {
    let values: Vec<_> = words.iter().map(|(word, _)| *word).collect();
    let enumeration = json!({ "type": "string", "enum": values });
    let schema = if open { json!({ "anyOf": [enumeration, { "type": "string" }] }) } else { enumeration };
    let said: Map<_, _> = words.into_iter().map(|(word, said)| (word.to_owned(), said)).collect();
    annotations[EXTENSION]["words"] = Value::Object(said);
    annotated(schema, annotations)
}

/// The schema of a tagged union.
pub fn union(annotations: Value, variants: &[Value]) -> Schema {
    annotated(json!({ "oneOf": variants }), annotations)
}

/// A reference to a type, or its schema where the type has no name.
pub fn reference<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    generator.subschema_for::<T>().to_value()
}

/// The name of a generic instance: `ApiResponseOfBook`.
pub fn generic_name(name: &str, arguments: &[String]) -> Cow<'static, str> {
    Cow::Owned(format!("{name}Of{}", arguments.join("And")))
}

fn annotated(schema: Value, annotations: Value) -> Schema {
    Schema::try_from(merge(schema, annotations)).expect("an object is a schema")
}

fn merge(schema: Value, annotations: Value) -> Value {
    let (Value::Object(mut schema), Value::Object(annotations)) = (schema, annotations) else {
        unreachable!("the macros pass objects, and schemars makes none but them for our types")
    };
    schema.extend(annotations);
    Value::Object(schema)
}
