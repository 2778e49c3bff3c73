//! Derives the GraphQL types of a contract from its fields, and from the types that these fields reach.

use std::collections::BTreeMap;

use super::{
    EnumValue, Field, InputValue, Kind, Member, Type, TypeRef, TypeSystem, built_in, description, is_built_in,
};
use crate::{
    format::Format,
    lifecycle::{Deprecation, Lifecycle},
    registry::{Argument, GraphqlField, Registry, Root, TypeDefinition},
    schema::{Property, Schema, Shape},
};

/// The scalar of a map: GraphQL has no maps.
const JSON_OBJECT: &str = "JSONObject";

impl TypeSystem {
    /// Returns the GraphQL types of a contract; `None` for a contract without GraphQL.
    pub fn from_registry(registry: &Registry) -> Option<Self> {
        let graphql = registry.graphql.as_ref()?;
        let mut deriver = Deriver { registry, types: BTreeMap::new() };
        for root in Root::ALL {
            let fields: Vec<_> = graphql
                .fields
                .iter()
                .filter(|field| field.root == root)
                .map(|field| deriver.root_field(field))
                .collect();
            if !fields.is_empty() {
                let ty = Type { description: Some(about(root).to_owned()), kind: Kind::Object { fields } };
                deriver.types.insert(root.type_name().to_owned(), ty);
            }
        }
        Some(Self { types: deriver.types })
    }
}

const fn about(root: Root) -> &'static str {
    match root {
        Root::Query => "The fields that can be read.",
        Root::Mutation => "The fields that change something.",
        Root::Subscription => "The streams of events that can be followed.",
    }
}

/// The direction in which a type travels; its name depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Sent,
    Answered,
}

struct Deriver<'a> {
    registry: &'a Registry,
    types: BTreeMap<String, Type>,
}

impl Deriver<'_> {
    fn root_field(&mut self, field: &GraphqlField) -> Field {
        let arguments = field.arguments.iter().map(|argument| self.argument(argument)).collect();
        let ty = if field.output.connection {
            self.connection(&field.output.schema)
        } else {
            self.reference(&field.output.schema, Way::Answered)
        };
        Field {
            name: field.name.clone(),
            description: (!field.description.is_empty()).then(|| field.description.clone()),
            deprecation: deprecation(&field.lifecycle),
            arguments,
            ty: if field.output.nullable { ty } else { ty.non_null() },
        }
    }

    /// An argument with a default is nullable, so a client may pass a variable for it and leave the variable out.
    fn argument(&mut self, Argument { name, required, schema }: &Argument) -> InputValue {
        let ty = self.reference(schema, Way::Sent);
        InputValue {
            name: name.clone(),
            description: description(schema),
            deprecation: deprecation(&schema.lifecycle),
            ty: if *required { ty.non_null() } else { ty },
            default: schema.default.clone(),
        }
    }

    /// Returns a Relay connection, with its edges.
    fn connection(&mut self, node: &Schema) -> TypeRef {
        let node = self.reference(node, Way::Answered);
        let name = GraphqlField::connection_of(node.name());
        let edge = format!("{}Edge", node.name());
        let node = node.non_null();
        let list = |item: TypeRef| TypeRef::List(Box::new(item.non_null())).non_null();
        let fields = vec![
            answered("pageInfo", "Information to aid in pagination.", TypeRef::Named("PageInfo".into()).non_null()),
            answered("edges", "A list of edges.", list(TypeRef::Named(edge.clone()))),
            answered("nodes", "A list of nodes.", list(node.clone())),
            answered("totalCount", "How many items there are on all pages together.", named("Int").non_null()),
        ];
        self.types.insert(name.clone(), Type { description: None, kind: Kind::Object { fields } });
        let fields = vec![
            answered("node", "The item at the end of the edge", node),
            answered("cursor", "A cursor for use in pagination", named("String").non_null()),
        ];
        let about = "An edge in a connection.";
        self.types.insert(edge, Type { description: Some(about.into()), kind: Kind::Object { fields } });
        let fields = vec![
            answered(
                "hasPreviousPage",
                "When paginating backwards, are there more items?",
                named("Boolean").non_null(),
            ),
            answered("hasNextPage", "When paginating forwards, are there more items?", named("Boolean").non_null()),
            answered("startCursor", "When paginating backwards, the cursor to continue.", named("String")),
            answered("endCursor", "When paginating forwards, the cursor to continue.", named("String")),
        ];
        let about = "Information about pagination in a connection";
        self.types.insert("PageInfo".into(), Type { description: Some(about.into()), kind: Kind::Object { fields } });
        TypeRef::Named(name)
    }

    /// Returns the nullable type of a schema. Adds the type and all types that it refers to.
    fn reference(&mut self, schema: &Schema, way: Way) -> TypeRef {
        match &schema.shape {
            Shape::Reference { name } => TypeRef::Named(self.named(name, way)),
            Shape::Nullable { value } => self.reference(value, way),
            Shape::Array { items, .. } => TypeRef::List(Box::new(self.reference(items, way).non_null())),
            Shape::Boolean { .. }
            | Shape::Integer { .. }
            | Shape::Number { .. }
            | Shape::String { .. }
            | Shape::Enumeration { .. } => named(built_in(&schema.shape).unwrap_or("String")),
            // An object without a name of its own has no name in GraphQL either.
            Shape::Map { .. } | Shape::Object { .. } | Shape::Union { .. } => {
                let about = Some("A scalar that can represent any JSON Object value.".to_owned());
                let kind = Kind::Scalar { specified_by: None };
                self.types.insert(JSON_OBJECT.into(), Type { description: about, kind });
                named(JSON_OBJECT)
            }
        }
    }

    /// Returns the GraphQL name of a named type. The registry's checks report a type without one.
    fn named(&mut self, name: &str, way: Way) -> String {
        let registry = self.registry;
        let Some(definition) = registry.types.get(name) else { return name.to_owned() };
        let called = definition.graphql.as_ref().and_then(|face| match way {
            Way::Sent => face.input.as_ref(),
            Way::Answered => face.output.as_ref(),
        });
        let called = called.map_or(name, String::as_str).to_owned();
        if !is_built_in(&called) && !self.types.contains_key(&called) {
            // Inserted before the types that it refers to, because types can refer to each other.
            let kind = Kind::Scalar { specified_by: None };
            self.types.insert(called.clone(), Type { description: None, kind });
            let kind = self.kind(definition, way);
            self.types.insert(called.clone(), Type { description: description(&definition.schema), kind });
        }
        called
    }

    fn kind(&mut self, definition: &TypeDefinition, way: Way) -> Kind {
        match &definition.schema.shape {
            Shape::Object { properties, .. } => match way {
                Way::Sent => Kind::Input { fields: properties.iter().map(|p| self.input_field(p)).collect() },
                Way::Answered => {
                    // GraphQL discriminates the members of a union by `__typename`.
                    let tag = self.registry.tag_of(definition);
                    let fields = properties.iter().filter(|property| Some(property.name.as_str()) != tag);
                    Kind::Object { fields: fields.map(|property| self.output_field(property)).collect() }
                }
            },
            Shape::Union { tag, variants } => {
                let members = variants
                    .iter()
                    .map(|variant| Member { value: variant.value.clone(), name: self.named(&variant.name, way) });
                Kind::Union { members: members.collect(), tag: tag.clone() }
            }
            Shape::Enumeration { values, open: false } => {
                let values = values.iter().map(|value| EnumValue {
                    name: value.value.clone(),
                    description: value.description.clone(),
                    deprecation: deprecation(&value.lifecycle),
                });
                Kind::Enum { values: values.collect() }
            }
            Shape::String { format, .. } => Kind::Scalar { specified_by: format.map(Format::specification) },
            Shape::Enumeration { open: true, .. }
            | Shape::Integer { .. }
            | Shape::Number { .. }
            | Shape::Boolean { .. }
            | Shape::Reference { .. }
            | Shape::Nullable { .. }
            | Shape::Array { .. }
            | Shape::Map { .. } => Kind::Scalar { specified_by: None },
        }
    }

    fn output_field(&mut self, Property { name, required, schema }: &Property) -> Field {
        let ty = self.reference(schema, Way::Answered);
        Field {
            name: name.clone(),
            description: description(schema),
            deprecation: deprecation(&schema.lifecycle),
            arguments: Vec::new(),
            ty: if *required { ty.non_null() } else { ty },
        }
    }

    fn input_field(&mut self, Property { name, required, schema }: &Property) -> InputValue {
        let ty = self.reference(schema, Way::Sent);
        InputValue {
            name: name.clone(),
            description: description(schema),
            deprecation: deprecation(&schema.lifecycle),
            ty: if *required || schema.default.is_some() { ty.non_null() } else { ty },
            default: schema.default.clone(),
        }
    }
}

fn named(name: &str) -> TypeRef {
    TypeRef::Named(name.to_owned())
}

/// Returns a field that every contract has.
fn answered(name: &str, description: &str, ty: TypeRef) -> Field {
    let description = Some(description.to_owned());
    Field { name: name.to_owned(), description, deprecation: None, arguments: Vec::new(), ty }
}

/// Returns the reason for `@deprecated`: the note, and the date of removal.
fn deprecation(lifecycle: &Lifecycle) -> Option<String> {
    lifecycle.deprecated.as_ref().map(Deprecation::reason)
}
