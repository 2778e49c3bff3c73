//! Results, compared with the types of the contract: first in the form of GraphQL, then in the form of REST, because
//! the contract's schemas define more than GraphQL's scalars.

use contract_model::{
    graphql::{Kind, TypeRef, TypeSystem},
    registry::GraphqlField,
};
use serde_json::{Map, Value};

use super::{
    reply::Source,
    selection::{Object, Part, Selection},
};
use crate::{judge::place, rules};

/// A difference between a result and its type.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Misfit {
    /// The place: `Book.title`, or the path of a field.
    pub place: String,
    pub expected: String,
    pub found: String,
}

impl Source<'_, '_, '_> {
    /// Judges the data of a field. Returns the data in the form of REST if they have the right types; for a connection,
    /// its nodes; `None` for null.
    pub(super) fn result(&self, field: &GraphqlField, selection: &Selection, data: &Value) -> Option<Value> {
        let types = self.graph.types;
        let misfits = misfits(types, selection, data, self.item);
        for Misfit { place, expected, found } in &misfits {
            self.report(&rules::GRAPHQL_RESULT, place.clone(), &format!("{place} as {expected}"), found);
        }
        if !misfits.is_empty() || data.is_null() {
            return None;
        }
        if !field.output.connection {
            return Some(self.by_schema(field, selection, data));
        }
        let Part::Object(connection) = &selection.part else { return None };
        let Part::Object(edge) = &connection.field("edges")?.selection.part else { return None };
        let node = &edge.field("node")?.selection;
        let edges = data.get("edges")?.as_array()?;
        Some(edges.iter().filter_map(|edge| Some(self.by_schema(field, node, edge.get("node")?))).collect())
    }

    /// Judges data by the contract's schema, and returns them in the form of REST.
    fn by_schema(&self, field: &GraphqlField, selection: &Selection, data: &Value) -> Value {
        let contract = self.graph.suite.contract;
        let mut restorer = Restorer { types: self.graph.types, left_out: Vec::new() };
        let value = restorer.value(&selection.part, data, "");
        for misfit in contract.validator.output(field.root, &field.name, &value) {
            if misfit.code == "required" && restorer.left_out.contains(&misfit.pointer) {
                continue;
            }
            let place = place(&contract.facts, &field.output.schema, &value, &misfit.pointer);
            let place = if place.is_empty() { self.item.to_owned() } else { place };
            let cause = format!("{place}: {}", misfit.code);
            let found = format!("{}: {}", misfit.pointer, misfit.detail);
            self.report(&rules::GRAPHQL_RESULT, cause, &format!("{place} as declared"), &found);
        }
        value
    }
}

/// The differences between data and their types in GraphQL.
pub(super) fn misfits(types: &TypeSystem, selection: &Selection, data: &Value, place: &str) -> Vec<Misfit> {
    let mut walker = Walker { types, found: Vec::new() };
    walker.value(&selection.ty, &selection.part, data, place);
    walker.found
}

struct Walker<'t> {
    types: &'t TypeSystem,
    found: Vec<Misfit>,
}

impl Walker<'_> {
    fn value(&mut self, ty: &TypeRef, part: &Part, data: &Value, place: &str) {
        match (ty, data) {
            (TypeRef::NonNull(_), Value::Null) => self.misfit(place, format!("`{ty}`, which is never null"), data),
            (TypeRef::NonNull(inner), _) => self.value(inner, part, data, place),
            (_, Value::Null) => {}
            (TypeRef::List(item), Value::Array(items)) => {
                let place = format!("{place}[]");
                items.iter().for_each(|data| self.value(item, part, data, &place));
            }
            (TypeRef::List(_), _) => self.misfit(place, format!("a list, `{ty}`"), data),
            (TypeRef::Named(name), _) => match (part, data) {
                (Part::Leaf, _) => self.leaf(name, data, place),
                (Part::Object(object), Value::Object(members)) => self.object(object, members),
                (Part::Union(known), Value::Object(members)) => {
                    let typename = members.get("__typename").and_then(Value::as_str).unwrap_or_default();
                    match known.iter().find(|(member, _)| member.name == typename) {
                        Some((_, object)) => self.object(object, members),
                        None => {
                            let found = members.get("__typename").cloned().unwrap_or_default();
                            self.misfit(&format!("{name}.__typename"), format!("a member of `{name}`"), &found);
                        }
                    }
                }
                (Part::Object(_) | Part::Union(_), _) => self.misfit(place, format!("an object, `{ty}`"), data),
            },
        }
    }

    fn object(&mut self, object: &Object, members: &Map<String, Value>) {
        let name = &object.name;
        let typename = members.get("__typename");
        if typename.and_then(Value::as_str) != Some(name) {
            let found = typename.cloned().unwrap_or_default();
            self.misfit(&format!("{name}.__typename"), format!("`{name}`"), &found);
        }
        for field in &object.fields {
            let place = format!("{name}.{}", field.name);
            match members.get(field.key()) {
                Some(data) => self.value(&field.selection.ty, &field.selection.part, data, &place),
                None => {
                    let expected = format!("`{}`, which was selected", field.selection.ty);
                    self.found.push(Misfit { place, expected, found: "no such member".into() });
                }
            }
        }
        let is_selected = |key: &str| key == "__typename" || object.fields.iter().any(|field| field.key() == key);
        if let Some((key, data)) = members.iter().find(|(key, _)| !is_selected(key)) {
            let place = format!("{name}.{key}");
            let expected = "absent: it was not selected".to_owned();
            self.found.push(Misfit { place, expected, found: format!("`{data}`") });
        }
    }

    fn leaf(&mut self, name: &str, data: &Value, place: &str) {
        let (is_right, expected) = match (self.types.types.get(name).map(|ty| &ty.kind), name) {
            (Some(Kind::Enum { values }), _) => {
                let is_word = data.as_str().is_some_and(|word| values.iter().any(|value| value.name == word));
                (is_word, format!("a word of `{name}`"))
            }
            // The contract's own schema validates its scalars further.
            (Some(_), _) => (true, String::new()),
            (None, "Int") => {
                let is_whole = data.as_f64().is_some_and(|number| {
                    number.fract() == 0.0 && (f64::from(i32::MIN)..=f64::from(i32::MAX)).contains(&number)
                });
                (is_whole, "`Int`, a whole number of 32 bits".into())
            }
            (None, "Float") => (data.is_number(), "`Float`, a number".into()),
            (None, "Boolean") => (data.is_boolean(), "`Boolean`".into()),
            (None, _) => (data.is_string(), format!("`{name}`, a text")),
        };
        if !is_right {
            self.misfit(place, expected, data);
        }
    }

    fn misfit(&mut self, place: &str, expected: String, found: &Value) {
        self.found.push(Misfit { place: place.to_owned(), expected, found: format!("`{found}`") });
    }
}

/// Converts data into the form of REST.
struct Restorer<'t> {
    types: &'t TypeSystem,
    /// The places of properties that were not selected.
    left_out: Vec<String>,
}

impl Restorer<'_> {
    fn value(&mut self, part: &Part, data: &Value, pointer: &str) -> Value {
        match (part, data) {
            (_, Value::Array(items)) if *part != Part::Leaf => {
                let items = items.iter().enumerate();
                items.map(|(index, data)| self.value(part, data, &format!("{pointer}/{index}"))).collect()
            }
            (Part::Object(object), Value::Object(members)) => self.object(object, members, pointer),
            (Part::Union(known), Value::Object(members)) => {
                let typename = members.get("__typename").and_then(Value::as_str);
                match known.iter().find(|(member, _)| Some(member.name.as_str()) == typename) {
                    Some((_, object)) => self.object(object, members, pointer),
                    None => data.clone(),
                }
            }
            _ => data.clone(),
        }
    }

    /// Null becomes an absent property, and the `__typename` becomes the tag of a union.
    fn object(&mut self, object: &Object, members: &Map<String, Value>, pointer: &str) -> Value {
        let mut restored = Map::new();
        if let Some((tag, value)) = tag_of(self.types, &object.name) {
            restored.insert(tag.to_owned(), value.into());
        }
        for field in &object.fields {
            match members.get(field.key()) {
                None | Some(Value::Null) => {}
                Some(data) => {
                    let data = self.value(&field.selection.part, data, &format!("{pointer}/{}", field.name));
                    restored.insert(field.name.clone(), data);
                }
            }
        }
        self.left_out.extend(object.left_out.iter().map(|name| format!("{pointer}/{name}")));
        Value::Object(restored)
    }
}

/// The tag of the union to which an object belongs, and the tag's value.
fn tag_of<'t>(types: &'t TypeSystem, object: &str) -> Option<(&'t str, &'t str)> {
    types.types.values().find_map(|ty| match &ty.kind {
        Kind::Union { tag, members } => {
            let member = members.iter().find(|member| member.name == object)?;
            Some((tag.as_str(), member.value.as_str()))
        }
        Kind::Scalar { .. } | Kind::Enum { .. } | Kind::Object { .. } | Kind::Input { .. } => None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use contract_model::graphql::{Field, Member, Type};
    use serde_json::json;

    use super::{
        super::selection::{Selected, Selection},
        *,
    };

    fn int(name: &str, ty: TypeRef) -> Selected {
        Selected { name: name.into(), alias: None, selection: Selection { ty, part: Part::Leaf } }
    }

    fn types() -> TypeSystem {
        let ty = TypeRef::Named("Int".into());
        let size = Field { name: "size".into(), description: None, deprecation: None, arguments: Vec::new(), ty };
        let member = Member { value: "a".into(), name: "A".into() };
        let hit = Kind::Union { tag: "type".into(), members: vec![member] };
        let types = [("A", Kind::Object { fields: vec![size] }), ("Hit", hit)];
        let types = types.map(|(name, kind)| (name.to_owned(), Type { description: None, kind }));
        TypeSystem { types: BTreeMap::from(types) }
    }

    fn hits() -> Selection {
        let required = int("size", TypeRef::Named("Int".into()).non_null());
        let optional = int("left", TypeRef::Named("Int".into()));
        let object = Object { name: "A".into(), fields: vec![required, optional], left_out: vec!["parent".into()] };
        let part = Part::Union(vec![(Member { value: "a".into(), name: "A".into() }, object)]);
        Selection { ty: TypeRef::List(Box::new(TypeRef::Named("Hit".into()).non_null())).non_null(), part }
    }

    #[test]
    fn each_difference_has_its_place() {
        let places = |data: &Value| -> Vec<String> {
            misfits(&types(), &hits(), data, "Query.hits").into_iter().map(|misfit| misfit.place).collect()
        };
        assert!(places(&json!([{ "__typename": "A", "size": 1, "left": null }])).is_empty());
        assert_eq!(places(&json!([{ "__typename": "A", "size": null, "left": 1.5 }])), ["A.size", "A.left"]);
        assert_eq!(places(&json!([{ "__typename": "B", "size": 1 }])), ["Hit.__typename"]);
        assert_eq!(places(&json!([{ "__typename": "A", "size": 1 }])), ["A.left"]);
        assert_eq!(places(&json!([null])), ["Query.hits[]"]);
        assert_eq!(places(&json!({})), ["Query.hits"]);
    }

    #[test]
    fn data_are_restored_as_rest_shows_them() {
        let types = types();
        let mut restorer = Restorer { types: &types, left_out: Vec::new() };
        let data = json!([{ "__typename": "A", "size": 1, "left": null }]);
        assert_eq!(restorer.value(&hits().part, &data, ""), json!([{ "type": "a", "size": 1 }]));
        assert_eq!(restorer.left_out, ["/0/parent"]);
    }
}
