//! A schema as data: every keyword of JSON Schema 2020-12 that affects validity, with sub-schemas by [`Id`].
//!
//! No part of it is text that still needs to be looked up: references point to schemas. `read` creates it.

use serde_json::{Number, Value};

use super::facts::Facts;

/// The identifier of a schema in a document.
pub(super) type Id = usize;

/// A kind of value that `type` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Type {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl Type {
    pub(super) const ALL: [Self; 7] =
        [Self::Null, Self::Boolean, Self::Integer, Self::Number, Self::String, Self::Array, Self::Object];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    /// Whether a value is of this type: `1.0` is an integer.
    pub(super) fn has(self, value: &Value) -> bool {
        match (self, value) {
            (Self::Integer, Value::Number(number)) => number.as_f64().is_some_and(|number| number.fract() == 0.0),
            (Self::Null, Value::Null)
            | (Self::Boolean, Value::Bool(_))
            | (Self::Number, Value::Number(_))
            | (Self::String, Value::String(_))
            | (Self::Array, Value::Array(_))
            | (Self::Object, Value::Object(_)) => true,
            _ => false,
        }
    }
}

/// A schema, with its place.
#[derive(Debug, Default)]
pub(super) struct Schema {
    /// The place, for messages.
    pub pointer: String,
    /// The last name on the path to it, from which its own name is derived.
    pub name: String,
    pub title: Option<String>,
    pub description: Option<String>,
    pub keywords: Keywords,
}

/// The keywords of a schema.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Keywords {
    /// The value of a schema that is `true` or `false`.
    pub always: Option<bool>,
    pub types: Option<Vec<Type>>,
    pub constant: Option<Value>,
    pub enumeration: Option<Vec<Value>>,
    pub numbers: Numbers,
    pub strings: Strings,
    pub arrays: Arrays,
    pub objects: Objects,
    pub in_place: InPlace,
}

/// Keywords about numbers.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Numbers {
    pub minimum: Option<Number>,
    pub exclusive_minimum: Option<Number>,
    pub maximum: Option<Number>,
    pub exclusive_maximum: Option<Number>,
    pub multiple_of: Option<Number>,
}

/// Keywords about texts. `format` does not affect validity; it is kept where its pattern is next to it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Strings {
    pub format: Option<String>,
    pub pattern: Option<String>,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
}

/// Keywords about lists.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Arrays {
    pub prefix_items: Vec<Id>,
    pub items: Option<Id>,
    pub contains: Option<Contains>,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    pub unique_items: bool,
    pub unevaluated_items: Option<Id>,
}

/// The keywords about how many items fit a schema.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Contains {
    pub schema: Id,
    pub at_least: u64,
    pub at_most: Option<u64>,
}

/// Keywords about objects.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Objects {
    pub properties: Option<Vec<(String, Id)>>,
    /// Regular expressions of ECMA-262 with the `u` flag.
    pub pattern_properties: Vec<(String, Id)>,
    pub additional_properties: Option<Id>,
    pub property_names: Option<Id>,
    pub required: Vec<String>,
    pub min_properties: Option<u64>,
    pub max_properties: Option<u64>,
    pub dependent_required: Vec<(String, Vec<String>)>,
    pub dependent_schemas: Vec<(String, Id)>,
    pub unevaluated_properties: Option<Id>,
}

/// Schemas that apply to the same value.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct InPlace {
    pub reference: Option<Id>,
    pub dynamic_reference: Option<Id>,
    pub all_of: Vec<Id>,
    pub any_of: Vec<Id>,
    pub one_of: Vec<Id>,
    pub not: Option<Id>,
    pub condition: Option<Condition>,
}

/// `if`, `then`, `else`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Condition {
    pub test: Id,
    pub then: Option<Id>,
    pub otherwise: Option<Id>,
}

impl Keywords {
    /// Whether they require nothing.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether they are only this in-place keyword.
    pub(super) fn is_only(&self, in_place: InPlace) -> bool {
        *self == Self { in_place, ..Self::default() }
    }

    /// Returns every schema that applies to the same value as this one.
    pub(super) fn in_place(&self) -> Vec<Id> {
        let InPlace { reference, dynamic_reference, all_of, any_of, one_of, not, condition } = &self.in_place;
        let mut ids: Vec<Id> = reference.iter().chain(dynamic_reference).chain(not).copied().collect();
        ids.extend(all_of.iter().chain(any_of).chain(one_of));
        if let Some(Condition { test, then, otherwise }) = condition {
            ids.push(*test);
            ids.extend(then.iter().chain(otherwise));
        }
        ids.extend(self.objects.dependent_schemas.iter().map(|(_, id)| *id));
        ids
    }
}

/// All schemas of a document.
#[derive(Debug, Default)]
pub(super) struct Schemas {
    pub all: Vec<Schema>,
    pub root: Id,
    /// The schemas in the root's `$defs`, by name.
    pub definitions: Vec<(String, Id)>,
    /// The facts about each schema.
    pub facts: Facts,
    /// The schemas that references point to.
    pub referenced: std::collections::BTreeSet<Id>,
}

impl Schemas {
    /// Returns the keywords of a schema.
    pub(super) fn keywords(&self, id: Id) -> &Keywords {
        &self.all[id].keywords
    }
}
