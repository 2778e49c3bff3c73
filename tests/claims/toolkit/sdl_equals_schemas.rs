//! The GraphQL schema and the JSON Schemas agree: names, fields, nullability, enum values, defaults and deprecation.

use async_graphql_parser::{
    parse_schema,
    types::{
        BaseType, ConstDirective, ServiceDocument, Type, TypeDefinition as Definition, TypeKind, TypeSystemDefinition,
    },
};
use contract_kit::{
    lifecycle::Lifecycle,
    registry::{Direction, Registry, Role},
    schema::{Schema, Shape},
};
use tests::output::outputs;

#[test]
fn types_are_equal() {
    for output in outputs() {
        let registry = &output.registry;
        let document = parse_schema(&output.emission.file("graphql/schema.graphql").unwrap().contents).unwrap();
        let mut compared = 0;
        for (name, definition) in &registry.types {
            let Some(face) = &definition.graphql else { continue };
            let names = match definition.direction {
                Direction::Request => vec![face.input.as_ref()],
                Direction::Answer => vec![face.output.as_ref()],
                Direction::Both => vec![face.output.as_ref(), face.input.as_ref()],
            };
            for graphql_name in names.into_iter().flatten() {
                let Some(found) = find(&document, graphql_name) else { continue };
                compare(registry, name, &definition.schema, &definition.role, found);
                compared += 1;
            }
        }
        assert!(compared > 10, "{}: only {compared} types were compared", output.name);
    }
}

#[test]
fn root_fields_are_equal() {
    for output in outputs() {
        let registry = &output.registry;
        let Some(graphql) = &registry.graphql else { continue };
        let document = parse_schema(&output.emission.file("graphql/schema.graphql").unwrap().contents).unwrap();
        for field in &graphql.fields {
            let root = find(&document, &format!("{:?}", field.root)).unwrap();
            let TypeKind::Object(root) = &root.kind else { panic!("a root is an object") };
            let found = &root
                .fields
                .iter()
                .find(|found| found.node.name.node == field.name)
                .unwrap_or_else(|| panic!("no field {}", field.name))
                .node;
            let output_type = &found.ty.node;
            assert_eq!(output_type.nullable, field.output.nullable, "{}", field.name);
            if field.output.connection {
                assert!(output_type.to_string().ends_with("Connection!"), "{}: {output_type}", field.name);
            } else {
                assert!(says(registry, output_type, &field.output.schema, true), "{}: {output_type}", field.name);
            }
            assert_deprecation(
                &field.name,
                &found.directives.iter().map(|d| d.node.clone()).collect::<Vec<_>>(),
                &field.lifecycle,
            );
            assert_eq!(found.arguments.len(), field.arguments.len(), "{}", field.name);
            for (argument, found) in field.arguments.iter().zip(&found.arguments) {
                let subject = format!("{}({})", field.name, argument.name);
                assert_eq!(found.node.name.node, argument.name.as_str(), "{subject}");
                assert_eq!(!found.node.ty.node.nullable, argument.required, "{subject}");
                assert!(
                    says(registry, &found.node.ty.node, &argument.schema, false),
                    "{subject}: {}",
                    found.node.ty.node
                );
                let default = found.node.default_value.as_ref().map(|value| value.node.clone().into_json().unwrap());
                assert_eq!(default, argument.schema.default, "{subject}");
            }
        }
    }
}

fn find<'a>(document: &'a ServiceDocument, name: &str) -> Option<&'a Definition> {
    document.definitions.iter().find_map(|definition| match definition {
        TypeSystemDefinition::Type(ty) if ty.node.name.node == name => Some(&ty.node),
        _ => None,
    })
}

fn compare(registry: &Registry, name: &str, schema: &Schema, role: &Role, found: &Definition) {
    let is_variant = matches!(role, Role::Variant { .. });
    match (&schema.shape, &found.kind) {
        (Shape::Object { properties, .. }, TypeKind::Object(object)) => {
            // GraphQL distinguishes the members of a union by `__typename`, so a variant has no tag there.
            let properties: Vec<_> =
                properties.iter().filter(|property| !(is_variant && is_tag(&property.schema))).collect();
            assert_eq!(
                names(object.fields.iter().map(|f| f.node.name.node.as_str())),
                names(properties.iter().map(|p| p.name.as_str())),
                "{name}"
            );
            for (property, field) in properties.iter().zip(&object.fields) {
                let subject = format!("{name}.{}", property.name);
                assert_eq!(!field.node.ty.node.nullable, property.required, "{subject}: {}", field.node.ty.node);
                assert!(
                    says(registry, &field.node.ty.node, &property.schema, true),
                    "{subject}: {}",
                    field.node.ty.node
                );
                assert_deprecation(
                    &subject,
                    &field.node.directives.iter().map(|d| d.node.clone()).collect::<Vec<_>>(),
                    &property.schema.lifecycle,
                );
            }
        }
        (Shape::Object { properties, .. }, TypeKind::InputObject(input)) => {
            assert_eq!(
                names(input.fields.iter().map(|f| f.node.name.node.as_str())),
                names(properties.iter().map(|p| p.name.as_str())),
                "{name}"
            );
            for (property, field) in properties.iter().zip(&input.fields) {
                let subject = format!("{name}.{}", property.name);
                let default = field.node.default_value.as_ref().map(|value| value.node.clone().into_json().unwrap());
                assert_eq!(default, property.schema.default, "{subject}");
                // In GraphQL, a property with a default is never null, but may be omitted.
                assert_eq!(
                    !field.node.ty.node.nullable,
                    property.required || default.is_some(),
                    "{subject}: {}",
                    field.node.ty.node
                );
                assert!(
                    says(registry, &field.node.ty.node, &property.schema, false),
                    "{subject}: {}",
                    field.node.ty.node
                );
            }
        }
        (Shape::Enumeration { values, open: false }, TypeKind::Enum(found)) => {
            assert_eq!(
                names(found.values.iter().map(|v| v.node.value.node.as_str())),
                names(values.iter().map(|v| v.value.as_str())),
                "{name}"
            );
            for (value, found) in values.iter().zip(&found.values) {
                assert_deprecation(
                    &format!("{name}.{}", value.value),
                    &found.node.directives.iter().map(|d| d.node.clone()).collect::<Vec<_>>(),
                    &value.lifecycle,
                );
            }
        }
        (Shape::Union { variants, .. }, TypeKind::Union(union)) => {
            assert_eq!(
                names(union.members.iter().map(|m| m.node.as_str())),
                names(variants.iter().map(|v| v.name.as_str())),
                "{name}"
            );
        }
        (
            Shape::Enumeration { open: true, .. } | Shape::String { .. } | Shape::Number { .. } | Shape::Integer { .. },
            TypeKind::Scalar,
        ) => {}
        (shape, kind) => panic!("{name} is {shape:?} and {kind:?}"),
    }
}

fn names<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    names.collect()
}

fn is_tag(schema: &Schema) -> bool {
    matches!(&schema.shape, Shape::Enumeration { values, open: false } if values.len() == 1)
}

/// Whether a GraphQL type, ignoring its own nullability, corresponds to a schema.
fn says(registry: &Registry, ty: &Type, schema: &Schema, answered: bool) -> bool {
    let named = |expected: &str| matches!(&ty.base, BaseType::Named(name) if name.as_str() == expected);
    match &schema.shape {
        Shape::Reference { name } => {
            let face = registry.types[name].graphql.as_ref();
            let face = face.and_then(|face| if answered { face.output.as_ref() } else { face.input.as_ref() });
            face.is_some_and(|face| named(face))
        }
        Shape::Array { items, .. } => match &ty.base {
            BaseType::List(item) => !item.nullable && says(registry, item, items, answered),
            BaseType::Named(_) => false,
        },
        Shape::Nullable { value } => says(registry, ty, value, answered),
        Shape::Boolean { .. } => named("Boolean"),
        Shape::Integer { .. } => named("Int"),
        Shape::Number { .. } => named("Float"),
        Shape::String { .. } => named("String"),
        Shape::Map { .. } => named("JSONObject"),
        Shape::Enumeration { .. } | Shape::Object { .. } | Shape::Union { .. } => panic!("these are named types"),
    }
}

fn assert_deprecation(subject: &str, directives: &[ConstDirective], lifecycle: &Lifecycle) {
    let reason = directives.iter().find(|directive| directive.name.node == "deprecated").map(|directive| {
        let reason = directive.get_argument("reason").expect("a reason");
        reason.node.clone().into_json().unwrap().as_str().unwrap().to_owned()
    });
    let expected = lifecycle.deprecated.as_ref().map(|deprecated| match &deprecated.sunset {
        Some(sunset) => format!("{} (until {sunset})", deprecated.note),
        None => deprecated.note.clone(),
    });
    assert_eq!(reason, expected, "{subject}");
}
