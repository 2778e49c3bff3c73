//! Messages about values that break a constraint: a key for translations, and the English text.
//!
//! A key is the keyword of the constraint (`minLength`), or a prefix with a name:
//!
//! - `type.` with the JSON Schema type that is expected: `type.integer`.
//! - `format.` with the name of the format: `format.date`.
//! - `pattern.` with the place of the pattern: a type (`pattern.RoomName`), a property (`pattern.Order.note`), a
//!   parameter or an argument (`pattern.listOrders(note)`).
//!
//! A message may contain `{limit}`, the value of the constraint.

use std::collections::BTreeMap;

use super::Registry;
use crate::{
    format::Format,
    schema::{Schema, Shape},
};

/// The messages about a value that is missing, is not declared, or is given more than once.
const ABOUT_NAMES: [(&str, &str); 3] = [
    ("required", "This is required."),
    ("additionalProperties", "This is unknown here."),
    ("repeated", "This must be given only once."),
];

/// Collects the messages that a contract needs, by their keys. `declared` holds the messages of patterns, by their
/// places.
pub(super) fn collect(registry: &Registry, declared: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut messages = BTreeMap::from(ABOUT_NAMES.map(|(key, sentence)| (key.to_owned(), sentence.to_owned())));
    for (name, definition) in &registry.types {
        add(definition.rust_name(name), &definition.schema, declared, &mut messages);
    }
    for (place, schema) in registry.inputs() {
        add(&place, schema, declared, &mut messages);
    }
    messages
}

/// Returns the key of the message about a value at this place, with this schema, that breaks the constraint with this
/// keyword.
pub fn message_key(place: &str, schema: &Schema, keyword: &str) -> String {
    let Shape::String { format, .. } = &schema.shape else { return keyword.to_owned() };
    match (format, keyword) {
        (Some(format), "pattern" | "format") => format!("format.{}", format.name()),
        (None, "pattern") => format!("pattern.{place}"),
        (Some(_) | None, keyword) => keyword.to_owned(),
    }
}

fn add(place: &str, schema: &Schema, declared: &BTreeMap<String, String>, messages: &mut BTreeMap<String, String>) {
    let mut say = |key: &str, sentence: String| {
        messages.entry(key.to_owned()).or_insert(sentence);
    };
    if let Some((key, sentence)) = of_type(&schema.shape) {
        say(key, sentence.to_owned());
    }
    match &schema.shape {
        Shape::String { format, pattern, min_length, max_length } => {
            match (format, pattern) {
                (Some(format), _) => say(&message_key(place, schema, "format"), format_sentence(*format).to_owned()),
                (None, Some(_)) => {
                    let about = schema.description.as_deref().and_then(|text| text.split("\n\n").next());
                    let sentence = declared.get(place).cloned().unwrap_or_else(|| match about {
                        Some(about) => format!("This must be as described: {}", about.replace('\n', " ")),
                        None => "This is not written as it must be.".to_owned(),
                    });
                    say(&message_key(place, schema, "pattern"), sentence);
                }
                (None, None) => {}
            }
            if min_length.is_some() {
                say("minLength", "This must have at least {limit} characters.".into());
            }
            if max_length.is_some() {
                say("maxLength", "This must have at most {limit} characters.".into());
            }
        }
        Shape::Integer { .. } => {
            say("minimum", "This must be at least {limit}.".into());
            say("maximum", "This must be at most {limit}.".into());
        }
        Shape::Number { minimum, maximum } => {
            if minimum.is_some() {
                say("minimum", "This must be at least {limit}.".into());
            }
            if maximum.is_some() {
                say("maximum", "This must be at most {limit}.".into());
            }
        }
        Shape::Array { items, min_items, max_items } => {
            if min_items.is_some() {
                say("minItems", "This must have at least {limit} items.".into());
            }
            if max_items.is_some() {
                say("maxItems", "This must have at most {limit} items.".into());
            }
            add(place, items, declared, messages);
        }
        Shape::Enumeration { open: false, .. } | Shape::Boolean { only: Some(_) } | Shape::Union { .. } => {
            say("enum", "This must be one of {limit}.".into());
        }
        Shape::Nullable { value } | Shape::Map { values: value } => add(place, value, declared, messages),
        Shape::Object { properties, .. } => {
            for property in properties {
                add(&format!("{place}.{}", property.name), &property.schema, declared, messages);
            }
        }
        Shape::Enumeration { open: true, .. } | Shape::Boolean { only: None } | Shape::Reference { .. } => {}
    }
}

/// Returns the message about a value of another type.
const fn of_type(shape: &Shape) -> Option<(&'static str, &'static str)> {
    Some(match shape {
        Shape::Boolean { .. } => ("type.boolean", "This must be true or false."),
        Shape::Integer { .. } => ("type.integer", "This must be a whole number."),
        Shape::Number { .. } => ("type.number", "This must be a number."),
        Shape::String { .. } | Shape::Enumeration { .. } => ("type.string", "This must be text."),
        Shape::Array { .. } => ("type.array", "This must be a list."),
        Shape::Map { .. } | Shape::Object { .. } | Shape::Union { .. } => ("type.object", "This must be an object."),
        Shape::Reference { .. } | Shape::Nullable { .. } => return None,
    })
}

const fn format_sentence(format: Format) -> &'static str {
    match format {
        Format::Uuid => "This must be a UUID in lower case, such as 01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f.",
        Format::Email => "This must be an email address, such as hong@example.com.",
        Format::Date => "This must be a day that exists, such as 2026-01-15.",
        Format::Time => "This must be a time in UTC, such as 09:30:00Z.",
        Format::DateTime => "This must be a moment in UTC, such as 2026-01-15T09:30:00Z.",
        Format::Uri => "This must be an address of the web, such as https://example.com/.",
    }
}
