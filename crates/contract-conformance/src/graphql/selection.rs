//! Complete selections of a type, to a limited depth and without returning to an enclosing type.

use contract_model::{
    graphql::{Field, Kind, Member, TypeRef, TypeSystem},
    registry::GraphqlField,
};

/// The depth at which a selection ends: less than the usual limit of servers.
const DEEPEST: usize = 10;

/// A value with its complete selection.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Selection {
    /// The value's type, with lists and nulls.
    pub ty: TypeRef,
    pub part: Part,
}

/// The named type of a value, with its complete selection.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    /// A scalar or an enum value.
    Leaf,
    /// An object.
    Object(Object),
    /// One of several objects, by the values of their tag.
    Union(Vec<(Member, Object)>),
}

/// An object with its selected fields, besides `__typename`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Object {
    pub name: String,
    pub fields: Vec<Selected>,
    /// The fields that are not selected, because the selection would not end.
    pub left_out: Vec<String>,
}

/// A field that is selected.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Selected {
    pub name: String,
    /// An alias, if members of a union have fields of the same name and different types.
    pub alias: Option<String>,
    pub selection: Selection,
}

impl Selected {
    /// The key in the answer.
    pub(super) fn key(&self) -> &str {
        self.alias.as_deref().unwrap_or(&self.name)
    }
}

impl Selection {
    /// The complete selection of a root field. The nodes of a connection are selected only once, in its edges.
    pub(super) fn of(types: &TypeSystem, field: &GraphqlField, declared: &Field) -> Self {
        let mut selector = Selector { types, around: Vec::new() };
        let mut selection = selector.selection(&declared.ty).unwrap_or(Self::leaf(&declared.ty));
        if let (true, Part::Object(connection)) = (field.output.connection, &mut selection.part) {
            for nodes in connection.fields.iter_mut().filter(|field| field.name == "nodes") {
                nodes.selection.part.keep_leaves();
            }
        }
        selection
    }

    fn leaf(ty: &TypeRef) -> Self {
        Self { ty: ty.clone(), part: Part::Leaf }
    }

    /// The selection as text in a document, with a leading space; empty if nothing can be selected.
    pub(super) fn text(&self) -> String {
        match &self.part {
            Part::Leaf => String::new(),
            Part::Object(object) => format!(" {{ __typename{} }}", object.text()),
            Part::Union(members) => {
                let fragments = members.iter().map(|(member, object)| {
                    let fields = object.text();
                    format!(" ... on {} {{ __typename{fields} }}", member.name)
                });
                format!(" {{ __typename{} }}", fragments.collect::<String>())
            }
        }
    }
}

impl Object {
    fn text(&self) -> String {
        let fields = self.fields.iter().map(|field| {
            let alias = field.alias.as_ref().map(|alias| format!("{alias}: ")).unwrap_or_default();
            format!(" {alias}{}{}", field.name, field.selection.text())
        });
        fields.collect()
    }

    /// The selection of a field, by its name.
    pub(super) fn field(&self, name: &str) -> Option<&Selected> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl Part {
    fn keep_leaves(&mut self) {
        match self {
            Self::Leaf => {}
            Self::Object(object) => object.keep_leaves(),
            Self::Union(members) => members.iter_mut().for_each(|(_, object)| object.keep_leaves()),
        }
    }
}

impl Object {
    fn keep_leaves(&mut self) {
        let (leaves, others): (Vec<Selected>, Vec<Selected>) =
            std::mem::take(&mut self.fields).into_iter().partition(|field| field.selection.part == Part::Leaf);
        self.fields = leaves;
        self.left_out.extend(others.into_iter().map(|field| field.name));
    }
}

struct Selector<'t> {
    types: &'t TypeSystem,
    /// The objects that enclose the selected one.
    around: Vec<String>,
}

impl Selector<'_> {
    /// The selection of a type; `None` if it would not end.
    fn selection(&mut self, ty: &TypeRef) -> Option<Selection> {
        let part = match self.types.types.get(ty.name()).map(|ty| &ty.kind) {
            Some(Kind::Object { fields }) => Part::Object(self.object(ty.name(), fields)?),
            Some(Kind::Union { members, .. }) => {
                let mut selected = Vec::new();
                for member in members {
                    let Some(Kind::Object { fields }) = self.types.types.get(&member.name).map(|ty| &ty.kind) else {
                        continue;
                    };
                    selected.push((member.clone(), self.object(&member.name, fields)?));
                }
                tell_apart(&mut selected);
                Part::Union(selected)
            }
            Some(Kind::Scalar { .. } | Kind::Enum { .. } | Kind::Input { .. }) | None => Part::Leaf,
        };
        Some(Selection { ty: ty.clone(), part })
    }

    fn object(&mut self, name: &str, fields: &[Field]) -> Option<Object> {
        if self.around.len() >= DEEPEST || self.around.iter().any(|known| known == name) {
            return None;
        }
        self.around.push(name.to_owned());
        let mut object = Object { name: name.to_owned(), fields: Vec::new(), left_out: Vec::new() };
        for field in fields {
            match self.selection(&field.ty) {
                Some(selection) => {
                    object.fields.push(Selected { name: field.name.clone(), alias: None, selection });
                }
                None => object.left_out.push(field.name.clone()),
            }
        }
        self.around.pop();
        Some(object)
    }
}

/// Gives fields of one name and different types an alias each, because GraphQL cannot merge them.
fn tell_apart(members: &mut [(Member, Object)]) {
    let types: Vec<(String, String)> = members
        .iter()
        .flat_map(|(_, object)| object.fields.iter().map(|field| (field.name.clone(), field.selection.ty.to_string())))
        .collect();
    for (member, object) in members {
        for field in &mut object.fields {
            let ty = field.selection.ty.to_string();
            if types.iter().any(|(name, other)| *name == field.name && *other != ty) {
                field.alias = Some(format!("{}_{}", field.name, member.name));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use contract_model::graphql::Type;

    use super::*;

    fn field(name: &str, ty: TypeRef) -> Field {
        Field { name: name.into(), description: None, deprecation: None, arguments: Vec::new(), ty }
    }

    fn named(name: &str) -> TypeRef {
        TypeRef::Named(name.into())
    }

    fn object(fields: Vec<Field>) -> Type {
        Type { description: None, kind: Kind::Object { fields } }
    }

    #[test]
    fn recursion_is_cut_and_members_of_a_union_are_told_apart() {
        let member = |name: &str| Member { value: name.to_lowercase(), name: name.into() };
        let hit = Kind::Union { tag: "type".into(), members: vec![member("A"), member("B")] };
        let types = [
            ("A".to_owned(), object(vec![field("size", named("Int").non_null()), field("next", named("A"))])),
            ("B".to_owned(), object(vec![field("size", named("Int")), field("name", named("String"))])),
            ("Hit".to_owned(), Type { description: None, kind: hit }),
        ];
        let types = TypeSystem { types: BTreeMap::from(types) };
        let mut selector = Selector { types: &types, around: Vec::new() };
        let selection = selector.selection(&named("Hit")).expect("it ends");
        assert_eq!(
            selection.text(),
            " { __typename ... on A { __typename size_A: size } ... on B { __typename size_B: size name } }"
        );
        let Part::Union(members) = selection.part else { panic!("it is a union") };
        assert_eq!(members[0].1.left_out, ["next"]);
    }
}
