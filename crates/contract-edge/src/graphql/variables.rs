//! Coerces the variables of a request to their types (section 6.1.2, `CoerceVariableValues`).

use async_graphql::{
    Positioned,
    parser::types::{BaseType, OperationDefinition, Type},
};
use async_graphql_value::{ConstValue, Value as Literal};
use contract_model::graphql::{InputValue, Kind, TypeRef, TypeSystem};
use serde_json::{Map, Value};

use super::{
    Cause, GraphqlError,
    coercion::{Coercer, Variables},
    input::Input,
};

/// Coerces the variables of an operation. A variable that is not given and has no default is absent.
///
/// # Errors
/// An error for each variable that does not have its type.
pub(super) fn coerce(
    types: &TypeSystem,
    operation: &OperationDefinition,
    given: &Map<String, Value>,
) -> Result<Map<String, Value>, Vec<GraphqlError>> {
    let (mut values, mut errors) = (Map::new(), Vec::new());
    let coercer = Coercer { types, variables: Variables::None };
    for Positioned { pos, node } in &operation.variable_definitions {
        let name = node.name.node.as_str();
        let ty = type_of(&node.var_type.node);
        let value = match (given.get(name), &node.default_value) {
            (Some(value), _) => coercer.coerce(&ty, Input::Json(value)),
            (None, Some(default)) => coercer.coerce(&ty, Input::Literal(&default.node.clone().into_value())),
            (None, None) if ty.is_nullable() => continue,
            (None, None) => {
                let cause = Cause::Variable { name: name.to_owned() };
                let message = format!("the variable `${name}` must be {ty}, but is absent");
                errors.push(GraphqlError::of_request(cause, message, vec![*pos]));
                continue;
            }
        };
        match value {
            Ok(value) => _ = values.insert(name.to_owned(), value),
            Err(error) => {
                let cause = Cause::Variable { name: name.to_owned() };
                let place = if error.pointer.is_empty() { String::new() } else { format!(" at `{}`", error.pointer) };
                let message = format!("the variable `${name}`{place} {}", error.message);
                errors.push(GraphqlError::of_request(cause, message, vec![*pos]));
            }
        }
    }
    if errors.is_empty() { Ok(values) } else { Err(errors) }
}

/// Converts the type of a variable into a type of the model.
fn type_of(ty: &Type) -> TypeRef {
    let base = match &ty.base {
        BaseType::Named(name) => TypeRef::Named(name.to_string()),
        BaseType::List(item) => TypeRef::List(Box::new(type_of(item))),
    };
    if ty.nullable { base } else { base.non_null() }
}

/// Checks that the variables in the literal of an argument fit their positions (section 5.8.5). async-graphql checks a
/// variable that is the whole argument, but not a variable inside an object.
///
/// # Errors
/// An error for the first variable that does not fit.
pub(super) fn check_positions(
    types: &TypeSystem,
    operation: &OperationDefinition,
    argument: &InputValue,
    literal: &Positioned<Literal>,
) -> Result<(), Box<GraphqlError>> {
    let mut within = vec![(&argument.ty, argument.default.is_some(), &literal.node)];
    while let Some((location, has_default, literal_here)) = within.pop() {
        match (location, literal_here) {
            (_, Literal::Variable(name)) => {
                let mut definitions = operation.variable_definitions.iter();
                let Some(definition) = definitions.find(|known| known.node.name.node == *name) else { continue };
                let ty = type_of(&definition.node.var_type.node);
                let default = definition.node.default_value.as_ref().map(|default| &default.node);
                if !fits(&ty, default.is_some_and(|default| *default != ConstValue::Null) || has_default, location) {
                    let message = format!("the variable `${name}` has the type {ty}, but stands for a {location}");
                    let places = vec![definition.pos, literal.pos];
                    return Err(Box::new(GraphqlError::of_request(Cause::Document, message, places)));
                }
            }
            (TypeRef::NonNull(inner), _) => within.push((inner, false, literal_here)),
            (TypeRef::List(item), Literal::List(items)) => {
                within.extend(items.iter().map(|literal| (&**item, false, literal)));
            }
            (TypeRef::List(item), _) => within.push((item, false, literal_here)),
            (TypeRef::Named(name), Literal::Object(members)) => {
                let Some(Kind::Input { fields }) = types.types.get(name).map(|ty| &ty.kind) else { continue };
                within.extend(members.iter().filter_map(|(key, literal)| {
                    let field = fields.iter().find(|field| field.name == key.as_str())?;
                    Some((&field.ty, field.default.is_some(), literal))
                }));
            }
            (TypeRef::Named(_), _) => {}
        }
    }
    Ok(())
}

/// Whether a variable of one type may be used where another type is expected. A default replaces an absent value.
fn fits(variable: &TypeRef, has_default: bool, location: &TypeRef) -> bool {
    match (variable, location) {
        (TypeRef::NonNull(variable), TypeRef::NonNull(location))
        | (TypeRef::List(variable), TypeRef::List(location)) => fits(variable, false, location),
        (TypeRef::Named(_) | TypeRef::List(_), TypeRef::NonNull(location)) => {
            has_default && fits(variable, false, location)
        }
        (TypeRef::NonNull(variable), TypeRef::Named(_) | TypeRef::List(_)) => fits(variable, false, location),
        (TypeRef::Named(variable), TypeRef::Named(location)) => variable == location,
        (TypeRef::Named(_), TypeRef::List(_)) | (TypeRef::List(_), TypeRef::Named(_)) => false,
    }
}
