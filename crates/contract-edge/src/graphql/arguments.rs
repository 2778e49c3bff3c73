//! The arguments of root fields: their literals are checked once per document, and coerced for each request.

use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};
use contract_model::{
    graphql::{Field, TypeSystem},
    number::make_canonical,
    registry::Root,
};
use serde_json::{Map, Value};

use super::{
    Cause, GraphqlError, PathSegment, Schema,
    coercion::{Coercer, Variables},
    document::root_of,
    input::Input,
    plan::{Answered, PlannedField, RootField},
};

/// Coerces the arguments of a root field (section 6.4.1, `CoerceArgumentValues`).
///
/// # Errors
/// An error of the field, at the argument.
pub(super) fn coerce(
    schema: &Schema,
    field: &RootField,
    variables: &Map<String, Value>,
) -> Result<Map<String, Value>, Box<GraphqlError>> {
    let Answered::Field(asked) = &field.answered else { return Ok(Map::new()) };
    let PlannedField { definition, arguments, .. } = &**asked;
    let types = schema.types();
    let coercer = Coercer { types, variables: Variables::Coerced(variables) };
    let mut values = Map::new();
    for declared in &definition.arguments {
        let given = arguments.iter().find(|(name, _)| name.node.as_str() == declared.name).map(|(_, value)| value);
        let value = coercer.input(declared, given.map(|value| Input::Literal(&value.node))).map_err(|error| {
            let error = error.under(&declared.name);
            Box::new(GraphqlError {
                message: format!("the argument {error}"),
                locations: vec![given.map_or(field.pos, |value| value.pos)],
                path: vec![PathSegment::Key(field.key.clone())],
                extensions: Map::new(),
                cause: Cause::Argument { pointer: error.pointer },
            })
        })?;
        if let Some(value) = value {
            values.insert(declared.name.clone(), value);
        }
    }
    schema.nulls().remove(types, &definition.arguments, &mut values);
    values.values_mut().for_each(make_canonical);
    Ok(values)
}

/// Checks the literals of all arguments, including those that contain variables, which async-graphql does not check.
pub(super) fn check_literals(types: &TypeSystem, document: &ExecutableDocument) -> Result<(), Vec<GraphqlError>> {
    let mut errors = Vec::new();
    for (_, operation) in document.operations.iter() {
        let root = root_of(operation.node.ty);
        check_selection(types, types.root(root).unwrap_or_default(), &operation.node.selection_set.node, &mut errors);
    }
    let roots = Root::ALL.map(|root| (root.type_name(), types.root(root).unwrap_or_default()));
    let mut fragments: Vec<_> = document.fragments.values().collect();
    fragments.sort_by_key(|fragment| fragment.pos);
    for fragment in fragments {
        let on = fragment.node.type_condition.node.on.node.as_str();
        if let Some((_, fields)) = roots.iter().find(|(name, _)| *name == on) {
            check_selection(types, fields, &fragment.node.selection_set.node, &mut errors);
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Checks the literals of the fields of a root type; nested fields have no arguments.
fn check_selection(types: &TypeSystem, fields: &[Field], set: &SelectionSet, errors: &mut Vec<GraphqlError>) {
    let coercer = Coercer { types, variables: Variables::Later };
    for selection in &set.items {
        match &selection.node {
            Selection::Field(field) => {
                let Some(definition) = fields.iter().find(|known| known.name == field.node.name.node.as_str()) else {
                    continue;
                };
                for (name, value) in &field.node.arguments {
                    let declared = definition.arguments.iter().find(|declared| declared.name == name.node.as_str());
                    let Some(declared) = declared else { continue };
                    if let Err(error) = coercer.coerce(&declared.ty, Input::Literal(&value.node)) {
                        let message = format!("the argument {}", error.under(&declared.name));
                        errors.push(GraphqlError::of_request(Cause::Document, message, vec![value.pos]));
                    }
                }
            }
            Selection::InlineFragment(fragment) => {
                check_selection(types, fields, &fragment.node.selection_set.node, errors);
            }
            // A fragment is checked where it is defined.
            Selection::FragmentSpread(_) => {}
        }
    }
}
