//! Checks that selections with the same response key can be merged (section 5.3.2). async-graphql checks the names and
//! arguments of selections in the same set; this module checks them at any depth, with the shapes of their values.

use async_graphql::{Pos, parser::types::ExecutableDocument};
use contract_model::{graphql::TypeSystem, registry::GraphqlField};

use super::{
    Cause, GraphqlError,
    plan::{Answered, Node, Object, Part, Source},
    selection::plan,
};

/// Checks the selections of all operations.
///
/// # Errors
/// The first conflict of each operation.
pub(super) fn check_selections(
    types: &TypeSystem,
    fields: &[GraphqlField],
    document: &ExecutableDocument,
) -> Result<(), Vec<GraphqlError>> {
    let mut operations: Vec<_> = document.operations.iter().map(|(_, operation)| operation).collect();
    operations.sort_by_key(|operation| operation.pos);
    let mut errors = Vec::new();
    for operation in operations {
        let planned = plan(types, fields, document, operation, None).map(|planned| planned.plan);
        let checked = planned.and_then(|plan| {
            plan.fields.iter().try_for_each(|field| match &field.answered {
                Answered::Field(asked) => check_node(&asked.node),
                Answered::Typename(_) | Answered::Introspection(_) => Ok(()),
            })
        });
        errors.extend(checked.err().map(|error| *error));
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Checks the members of each union against each other. The selections of an object have already been merged into one
/// plan.
fn check_node(node: &Node) -> Result<(), Box<GraphqlError>> {
    match &node.part {
        Part::Leaf(_) => Ok(()),
        Part::List(item) => check_node(item),
        Part::Object(object) => check_object(object),
        Part::Union { members, .. } => {
            for (index, (_, object)) in members.iter().enumerate() {
                check_object(object)?;
                members[..index].iter().try_for_each(|(_, other)| check_shapes(other, object))?;
            }
            Ok(())
        }
    }
}

fn check_object(object: &Object) -> Result<(), Box<GraphqlError>> {
    object.entries.iter().try_for_each(|entry| match &entry.source {
        Source::Typename(_) => Ok(()),
        Source::Property { node, .. } => check_node(node),
    })
}

/// Checks that fields of two objects with the same response key have the same shape.
fn check_shapes(one: &Object, other: &Object) -> Result<(), Box<GraphqlError>> {
    for entry in &one.entries {
        let Some(same) = other.entries.iter().find(|same| same.key == entry.key) else { continue };
        // graphql-js allows `__typename` of one member to have the same key as a property of another member.
        if let (Source::Property { node: a, .. }, Source::Property { node: b, .. }) = (&entry.source, &same.source) {
            check_nodes(a, b, &|| conflict(&entry.key, [entry.pos, same.pos]))?;
        }
    }
    Ok(())
}

fn check_nodes(a: &Node, b: &Node, conflict: &dyn Fn() -> Box<GraphqlError>) -> Result<(), Box<GraphqlError>> {
    if a.is_nullable != b.is_nullable {
        return Err(conflict());
    }
    match (&a.part, &b.part) {
        (Part::Leaf(_), Part::Leaf(_)) if a.type_name == b.type_name => Ok(()),
        (Part::List(a), Part::List(b)) => check_nodes(a, b, conflict),
        (Part::Leaf(_) | Part::List(_), _) | (_, Part::Leaf(_) | Part::List(_)) => Err(conflict()),
        (Part::Object(_) | Part::Union { .. }, Part::Object(_) | Part::Union { .. }) => {
            objects(a).try_for_each(|one| objects(b).try_for_each(|other| check_shapes(one, other)))
        }
    }
}

/// Returns the possible objects of a value.
fn objects(node: &Node) -> impl Iterator<Item = &Object> {
    let (object, members) = match &node.part {
        Part::Object(object) => (Some(object), &[][..]),
        Part::Union { members, .. } => (None, &members[..]),
        Part::Leaf(_) | Part::List(_) => (None, &[][..]),
    };
    object.into_iter().chain(members.iter().map(|(_, object)| object))
}

fn conflict(key: &str, places: [Pos; 2]) -> Box<GraphqlError> {
    let message = format!("the response key `{key}` has fields of different types: give one of them an alias");
    Box::new(GraphqlError::of_request(Cause::Document, message, places.to_vec()))
}
