//! A schema as data: every keyword of JSON Schema 2020-12 that decides about values, with sub-schemas by [`Id`].
//!
//! Nothing here is text any more that would have to be looked up: references point to schemas. `read` makes it.

use serde_json::{Number, Value};

use super::facts::Facts;

/// A schema of a document.
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

/// Where a schema stands, and what it says.
#[derive(Debug, Default)]
pub(super) struct Schema {
    /// For messages.
    pub pointer: String,
    /// The last name on the way to it, for its own.
    pub name: String,
    pub title: Option<String>,
    pub description: Option<String>,
    pub keywords: Keywords,
}

/// What a schema demands of a value.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Keywords {
    /// A schema that is `true` or `false`.
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

/// Keywords about texts. `format` decides nothing; it is kept where its deciding pattern stands beside it.
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

/// How many items fit a schema.
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
    /// Regular expressions of ECMA-262 with the flag `u`.
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

/// Schemas that judge the same value.
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
    /// Whether they demand nothing.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether they say nothing but this about the value in place.
    pub(super) fn is_only(&self, in_place: InPlace) -> bool {
        *self == Self { in_place, ..Self::default() }
    }

    /// Every schema that judges the same value as this one.
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

/// All schemas that a document is made of.
#[derive(Debug, Default)]
pub(super) struct Schemas {
    pub all: Vec<Schema>,
    pub root: Id,
    /// What stands in the root's `$defs`, by name.
    pub definitions: Vec<(String, Id)>,
    /// What is known of each.
    pub facts: Facts,
    /// What a reference points to.
    pub referenced: std::collections::BTreeSet<Id>,
}

impl Schemas {
    /// What a schema demands.
    pub(super) fn keywords(&self, id: Id) -> &Keywords {
        &self.all[id].keywords
    }
}
