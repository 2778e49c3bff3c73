//! The nulls that a contract allows.
//!
//! In GraphQL every optional input may also be null. In a contract, an optional value is absent, and null means that a
//! client clears it. So any other null counts as an absent value, and gets the default where the input has one.

use std::collections::{BTreeMap, BTreeSet};

use contract_model::{
    graphql::{InputValue, Kind, TypeSystem},
    registry::Registry,
    schema::{Schema, Shape},
};
use serde_json::{Map, Value};

/// The properties of input objects that clients may clear, by the GraphQL name of the object.
#[derive(Debug)]
pub(super) struct Nulls(BTreeMap<String, BTreeSet<String>>);

impl Nulls {
    pub(super) fn new(registry: &Registry) -> Self {
        let is_clearable = |schema: &Schema| matches!(schema.shape, Shape::Nullable { .. });
        let objects = registry.types.iter().filter_map(|(name, definition)| {
            let Shape::Object { properties, .. } = &definition.schema.shape else { return None };
            let input = definition.graphql.as_ref().and_then(|face| face.input.as_ref()).unwrap_or(name);
            let clearable = properties.iter().filter(|property| is_clearable(&property.schema));
            Some((input.clone(), clearable.map(|property| property.name.clone()).collect()))
        });
        Self(objects.filter(|(_, clearable): &(_, BTreeSet<_>)| !clearable.is_empty()).collect())
    }

    /// Removes the nulls of arguments that the contract does not allow.
    pub(super) fn remove(&self, types: &TypeSystem, inputs: &[InputValue], given: &mut Map<String, Value>) {
        self.remove_from(types, None, inputs, given);
    }

    fn remove_from(&self, types: &TypeSystem, of: Option<&str>, inputs: &[InputValue], given: &mut Map<String, Value>) {
        let clearable = of.and_then(|name| self.0.get(name));
        for input in inputs {
            let is_clearable = clearable.is_some_and(|names| names.contains(&input.name));
            match (given.get_mut(&input.name), &input.default) {
                (None, _) => {}
                (Some(Value::Null), _) if is_clearable => {}
                (Some(value @ Value::Null), Some(default)) => *value = default.clone(),
                (Some(Value::Null), None) => _ = given.shift_remove(&input.name),
                (Some(value), _) => self.remove_inside(types, input.ty.name(), value),
            }
        }
    }

    /// Removes the nulls inside a value of the type with that name.
    pub(super) fn remove_inside(&self, types: &TypeSystem, name: &str, value: &mut Value) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| self.remove_inside(types, name, item)),
            Value::Object(members) => match types.types.get(name).map(|ty| &ty.kind) {
                Some(Kind::Input { fields }) => self.remove_from(types, Some(name), fields, members),
                Some(Kind::Scalar { .. } | Kind::Enum { .. } | Kind::Object { .. } | Kind::Union { .. }) | None => {}
            },
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
}
