//! The normal form as JSON Schema 2020-12.
//!
//! This file alone decides how a shape is written in JSON Schema. OpenAPI, AsyncAPI, the JSON Schema files and the
//! validator all use it, and differ only in the target of a reference.

use serde_json::{Map, Value, json};

use super::{Schema, Shape};
use crate::format::Format;

/// Writes `schema` as JSON Schema; `refer` turns the name of a type into the text of its `$ref`.
pub fn to_json_schema(schema: &Schema, refer: &dyn Fn(&str) -> String) -> Value {
    let mut keywords = Map::new();
    shape(&schema.shape, refer, &mut keywords);
    if let Some(description) = &schema.description {
        keywords.insert("description".into(), json!(description));
    }
    if let Some(default) = &schema.default {
        keywords.insert("default".into(), default.clone());
    }
    if schema.lifecycle.deprecated.is_some() {
        keywords.insert("deprecated".into(), json!(true));
    }
    if !schema.examples.is_empty() {
        keywords.insert("examples".into(), json!(schema.examples));
    }
    Value::Object(keywords)
}

fn shape(shape: &Shape, refer: &dyn Fn(&str) -> String, keywords: &mut Map<String, Value>) {
    let mut set = |keyword: &str, value: Value| {
        keywords.insert(keyword.to_owned(), value);
    };
    match shape {
        Shape::Reference { name } => set("$ref", json!(refer(name))),
        Shape::Nullable { value } => set("anyOf", json!([to_json_schema(value, refer), { "type": "null" }])),
        Shape::Boolean { only } => {
            set("type", json!("boolean"));
            if let Some(only) = only {
                set("enum", json!([only]));
            }
        }
        Shape::Integer { minimum, maximum } => {
            set("type", json!("integer"));
            set("minimum", json!(minimum));
            set("maximum", json!(maximum));
        }
        Shape::Number { minimum, maximum } => {
            set("type", json!("number"));
            bound("minimum", *minimum, &mut set);
            bound("maximum", *maximum, &mut set);
        }
        Shape::String { format, pattern, min_length, max_length } => {
            set("type", json!("string"));
            optional("format", format.map(Format::name), &mut set);
            optional("pattern", pattern.as_ref(), &mut set);
            optional("minLength", min_length.as_ref(), &mut set);
            optional("maxLength", max_length.as_ref(), &mut set);
        }
        Shape::Enumeration { values, open } => {
            let words: Vec<_> = values.iter().map(|value| &value.value).collect();
            if *open {
                set("anyOf", json!([{ "type": "string", "enum": words }, { "type": "string" }]));
            } else {
                set("type", json!("string"));
                set("enum", json!(words));
            }
        }
        Shape::Array { items, min_items, max_items } => {
            set("type", json!("array"));
            set("items", to_json_schema(items, refer));
            optional("minItems", min_items.as_ref(), &mut set);
            optional("maxItems", max_items.as_ref(), &mut set);
        }
        Shape::Map { values } => {
            set("type", json!("object"));
            set("additionalProperties", to_json_schema(values, refer));
        }
        Shape::Object { properties, closed } => {
            set("type", json!("object"));
            let schemas: Map<_, _> =
                properties.iter().map(|p| (p.name.clone(), to_json_schema(&p.schema, refer))).collect();
            set("properties", Value::Object(schemas));
            let required: Vec<_> = properties.iter().filter(|p| p.required).map(|p| &p.name).collect();
            if !required.is_empty() {
                set("required", json!(required));
            }
            if *closed {
                set("additionalProperties", json!(false));
            }
        }
        Shape::Union { variants, .. } => {
            set("oneOf", variants.iter().map(|variant| json!({ "$ref": refer(&variant.name) })).collect());
        }
    }
}

fn optional<T: serde::Serialize>(keyword: &str, value: Option<T>, set: &mut impl FnMut(&str, Value)) {
    if let Some(value) = value {
        set(keyword, json!(value));
    }
}

/// Writes a whole bound without a fraction, as people write it.
fn bound(keyword: &str, value: Option<f64>, set: &mut impl FnMut(&str, Value)) {
    if let Some(value) = value {
        let mut value = json!(value);
        crate::number::make_canonical(&mut value);
        set(keyword, value);
    }
}
