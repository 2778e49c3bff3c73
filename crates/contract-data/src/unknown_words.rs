//! Values that a contract does not yet know, for its open enumerations.

use contract_model::schema::{Schema, Shape};
use serde_json::Value;

use crate::facts::{Facts, variant};

/// A value from a later version of the contract.
const UNKNOWN: &str = "a_word_of_a_later_version";

/// Replaces every value of an open enumeration by an unknown one.
pub fn with_unknown_words(facts: &Facts, schema: &Schema, value: &mut Value) {
    match (&facts.resolved(schema).shape, value) {
        (Shape::Enumeration { open: true, .. }, value @ Value::String(_)) => *value = UNKNOWN.into(),
        (Shape::Nullable { value: inner }, value) => with_unknown_words(facts, inner, value),
        (Shape::Array { items, .. }, Value::Array(values)) => {
            values.iter_mut().for_each(|value| with_unknown_words(facts, items, value));
        }
        (Shape::Map { values: inner }, Value::Object(members)) => {
            members.values_mut().for_each(|value| with_unknown_words(facts, inner, value));
        }
        (Shape::Object { properties, .. }, Value::Object(members)) => {
            for property in properties {
                if let Some(value) = members.get_mut(&property.name) {
                    with_unknown_words(facts, &property.schema, value);
                }
            }
        }
        (Shape::Union { tag, variants }, value) => {
            if let Some(variant) = variant(tag, variants, value) {
                with_unknown_words(facts, &facts.definition(&variant.name).schema, value);
            }
        }
        _ => {}
    }
}
