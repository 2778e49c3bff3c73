//! JSON values: comparison, merge patches (RFC 7396), canonical form (RFC 8785).

use serde_json::{Map, Value};

/// Writes a value in the form of RFC 8785: members sorted by name, no white space.
pub fn canonical(value: &Value) -> String {
    serde_json_canonicalizer::to_string(value).expect("a JSON value can be written")
}

/// Whether two values are equal, regardless of the order of members and the form of numbers.
pub fn is_equal(one: &Value, other: &Value) -> bool {
    one == other || canonical(one) == canonical(other)
}

/// Applies a merge patch (RFC 7396): null removes a member, an object is merged, any other value replaces.
pub fn merge_patch(target: Option<&Value>, patch: &Value) -> Value {
    let Value::Object(patch) = patch else { return patch.clone() };
    let mut merged = target.and_then(Value::as_object).cloned().unwrap_or_default();
    for (name, value) in patch {
        if value.is_null() {
            merged.shift_remove(name);
        } else {
            let inner = merge_patch(merged.get(name), value);
            merged.insert(name.clone(), inner);
        }
    }
    Value::Object(merged)
}

/// Estimates the bytes of memory that a value takes.
pub fn memory_of(value: &Value) -> usize {
    /// A value, and its share of the unused capacity of a list or a map.
    const NODE: usize = 2 * size_of::<Value>();
    /// A name in a map, with its hash and its place in the index.
    const NAME: usize = size_of::<String>() + 2 * size_of::<usize>();
    NODE + match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(memory_of).sum(),
        Value::Object(members) => members.iter().map(|(name, value)| NAME + name.len() + memory_of(value)).sum(),
    }
}

/// Returns a value without its null members, at any depth: GraphQL sends null for properties that the contract leaves
/// absent.
pub fn without_nulls(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        Value::Object(members) => Value::Object(members_without_nulls(members)),
        scalar @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => scalar,
    }
}

/// Returns the members of an object that are not null, without the null members inside them.
pub fn members_without_nulls(members: Map<String, Value>) -> Map<String, Value> {
    members
        .into_iter()
        .filter(|(_, inner)| !inner.is_null())
        .map(|(name, inner)| (name, without_nulls(inner)))
        .collect()
}
