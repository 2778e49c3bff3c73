//! The differences between the types of a contract and an introspected schema.

use std::collections::BTreeMap;

use async_graphql_parser::{parse_query, types::Selection};
use contract_model::{
    graphql::{Field, InputValue, Kind, TypeSystem, is_built_in},
    registry::Root,
};
use serde_json::Value;

/// One difference.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// The place of the difference: `Book.title`, `Query.books(first)`.
    pub place: String,
    pub expected: String,
    pub found: String,
}

/// The differences between the types that are served, out of all types of the contract, and a schema. Deprecations of
/// inputs are compared if the schema shows them.
pub(super) fn differences(
    served: &TypeSystem,
    all: &TypeSystem,
    schema: &Value,
    has_deprecated_inputs: bool,
) -> Vec<Difference> {
    let mut comparison = Comparison { all, has_deprecated_inputs, found: Vec::new() };
    for root in Root::ALL {
        let key = format!("{}Type", root.operation());
        let found = schema.pointer(&format!("/{key}/name")).and_then(Value::as_str);
        let expected = served.root(root).map(|_| root.type_name());
        if found != expected && (expected.is_some() || all.root(root).is_none()) {
            comparison.differ(&key, or_none(expected), or_none(found));
        }
    }
    let types = by_name(schema.get("types"));
    for (name, expected) in &served.types {
        match types.get(name.as_str()) {
            Some(found) => comparison.ty(name, &expected.kind, found),
            None => comparison.differ(name, "a type of this name".into(), "none".into()),
        }
    }
    let is_own = |name: &str| !name.starts_with("__") && !is_built_in(name);
    for name in types.keys().filter(|name| is_own(name) && !all.types.contains_key(**name)) {
        comparison.differ(name, "no type of this name".into(), "one".into());
    }
    comparison.found
}

struct Comparison<'t> {
    all: &'t TypeSystem,
    has_deprecated_inputs: bool,
    found: Vec<Difference>,
}

impl Comparison<'_> {
    fn differ(&mut self, place: &str, expected: String, found: String) {
        self.found.push(Difference { place: place.to_owned(), expected, found });
    }

    fn equal(&mut self, place: &str, expected: Option<&str>, found: Option<&Value>) {
        let found = found.and_then(Value::as_str);
        if expected != found {
            self.differ(place, or_none(expected), or_none(found));
        }
    }

    fn ty(&mut self, name: &str, expected: &Kind, found: &Value) {
        let kind = match expected {
            Kind::Scalar { .. } => "SCALAR",
            Kind::Enum { .. } => "ENUM",
            Kind::Object { .. } => "OBJECT",
            Kind::Input { .. } => "INPUT_OBJECT",
            Kind::Union { .. } => "UNION",
        };
        if found.get("kind").and_then(Value::as_str) != Some(kind) {
            return self.equal(name, Some(kind), found.get("kind"));
        }
        match expected {
            Kind::Scalar { specified_by } => {
                self.equal(&format!("{name} @specifiedBy"), *specified_by, found.get("specifiedByURL"));
            }
            Kind::Enum { values } => {
                let words = by_name(found.get("enumValues"));
                for value in values {
                    let place = format!("{name}.{}", value.name);
                    match words.get(value.name.as_str()) {
                        Some(found) => self.deprecation(&place, value.deprecation.as_deref(), found),
                        None => self.differ(&place, "a word of this name".into(), "none".into()),
                    }
                }
                let known = |word: &str| values.iter().any(|value| value.name == word);
                self.surplus(name, words.keys().copied().filter(|word| !known(word)), "word");
            }
            Kind::Object { fields } => self.fields(name, fields, found),
            Kind::Input { fields } => {
                self.inputs(fields, found.get("inputFields"), &|input| format!("{name}.{input}"));
            }
            Kind::Union { members, .. } => {
                let possible = by_name(found.get("possibleTypes"));
                for member in members.iter().filter(|member| !possible.contains_key(member.name.as_str())) {
                    self.differ(&format!("{name} | {}", member.name), "a member of the union".into(), "none".into());
                }
                let is_known = |found: &str| members.iter().any(|member| member.name == found);
                for surplus in possible.keys().filter(|found| !is_known(found)) {
                    self.differ(&format!("{name} | {surplus}"), "no member of the union".into(), "one".into());
                }
            }
        }
    }

    fn fields(&mut self, name: &str, fields: &[Field], found: &Value) {
        let found = by_name(found.get("fields"));
        for field in fields {
            let place = format!("{name}.{}", field.name);
            let Some(found) = found.get(field.name.as_str()) else {
                self.differ(&place, format!("a field of type `{}`", field.ty), "none".into());
                continue;
            };
            self.written(&place, &field.ty.to_string(), found.get("type"));
            self.deprecation(&place, field.deprecation.as_deref(), found);
            self.inputs(&field.arguments, found.get("args"), &|argument| format!("{place}({argument})"));
        }
        let all = self.all.types.get(name).map(|ty| &ty.kind);
        let is_known = |field: &str| match all {
            Some(Kind::Object { fields }) => fields.iter().any(|known| known.name == field),
            _ => false,
        };
        let surplus: Vec<&str> = found.keys().copied().filter(|field| !is_known(field)).collect();
        self.surplus(name, surplus.into_iter(), "field");
    }

    fn inputs(&mut self, inputs: &[InputValue], found: Option<&Value>, place: &dyn Fn(&str) -> String) {
        let found = by_name(found);
        for input in inputs {
            let place = place(&input.name);
            let Some(found) = found.get(input.name.as_str()) else {
                self.differ(&place, format!("an input of type `{}`", input.ty), "none".into());
                continue;
            };
            self.written(&place, &input.ty.to_string(), found.get("type"));
            if self.has_deprecated_inputs {
                self.deprecation(&place, input.deprecation.as_deref(), found);
            }
            let literal = found.get("defaultValue").and_then(Value::as_str);
            let default = literal.map(|literal| read_literal(literal).unwrap_or_else(|| literal.into()));
            // A null default counts as no default.
            if default.clone().filter(|value| !value.is_null()) != input.default {
                let shown = |value: &Option<Value>| value.as_ref().map_or("none".into(), |value| format!("`{value}`"));
                let expected = shown(&input.default);
                self.differ(&format!("{place} = …"), format!("the default {expected}"), shown(&default));
            }
        }
        let is_known = |name: &str| inputs.iter().any(|input| input.name == name);
        for surplus in found.keys().filter(|name| !is_known(name)) {
            self.differ(&place(surplus), "no input of this name".into(), "one".into());
        }
    }

    fn written(&mut self, place: &str, expected: &str, found: Option<&Value>) {
        let found = found.map(written).unwrap_or_default();
        if found != expected {
            self.differ(place, format!("type `{expected}`"), format!("type `{found}`"));
        }
    }

    fn deprecation(&mut self, place: &str, expected: Option<&str>, found: &Value) {
        let is_deprecated = found.get("isDeprecated").and_then(Value::as_bool).unwrap_or(false);
        let reason = found.get("deprecationReason").filter(|_| is_deprecated);
        self.equal(&format!("{place} @deprecated"), expected, reason);
    }

    fn surplus<'n>(&mut self, name: &str, surplus: impl Iterator<Item = &'n str>, what: &str) {
        for surplus in surplus {
            self.differ(&format!("{name}.{surplus}"), format!("no {what} of this name"), "one".into());
        }
    }
}

fn or_none(text: Option<&str>) -> String {
    text.map_or_else(|| "none".into(), |text| format!("`{text}`"))
}

/// The items of a list by their names.
fn by_name(list: Option<&Value>) -> BTreeMap<&str, &Value> {
    let items = list.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(|item| Some((item.get("name")?.as_str()?, item))).collect()
}

/// A type in the notation of the schema language.
fn written(ty: &Value) -> String {
    let inner = || ty.get("ofType").map(written).unwrap_or_default();
    match ty.get("kind").and_then(Value::as_str) {
        Some("NON_NULL") => format!("{}!", inner()),
        Some("LIST") => format!("[{}]", inner()),
        _ => ty.get("name").and_then(Value::as_str).unwrap_or_default().to_owned(),
    }
}

/// A literal of the query language as JSON; enum values are texts.
fn read_literal(literal: &str) -> Option<Value> {
    let document = parse_query(format!("{{ a(b: {literal}) }}")).ok()?;
    let (_, operation) = document.operations.iter().next()?;
    let Selection::Field(field) = &operation.node.selection_set.node.items.first()?.node else { return None };
    let (_, value) = field.node.arguments.first()?;
    value.node.clone().into_const()?.into_json().ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn literals_are_read_as_json() {
        assert_eq!(read_literal("[NEW, \"a\", {b: 1.5}]"), Some(json!(["NEW", "a", { "b": 1.5 }])));
        assert_eq!(read_literal("{"), None);
    }

    #[test]
    fn types_are_written_out() {
        let named = json!({ "kind": "OBJECT", "name": "Book" });
        let list = json!({ "kind": "LIST", "ofType": { "kind": "NON_NULL", "ofType": named } });
        assert_eq!(written(&json!({ "kind": "NON_NULL", "ofType": list })), "[Book!]!");
    }
}
