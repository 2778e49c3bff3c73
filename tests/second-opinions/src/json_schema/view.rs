//! One view of both sides. Each function here handles one way in which schemars necessarily sees a contract
//! differently.

use contract_model::{
    lifecycle::{Deprecation, Lifecycle},
    registry::{Direction, TypeDefinition},
    schema::{Property, Schema, Shape},
};
use serde_json::Value;

use super::lift::lift;
use crate::contracts::Subject;

/// The definitions of the registry that a JSON Schema of schemars must equal: one, or the variants of a union.
pub fn expected(subject: &Subject, name: &str) -> Vec<Schema> {
    let definition = &subject.registry.types[name];
    match &definition.schema.shape {
        Shape::Union { variants, .. } => {
            variants.iter().map(|variant| model(subject, &subject.registry.types[&variant.name], true)).collect()
        }
        Shape::Reference { .. }
        | Shape::Nullable { .. }
        | Shape::Boolean { .. }
        | Shape::Integer { .. }
        | Shape::Number { .. }
        | Shape::String { .. }
        | Shape::Enumeration { .. }
        | Shape::Array { .. }
        | Shape::Map { .. }
        | Shape::Object { .. } => vec![model(subject, definition, false)],
    }
}

/// The JSON Schema that schemars derives for a type, depending on the direction in which the type is sent.
///
/// # Errors
/// The parts that the model cannot express.
pub fn found(subject: &Subject, name: &str) -> Result<Vec<Schema>, String> {
    let definition = &subject.registry.types[name];
    let derived = subject.derived(name);
    let (schemas, is_answer) = match definition.direction {
        Direction::Answer => (vec![&derived.written], true),
        Direction::Request => (vec![&derived.read], false),
        Direction::Both => (vec![&derived.read, &derived.written], false),
    };
    let mut views = Vec::new();
    for schema in schemas {
        let members = schema["oneOf"].as_array().filter(|_| matches!(definition.schema.shape, Shape::Union { .. }));
        let view = match members {
            Some(members) => members_of_union(name, members)?,
            None => vec![lift(name, &resolved_newtype(schema))?],
        };
        let view: Vec<_> = view
            .into_iter()
            .map(|mut schema| {
                let names = |found: &str| {
                    // A type that refers to itself is the root of its document.
                    let found = if found == "#" { derived.schema_name.as_str() } else { found };
                    let known = subject.types.iter().find(|(_, derived)| derived.schema_name == found);
                    known.map_or_else(|| format!("unknown type {found}"), |(name, _)| name.clone())
                };
                schema.rename_references(&names);
                properties(&mut schema, &mut |property| {
                    without_null(property);
                    if is_answer {
                        // schemars also shows the default here, although nothing is absent.
                        property.schema.default = None;
                    }
                });
                schema
            })
            .collect();
        views.push(view);
    }
    match views.as_slice() {
        [one] => Ok(one.clone()),
        [read, written] if read == written => Ok(read.clone()),
        views => Err(format!("{name}: schemars reads and writes different values: {views:#?}")),
    }
}

/// A definition as schemars sees it.
fn model(subject: &Subject, definition: &TypeDefinition, is_member: bool) -> Schema {
    let mut schema = definition.schema.clone();
    schema.rename_references(&|name| subject.rust_name(name).to_owned());
    let tag = subject.registry.tag_of(definition).map(str::to_owned);
    if let (Shape::Object { properties, .. }, Some(tag)) = (&mut schema.shape, &tag) {
        if is_member {
            undescribed_tag(properties, tag);
        } else {
            without_tag(properties, tag);
        }
    }
    normalise(&mut schema);
    schema
}

fn normalise(schema: &mut Schema) {
    schema.examples.clear();
    plain_lifecycle(&mut schema.lifecycle);
    open_object(&mut schema.shape);
    match &mut schema.shape {
        Shape::Enumeration { values, .. } => values.iter_mut().for_each(|value| plain_lifecycle(&mut value.lifecycle)),
        Shape::Array { items: value, .. } | Shape::Map { values: value, .. } | Shape::Nullable { value } => {
            normalise(value);
        }
        Shape::Object { properties, .. } => properties.iter_mut().for_each(|property| {
            normalise(&mut property.schema);
            without_null(property);
        }),
        Shape::Reference { .. }
        | Shape::Boolean { .. }
        | Shape::Integer { .. }
        | Shape::Number { .. }
        | Shape::String { .. }
        | Shape::Union { .. } => {}
    }
}

/// Examples are values and not a part of the shape. JSON Schema has a mark for deprecation, but not for its reason and
/// version.
fn plain_lifecycle(lifecycle: &mut Lifecycle) {
    lifecycle.since = None;
    if let Some(deprecated) = &mut lifecycle.deprecated {
        *deprecated = Deprecation { note: String::new(), since: None, sunset: None };
    }
}

/// The model closes the objects that only clients send. That depends on the operations of the contract, which no derive
/// of an item can see.
fn open_object(shape: &mut Shape) {
    if let Shape::Object { closed, .. } = shape {
        *closed = false;
    }
}

/// Serde accepts null for an absent optional property, and so does schemars. It therefore cannot distinguish an
/// optional property from a patch; ts-rs and the coercion of async-graphql can.
fn without_null(property: &mut Property) {
    if property.required {
        return;
    }
    if let Shape::Nullable { value } = &mut property.schema.shape {
        property.schema.shape = value.shape.clone();
    }
}

/// In the model, the struct of a variant has the tag. schemars has no tagged structs: it writes the tag in the union,
/// where the tag is compared.
fn without_tag(properties: &mut Vec<Property>, tag: &str) {
    properties.retain(|property| property.name != tag);
}

/// The model describes the tag; schemars writes it without a description, as the last property.
fn undescribed_tag(properties: &mut [Property], tag: &str) {
    if let Some(property) = properties.iter_mut().find(|property| property.name == tag) {
        property.schema.description = None;
    }
}

/// To schemars, a newtype of `Uuid` is a reference to it; in the model, it is a text with that format.
fn resolved_newtype(schema: &Value) -> Value {
    let (Some(own), Some(reference)) = (schema.as_object(), schema["$ref"].as_str()) else { return schema.clone() };
    let name = reference.rsplit('/').next().unwrap_or(reference);
    let mut resolved = schema["$defs"][name].clone();
    if let Some(resolved) = resolved.as_object_mut() {
        let own = own.iter().filter(|(keyword, _)| *keyword != "$ref");
        resolved.extend(own.map(|(keyword, value)| (keyword.clone(), value.clone())));
    }
    resolved
}

/// schemars writes the alternatives of a union in place; the model refers to them by name.
fn members_of_union(name: &str, members: &[Value]) -> Result<Vec<Schema>, String> {
    members.iter().enumerate().map(|(index, member)| lift(&format!("{name}[{index}]"), member)).collect()
}

fn properties(schema: &mut Schema, change: &mut impl FnMut(&mut Property)) {
    if let Shape::Object { properties, .. } = &mut schema.shape {
        properties.iter_mut().for_each(change);
    }
}
