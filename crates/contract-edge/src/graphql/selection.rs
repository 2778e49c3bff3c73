//! Plans an operation: collects the fields of its response in their order, from selections, fragments and directives
//! (section 6.3.2, `CollectFields`).

use async_graphql::{
    Positioned,
    indexmap::IndexMap,
    parser::types::{self as ast, ExecutableDocument, OperationDefinition, Selection, SelectionSet},
};
use async_graphql_value::Value as Literal;
use contract_model::{
    graphql::{Field, Kind, Member, TypeRef, TypeSystem},
    registry::GraphqlField,
};
use serde_json::{Map, Value};

use super::{
    Cause, GraphqlError,
    document::root_of,
    plan::{Answered, Entry, Leaf, Node, Object, Part, Plan, Planned, PlannedField, RootField, Source},
    variables::check_positions,
};

/// Plans an operation; without variables, as if `@skip` and `@include` included everything.
///
/// # Errors
/// When two selections with the same response key are different fields, and when a variable does not fit its position.
pub(super) fn plan(
    types: &TypeSystem,
    fields: &[GraphqlField],
    document: &ExecutableDocument,
    operation: &Positioned<OperationDefinition>,
    variables: Option<&Map<String, Value>>,
) -> Result<Planned, Box<GraphqlError>> {
    let root = root_of(operation.node.ty);
    let mut planner = Planner { types, document, variables, depends_on_variables: false };
    let collected = planner.collect(root.type_name(), &[&operation.node.selection_set.node])?;
    let definitions = types.root(root).unwrap_or_default();
    let mut root_fields = Vec::with_capacity(collected.len());
    for (key, selections) in collected {
        let first = selections[0];
        let name = first.node.name.node.as_str();
        let definition = definitions.iter().find(|known| known.name == name);
        let index = fields.iter().position(|known| known.root == root && known.name == name);
        let answered = match (name, definition.zip(index)) {
            ("__typename", _) => Answered::Typename(root.type_name()),
            (_, Some((definition, index))) => {
                for (name, literal) in &first.node.arguments {
                    let argument = definition.arguments.iter().find(|known| known.name == name.node.as_str());
                    let Some(argument) = argument else { continue };
                    check_positions(types, &operation.node, argument, literal)?;
                }
                Answered::Field(Box::new(PlannedField {
                    index,
                    definition: definition.clone(),
                    arguments: first.node.arguments.clone(),
                    node: planner.node(&definition.ty, &selections)?,
                }))
            }
            (_, None) => {
                let selections = selections.into_iter().map(|field| {
                    // The field's own directives have already included it.
                    let field = ast::Field { directives: Vec::new(), ..field.node.clone() };
                    Positioned::new(Selection::Field(Positioned::new(field, first.pos)), first.pos)
                });
                let set = SelectionSet { items: selections.collect() };
                let selection_set = Positioned::new(set, operation.node.selection_set.pos);
                let alone = OperationDefinition { selection_set, ..operation.node.clone() };
                Answered::Introspection(Box::new(Positioned::new(alone, operation.pos)))
            }
        };
        root_fields.push(RootField { key: key.to_owned(), pos: first.pos, answered });
    }
    Ok(Planned { plan: Plan { fields: root_fields }, depends_on_variables: planner.depends_on_variables })
}

/// The selections of an object by their response keys.
type Collected<'a> = IndexMap<&'a str, Vec<&'a Positioned<ast::Field>>>;

struct Planner<'a> {
    types: &'a TypeSystem,
    document: &'a ExecutableDocument,
    variables: Option<&'a Map<String, Value>>,
    depends_on_variables: bool,
}

impl<'a> Planner<'a> {
    /// Collects the selected fields of an object with this name.
    fn collect(&mut self, object: &str, sets: &[&'a SelectionSet]) -> Result<Collected<'a>, Box<GraphqlError>> {
        let (mut collected, mut visited) = (IndexMap::new(), Vec::new());
        for set in sets {
            self.collect_set(object, set, &mut collected, &mut visited)?;
        }
        Ok(collected)
    }

    fn collect_set(
        &mut self,
        object: &str,
        set: &'a SelectionSet,
        collected: &mut Collected<'a>,
        visited: &mut Vec<&'a str>,
    ) -> Result<(), Box<GraphqlError>> {
        for selection in &set.items {
            if !self.is_included(selection.node.directives()) {
                continue;
            }
            match &selection.node {
                Selection::Field(field) => {
                    let selections = collected.entry(field.node.response_key().node.as_str()).or_default();
                    match selections.first() {
                        Some(first) if !is_same(first, field) => return Err(conflict(first, field)),
                        _ => selections.push(field),
                    }
                }
                Selection::InlineFragment(fragment) => {
                    let condition = fragment.node.type_condition.as_ref().map(|condition| &condition.node.on.node);
                    if condition.is_none_or(|condition| self.applies(condition, object)) {
                        self.collect_set(object, &fragment.node.selection_set.node, collected, visited)?;
                    }
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    let Some(fragment) = self.document.fragments.get(name) else { continue };
                    if visited.contains(&name.as_str()) {
                        continue;
                    }
                    visited.push(name);
                    if self.applies(&fragment.node.type_condition.node.on.node, object) {
                        self.collect_set(object, &fragment.node.selection_set.node, collected, visited)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether `@skip` and `@include` include a selection.
    fn is_included(&mut self, directives: &[Positioned<ast::Directive>]) -> bool {
        let Some(variables) = self.variables else { return true };
        directives.iter().all(|directive| {
            let given = directive.node.get_argument("if").map(|value| &value.node);
            let condition = match given {
                Some(Literal::Boolean(value)) => *value,
                Some(Literal::Variable(name)) => {
                    self.depends_on_variables = true;
                    variables.get(name.as_str()) == Some(&Value::Bool(true))
                }
                _ => return true,
            };
            match directive.node.name.node.as_str() {
                "skip" => !condition,
                "include" => condition,
                _ => true,
            }
        })
    }

    /// Whether a fragment on a type applies to an object.
    fn applies(&self, condition: &str, object: &str) -> bool {
        condition == object
            || match self.types.types.get(condition).map(|ty| &ty.kind) {
                Some(Kind::Union { members, .. }) => members.iter().any(|member| member.name == object),
                Some(Kind::Scalar { .. } | Kind::Enum { .. } | Kind::Object { .. } | Kind::Input { .. }) | None => {
                    false
                }
            }
    }

    /// Returns the selected part of a value of a type.
    fn node(&mut self, ty: &TypeRef, selections: &[&'a Positioned<ast::Field>]) -> Result<Node, Box<GraphqlError>> {
        let (is_nullable, ty) = match ty {
            TypeRef::NonNull(inner) => (false, &**inner),
            TypeRef::Named(_) | TypeRef::List(_) => (true, ty),
        };
        let part = match ty {
            TypeRef::NonNull(_) | TypeRef::Named(_) => self.part(ty.name(), selections)?,
            TypeRef::List(item) => Part::List(Box::new(self.node(item, selections)?)),
        };
        Ok(Node { is_nullable, type_name: ty.name().to_owned(), part })
    }

    fn part(&mut self, name: &str, selections: &[&'a Positioned<ast::Field>]) -> Result<Part, Box<GraphqlError>> {
        let types = self.types;
        Ok(match types.types.get(name).map(|ty| &ty.kind) {
            Some(Kind::Object { fields }) => Part::Object(self.object(name, fields, selections)?),
            Some(Kind::Union { tag, members }) => {
                let mut planned = Vec::with_capacity(members.len());
                for Member { value, name } in members {
                    let fields = match types.types.get(name).map(|ty| &ty.kind) {
                        Some(Kind::Object { fields }) => fields.as_slice(),
                        Some(Kind::Scalar { .. } | Kind::Enum { .. } | Kind::Input { .. } | Kind::Union { .. })
                        | None => &[],
                    };
                    planned.push((value.clone(), self.object(name, fields, selections)?));
                }
                Part::Union { tag: tag.clone(), members: planned }
            }
            Some(Kind::Enum { .. }) => Part::Leaf(Leaf::Text),
            Some(Kind::Scalar { .. } | Kind::Input { .. }) => Part::Leaf(Leaf::Scalar),
            None => Part::Leaf(match name {
                "Boolean" => Leaf::Boolean,
                "Int" => Leaf::Int,
                "Float" => Leaf::Float,
                "ID" => Leaf::Id,
                _ => Leaf::Text,
            }),
        })
    }

    fn object(
        &mut self,
        name: &str,
        fields: &[Field],
        selections: &[&'a Positioned<ast::Field>],
    ) -> Result<Object, Box<GraphqlError>> {
        let sets: Vec<_> = selections.iter().map(|field| &field.node.selection_set.node).collect();
        let (mut entries, mut properties): (Vec<Entry>, _) = (Vec::new(), Vec::new());
        for (key, selections) in self.collect(name, &sets)? {
            let property = selections[0].node.name.node.as_str();
            let source = match fields.iter().find(|field| field.name == property) {
                Some(field) => {
                    let node = self.node(&field.ty, &selections)?;
                    let index = entries.len();
                    let before = entries.iter_mut().rev().find_map(|entry| match &mut entry.source {
                        Source::Property { name, again, .. } if name == property => Some(again),
                        Source::Property { .. } | Source::Typename(_) => None,
                    });
                    match before {
                        Some(again) => *again = Some(index),
                        None => properties.push(index),
                    }
                    Source::Property { name: property.to_owned(), node, again: None }
                }
                None => Source::Typename(quoted(name)),
            };
            let mut prefix = quoted(key);
            prefix.push(b':');
            entries.push(Entry { key: key.to_owned(), prefix, pos: selections[0].pos, source });
        }
        Ok(Object { entries, properties })
    }
}

/// Writes a GraphQL name as JSON text: it has no characters that need escaping.
fn quoted(name: &str) -> Vec<u8> {
    format!("\"{name}\"").into_bytes()
}

/// Whether two selections are the same field with the same arguments.
fn is_same(a: &Positioned<ast::Field>, b: &Positioned<ast::Field>) -> bool {
    a.node.name.node == b.node.name.node
        && a.node.arguments.len() == b.node.arguments.len()
        && a.node.arguments.iter().all(|(name, value)| b.node.get_argument(&name.node) == Some(value))
}

/// Returns the error that async-graphql does not detect below the first level, and across fragments with type
/// conditions.
fn conflict(a: &Positioned<ast::Field>, b: &Positioned<ast::Field>) -> Box<GraphqlError> {
    let message = format!(
        "the fields `{}` and `{}` have the response key `{}`, but are different or have different arguments: give one an alias",
        a.node.name.node,
        b.node.name.node,
        a.node.response_key().node,
    );
    Box::new(GraphqlError::of_request(Cause::Document, message, vec![a.pos, b.pos]))
}
