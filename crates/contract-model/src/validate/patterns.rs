//! The places of patterns and formats in a JSON Schema, with the key of the message about each.

use std::collections::BTreeMap;

use crate::{
    pointer::escaped,
    registry::message_key,
    schema::{Schema, Shape},
};

/// Keys of messages, by the JSON pointer of a schema in normal form that describes a text with a pattern or a format.
pub(super) type Patterns = BTreeMap<String, String>;

/// Returns the patterns of a parameter or a part of an operation or a channel.
pub(super) fn of_input(item: &str, name: &str, schema: &Schema) -> Patterns {
    let mut found = Patterns::new();
    add(&format!("{item}({name})"), schema, "", &mut found);
    found
}

/// Adds the patterns of `schema`, which is at `pointer`. `place` is its place as the keys of messages name it.
pub(super) fn add(place: &str, schema: &Schema, pointer: &str, found: &mut Patterns) {
    match &schema.shape {
        Shape::String { pattern: Some(_), .. } | Shape::String { format: Some(_), .. } => {
            found.insert(pointer.to_owned(), message_key(place, schema, "pattern"));
        }
        Shape::Nullable { value } => add(place, value, &format!("{pointer}/anyOf/0"), found),
        Shape::Array { items, .. } => add(place, items, &format!("{pointer}/items"), found),
        Shape::Map { values } => add(place, values, &format!("{pointer}/additionalProperties"), found),
        Shape::Object { properties, .. } => {
            for property in properties {
                let step = escaped(&property.name);
                let place = format!("{place}.{}", property.name);
                add(&place, &property.schema, &format!("{pointer}/properties/{step}"), found);
            }
        }
        Shape::Reference { .. }
        | Shape::Boolean { .. }
        | Shape::Integer { .. }
        | Shape::Number { .. }
        | Shape::String { pattern: None, format: None, .. }
        | Shape::Enumeration { .. }
        | Shape::Union { .. } => {}
    }
}
