//! Messages about values that break a constraint: a key for translations, and the sentence in English.
//!
//! A key is the keyword of the constraint (`minLength`), `format.` with the name of the format, or `pattern.` with the
//! place of the pattern: the name of a type (`pattern.RoomName`), a property (`pattern.Order.note`), a parameter or an
//! argument (`pattern.listOrders(note)`). A sentence may hold `{limit}`, the value of the constraint.

use std::collections::BTreeMap;

use super::Registry;
use crate::{
    format::Format,
    schema::{Schema, Shape},
};

/// The sentence about a value that is missing.
const REQUIRED: (&str, &str) = ("required", "This must be given.");
/// The sentence about a value of another type.
const TYPE: (&str, &str) = ("type", "This must be of another type.");
/// The sentence about a property that is not known.
const UNKNOWN: (&str, &str) = ("additionalProperties", "This is not known here.");

/// The messages that a contract needs, by their keys. `declared` holds the sentences of patterns, by their places.
pub(super) fn of(registry: &Registry, declared: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let messages = [REQUIRED, TYPE, UNKNOWN].map(|(key, sentence)| (key.to_owned(), sentence.to_owned()));
    let mut messages = BTreeMap::from(messages);
    for (name, definition) in &registry.types {
        add(definition.rust_name(name), &definition.schema, declared, &mut messages);
    }
    for (place, schema) in registry.inputs() {
        add(&place, schema, declared, &mut messages);
    }
    messages
}

/// The key of the message about a value with this schema, at this place, that breaks the constraint with this keyword.
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
        Shape::Enumeration { open: false, .. } | Shape::Boolean { only: Some(_) } => {
            say("enum", "This must be one of {limit}.".into());
        }
        Shape::Union { .. } => say("oneOf", "This must be one of several objects, told apart by {limit}.".into()),
        Shape::Nullable { value } | Shape::Map { values: value } => add(place, value, declared, messages),
        Shape::Object { properties, .. } => {
            for property in properties {
                add(&format!("{place}.{}", property.name), &property.schema, declared, messages);
            }
        }
        Shape::Enumeration { open: true, .. } | Shape::Boolean { only: None } | Shape::Reference { .. } => {}
    }
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
