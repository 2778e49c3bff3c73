//! The schema of async-graphql, printed and parsed again, equals the types of the model.

use std::collections::BTreeMap;

use async_graphql::{
    Positioned,
    parser::{
        parse_schema,
        types::{ConstDirective, FieldDefinition, InputValueDefinition, TypeKind, TypeSystemDefinition},
    },
};
use contract_edge::graphql::Schema;
use contract_model::{
    graphql::{EnumValue, Field, InputValue, Kind, Member, Type, TypeRef, TypeSystem},
    registry::Root,
};
use serde_json::Value;

use crate::zoo;

#[test]
fn printed_sdl_equals_the_model() {
    let schema = zoo::schema();
    assert_eq!(without_json_only(schema.types()), parsed(&schema.sdl()));
}

#[test]
fn a_contract_with_queries_alone_has_no_other_root() {
    let mut registry = zoo::registry();
    registry.graphql.as_mut().expect("it has GraphQL").fields.retain(|field| field.root == Root::Query);
    let schema = Schema::new(&registry).expect("queries are enough");
    assert!(!schema.sdl().contains("mutation:") && !schema.sdl().contains("subscription:"), "{}", schema.sdl());
    assert_eq!(without_json_only(schema.types()), parsed(&schema.sdl()));
}

#[test]
fn a_contract_without_queries_has_no_schema() {
    let mut registry = zoo::registry();
    registry.graphql.as_mut().expect("it has GraphQL").fields.retain(|field| field.root == Root::Mutation);
    let error = Schema::new(&registry).expect_err("GraphQL needs a query");
    assert!(error.to_string().contains("no query"), "{error}");
    registry.graphql = None;
    assert!(Schema::new(&registry).is_err());
}

/// Returns the types without the tags of unions, which the schema definition language cannot express.
fn without_json_only(types: &TypeSystem) -> BTreeMap<String, Type> {
    let mut types = types.types.clone();
    for ty in types.values_mut() {
        if let Kind::Union { tag, members } = &mut ty.kind {
            tag.clear();
            members.iter_mut().for_each(|member| member.value.clear());
            members.sort_by(|a, b| a.name.cmp(&b.name));
        }
    }
    types
}

fn parsed(sdl: &str) -> BTreeMap<String, Type> {
    let document = parse_schema(sdl).expect("the schema can be parsed");
    let types = document.definitions.into_iter().filter_map(|definition| match definition {
        TypeSystemDefinition::Type(ty) => Some(ty.node),
        TypeSystemDefinition::Schema(_) | TypeSystemDefinition::Directive(_) => None,
    });
    let types = types.map(|ty| {
        let kind = match ty.kind {
            TypeKind::Scalar => {
                Kind::Scalar { specified_by: directive_argument(&ty.directives, "specifiedBy", "url").map(leak) }
            }
            TypeKind::Object(object) => Kind::Object { fields: object.fields.into_iter().map(field).collect() },
            TypeKind::InputObject(object) => Kind::Input { fields: object.fields.into_iter().map(input).collect() },
            TypeKind::Union(union) => {
                let member = |name: &str| Member { value: String::new(), name: name.to_owned() };
                let mut members: Vec<_> = union.members.iter().map(|name| member(&name.node)).collect();
                members.sort_by(|a, b| a.name.cmp(&b.name));
                Kind::Union { tag: String::new(), members }
            }
            TypeKind::Enum(words) => Kind::Enum {
                values: words
                    .values
                    .into_iter()
                    .map(|value| EnumValue {
                        name: value.node.value.node.to_string(),
                        description: value.node.description.map(|text| text.node),
                        deprecation: directive_argument(&value.node.directives, "deprecated", "reason"),
                    })
                    .collect(),
            },
            TypeKind::Interface(_) => panic!("a contract has no interfaces"),
        };
        (ty.name.node.to_string(), Type { description: ty.description.map(|text| text.node), kind })
    });
    types.collect()
}

fn field(field: Positioned<FieldDefinition>) -> Field {
    let field = field.node;
    Field {
        name: field.name.node.to_string(),
        description: field.description.map(|text| text.node),
        deprecation: directive_argument(&field.directives, "deprecated", "reason"),
        arguments: field.arguments.into_iter().map(input).collect(),
        ty: reference(&field.ty.node.to_string()),
    }
}

fn input(value: Positioned<InputValueDefinition>) -> InputValue {
    let value = value.node;
    InputValue {
        name: value.name.node.to_string(),
        description: value.description.map(|text| text.node),
        deprecation: directive_argument(&value.directives, "deprecated", "reason"),
        ty: reference(&value.ty.node.to_string()),
        default: value.default_value.map(|default| default.node.into_json().expect("a default is JSON")),
    }
}

fn reference(text: &str) -> TypeRef {
    if let Some(inner) = text.strip_suffix('!') {
        return reference(inner).non_null();
    }
    match text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        Some(item) => TypeRef::List(Box::new(reference(item))),
        None => TypeRef::Named(text.to_owned()),
    }
}

fn directive_argument(directives: &[Positioned<ConstDirective>], name: &str, argument: &str) -> Option<String> {
    let directive = directives.iter().find(|directive| directive.node.name.node == name)?;
    match directive.node.get_argument(argument)?.node.clone().into_json() {
        Ok(Value::String(text)) => Some(text),
        other => panic!("{name}({argument}) is {other:?}"),
    }
}

fn leak(text: String) -> &'static str {
    text.leak()
}
