//! The schema language of GraphQL, parsed for comparison: both sides become the same plain types.

use std::collections::BTreeMap;

use async_graphql_parser::{
    parse_schema,
    types::{ConstDirective, FieldDefinition, InputValueDefinition, TypeDefinition, TypeKind, TypeSystemDefinition},
};

/// A type of a schema document.
#[derive(Debug, PartialEq)]
pub struct Type {
    /// The description, from the doc comment.
    pub description: Option<String>,
    /// The URL that specifies a scalar.
    pub specified_by: Option<String>,
    /// The kind, with the members of a union.
    pub kind: Kind,
    /// The fields of an object or an input, or the values of an enum.
    pub parts: Vec<Part>,
}

/// The kind of a type.
#[derive(Debug, PartialEq)]
pub enum Kind {
    /// A scalar.
    Scalar,
    /// An object.
    Object,
    /// An input object.
    Input,
    /// An enum.
    Enum,
    /// A union of these objects.
    Union(Vec<String>),
}

/// A field of an object or an input, or a value of an enum.
#[derive(Debug, PartialEq)]
pub struct Part {
    /// The name.
    pub name: String,
    /// The type with its nullability; empty for the value of an enum.
    pub ty: String,
    /// The description, from the doc comment.
    pub description: Option<String>,
    /// The reason for a deprecation.
    pub deprecation: Option<String>,
    /// The default of an input's field.
    pub default: Option<String>,
}

/// Reads the types of a schema document.
///
/// # Panics
/// When it is not a schema document, or declares an interface, which no contract has.
pub fn read(sdl: &str) -> BTreeMap<String, Type> {
    let document = parse_schema(sdl).unwrap_or_else(|error| panic!("{error}\n{sdl}"));
    let definitions = document.definitions.into_iter().filter_map(|definition| match definition {
        TypeSystemDefinition::Type(ty) => Some(ty.node),
        TypeSystemDefinition::Schema(_) | TypeSystemDefinition::Directive(_) => None,
    });
    definitions.map(|definition| (definition.name.node.to_string(), ty(definition))).collect()
}

fn ty(definition: TypeDefinition) -> Type {
    let directives: Vec<_> = definition.directives.into_iter().map(|directive| directive.node).collect();
    let (kind, parts) = match definition.kind {
        TypeKind::Scalar => (Kind::Scalar, Vec::new()),
        TypeKind::Object(object) => (Kind::Object, object.fields.into_iter().map(|f| output(f.node)).collect()),
        TypeKind::InputObject(input) => (Kind::Input, input.fields.into_iter().map(|f| self::input(f.node)).collect()),
        TypeKind::Enum(values) => (
            Kind::Enum,
            values
                .values
                .into_iter()
                .map(|value| Part {
                    name: value.node.value.node.to_string(),
                    ty: String::new(),
                    description: value.node.description.map(|text| text.node),
                    deprecation: argument_of(value.node.directives.iter().map(|d| &d.node), "deprecated", "reason"),
                    default: None,
                })
                .collect(),
        ),
        TypeKind::Union(union) => {
            (Kind::Union(union.members.iter().map(|member| member.node.to_string()).collect()), Vec::new())
        }
        TypeKind::Interface(_) => panic!("no contract has the interface {}", definition.name.node),
    };
    Type {
        description: definition.description.map(|text| text.node),
        specified_by: argument_of(directives.iter(), "specifiedBy", "url"),
        kind,
        parts,
    }
}

fn output(field: FieldDefinition) -> Part {
    Part {
        name: field.name.node.to_string(),
        ty: field.ty.node.to_string(),
        description: field.description.map(|text| text.node),
        deprecation: argument_of(field.directives.iter().map(|d| &d.node), "deprecated", "reason"),
        default: None,
    }
}

fn input(field: InputValueDefinition) -> Part {
    Part {
        name: field.name.node.to_string(),
        ty: field.ty.node.to_string(),
        description: field.description.map(|text| text.node),
        deprecation: argument_of(field.directives.iter().map(|d| &d.node), "deprecated", "reason"),
        default: field.default_value.map(|value| value.node.to_string()),
    }
}

/// An argument of a directive.
fn argument_of<'a>(
    mut directives: impl Iterator<Item = &'a ConstDirective>,
    directive: &str,
    argument: &str,
) -> Option<String> {
    let directive = directives.find(|found| found.name.node == directive)?;
    match &directive.get_argument(argument)?.node {
        async_graphql_value::ConstValue::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}
