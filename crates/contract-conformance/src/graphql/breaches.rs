//! Values that differ from a valid one in a single place: beyond a constraint, or at its edge.

use contract_data::facts::Facts;
use contract_model::{
    pointer::escaped,
    registry::Role,
    schema::{Schema, Shape},
};
use serde_json::{Map, Value, json};

/// The length of the longest text and list that is generated.
const LONGEST: usize = 10_000;
/// The depth to which places are searched.
const DEEPEST: usize = 6;

/// A value with one change.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Change {
    /// The JSON pointer to the place.
    pub pointer: String,
    /// The constraint.
    pub label: &'static str,
    /// The whole value.
    pub value: Value,
}

/// The changes of a value that may break a constraint of its schema or be at the edge of one; the contract's validator
/// decides which. Nulls and texts follow GraphQL, which allows null for an optional value and one item for a list.
pub(super) fn changes(facts: &Facts, schema: &Schema, value: &Value) -> Vec<Change> {
    let mut finder = Finder { facts, whole: value, found: Vec::new() };
    finder.visit(schema, value, "", true, 0);
    finder.found
}

struct Finder<'f> {
    facts: &'f Facts,
    whole: &'f Value,
    found: Vec<Change>,
}

impl Finder<'_> {
    /// Adds a change that replaces the value at a place.
    fn put(&mut self, pointer: &str, label: &'static str, value: Value) {
        let mut whole = self.whole.clone();
        if let Some(place) = whole.pointer_mut(pointer) {
            *place = value;
            self.found.push(Change { pointer: pointer.to_owned(), label, value: whole });
        }
    }

    fn visit(&mut self, schema: &Schema, value: &Value, pointer: &str, is_required: bool, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        if let Shape::Nullable { value: inner } = &schema.shape {
            self.put(pointer, "null", Value::Null);
            if !value.is_null() {
                self.visit(inner, value, pointer, false, depth);
            }
            return;
        }
        if is_required {
            self.put(pointer, "null", Value::Null);
        }
        let is_id = matches!(&schema.shape, Shape::Reference { name } if self.facts.definition(name).role == Role::Id);
        let resolved = self.facts.resolved(schema);
        if is_id {
            self.put(pointer, "type", json!(true));
        }
        match &resolved.shape {
            Shape::Reference { .. } | Shape::Nullable { .. } | Shape::Union { .. } | Shape::Map { .. } => {}
            Shape::Boolean { .. } => self.put(pointer, "type", json!("true")),
            Shape::Integer { minimum, maximum } => {
                self.put(pointer, "minimum", json!(minimum));
                self.put(pointer, "minimum", json!(minimum - 1));
                self.put(pointer, "maximum", json!(maximum));
                self.put(pointer, "maximum", json!(maximum + 1));
                self.put(pointer, "type", json!("1"));
                self.put(pointer, "integer", json!(1.5));
            }
            Shape::Number { minimum, maximum } => {
                for (label, bound, beyond) in [("minimum", minimum, -0.25), ("maximum", maximum, 0.25)] {
                    if let Some(bound) = bound {
                        self.put(pointer, label, json!(bound));
                        self.put(pointer, label, json!(bound + beyond));
                    }
                }
                self.put(pointer, "type", json!("1"));
            }
            Shape::String { pattern, min_length, max_length, .. } => {
                if !is_id {
                    self.put(pointer, "type", json!(1));
                }
                let lengths = [("minLength", *min_length, -1), ("maxLength", *max_length, 1)];
                for (label, length, beyond) in lengths {
                    let Some(length) = length.map(|length| length as usize).filter(|length| *length < LONGEST) else {
                        continue;
                    };
                    let beyond = length.saturating_add_signed(beyond);
                    for length in [length, beyond] {
                        for letter in ["x", "가"] {
                            self.put(pointer, label, letter.repeat(length).into());
                        }
                    }
                }
                if pattern.is_some() {
                    for text in ["", " ", "conformance \u{1f600}"] {
                        self.put(pointer, "pattern", text.into());
                    }
                    if let Some(text) = value.as_str() {
                        self.put(pointer, "pattern", format!("{text}!").into());
                        self.put(pointer, "pattern", format!("{text}\n").into());
                    }
                }
            }
            Shape::Enumeration { values, .. } => {
                self.put(pointer, "enum", "conformance_unknown".into());
                if let Some(last) = values.last() {
                    self.put(pointer, "enum", last.value.clone().into());
                }
            }
            Shape::Array { items, min_items, max_items } => {
                self.list(items, *min_items, *max_items, value, pointer, depth);
            }
            Shape::Object { properties, closed } => {
                let Some(members) = value.as_object() else { return };
                self.put(pointer, "type", json!("conformance"));
                if *closed {
                    let mut more = members.clone();
                    more.insert("conformanceUnknown".into(), json!(true));
                    self.put(pointer, "additionalProperties", Value::Object(more));
                }
                for property in properties {
                    let pointer = format!("{pointer}/{}", escaped(&property.name));
                    let Some(inner) = members.get(&property.name) else { continue };
                    if property.required {
                        self.without(&pointer, members, &property.name);
                    }
                    self.visit(&property.schema, inner, &pointer, property.required, depth + 1);
                }
            }
        }
    }

    /// Adds a change that removes a member.
    fn without(&mut self, pointer: &str, members: &Map<String, Value>, name: &str) {
        let mut fewer = members.clone();
        fewer.shift_remove(name);
        let parent = pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
        let mut whole = self.whole.clone();
        if let Some(place) = whole.pointer_mut(parent) {
            *place = Value::Object(fewer);
            self.found.push(Change { pointer: pointer.to_owned(), label: "required", value: whole });
        }
    }

    fn list(
        &mut self,
        items: &Schema,
        min_items: Option<u32>,
        max_items: Option<u32>,
        value: &Value,
        pointer: &str,
        depth: usize,
    ) {
        let Some(found) = value.as_array() else { return };
        if !matches!(self.facts.resolved(items).shape, Shape::Map { .. } | Shape::Object { .. }) {
            self.put(pointer, "type", json!({ "conformance": true }));
        }
        if let Some(least) = min_items.map(|least| least as usize).filter(|least| *least > 0 && found.len() >= *least) {
            self.put(pointer, "minItems", found[..least].into());
            self.put(pointer, "minItems", found[..least - 1].into());
        }
        let Some(first) = found.first() else { return };
        if let Some(most) = max_items.map(|most| most as usize).filter(|most| *most < LONGEST) {
            self.put(pointer, "maxItems", vec![first.clone(); most].into());
            self.put(pointer, "maxItems", vec![first.clone(); most + 1].into());
        }
        self.visit(items, first, &format!("{pointer}/0"), true, depth + 1);
    }
}

#[cfg(test)]
mod tests {
    use contract_data::fits::fits;
    use contract_model::registry::Registry;

    use super::*;

    fn bookshop() -> Facts {
        let text = include_str!("../../../contract-model/tests/registries/bookshop.json");
        Facts::new(Registry::from_json(text).expect("it is the registry of the bookshop"))
    }

    #[test]
    fn each_change_has_one_place() {
        let facts = bookshop();
        let schema = contract_data::facts::refer("LineInput");
        let value = json!({ "bookId": "01936f5f-2b3c-7d4e-8f50-61728394a5b6", "copies": 2 });
        let changes = changes(&facts, &schema, &value);
        let (at_edge, beyond): (Vec<_>, Vec<_>) =
            changes.iter().partition(|change| fits(&facts, &schema, &change.value));
        let at = |changes: &[&Change], pointer: &str, label: &str| {
            changes.iter().filter(|change| change.pointer == pointer && change.label == label).count()
        };
        assert_eq!((at(&at_edge, "/copies", "maximum"), at(&beyond, "/copies", "maximum")), (1, 1), "{changes:#?}");
        assert_eq!(at(&beyond, "/copies", "required"), 1);
        assert_eq!(at(&beyond, "", "additionalProperties"), 1);
        assert_eq!(at(&beyond, "/bookId", "pattern"), 5);
    }
}
