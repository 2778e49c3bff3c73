//! The types of a contract as a schema of async-graphql, which validates documents and answers introspection.
//!
//! Its resolvers are never called.

use async_graphql::{
    Name, Value as Literal,
    dynamic::{self, FieldFuture, SubscriptionFieldFuture},
};
use contract_model::{
    graphql::{EnumValue, Field, InputValue, Kind, Type, TypeRef, TypeSystem},
    registry::Root,
};
use futures_util::stream;
use serde_json::Value;

use super::{MAX_NESTING, SchemaError, introspection::Hooks};

/// Builds the schema.
pub(super) fn build(types: &TypeSystem) -> Result<dynamic::Schema, SchemaError> {
    let name_of = |root: Root| types.root(root).map(|_| root.type_name());
    let query =
        name_of(Root::Query).ok_or_else(|| SchemaError("it declares no query, and GraphQL needs one".into()))?;
    let mut builder = dynamic::Schema::build(query, name_of(Root::Mutation), name_of(Root::Subscription));
    for (name, ty) in &types.types {
        builder = builder.register(of_type(types, name, ty));
    }
    let built = builder.extension(Hooks).limit_recursive_depth(MAX_NESTING).finish();
    built.map_err(|error| SchemaError(error.to_string()))
}

fn of_type(types: &TypeSystem, name: &str, Type { description, kind }: &Type) -> dynamic::Type {
    macro_rules! described {
        ($made:expr) => {
            description.iter().fold($made, |made, text| made.description(text))
        };
    }
    match kind {
        Kind::Scalar { specified_by } => {
            let scalar = described!(dynamic::Scalar::new(name));
            specified_by.iter().fold(scalar, |scalar, url| scalar.specified_by_url(*url)).into()
        }
        Kind::Enum { values } => described!(dynamic::Enum::new(name)).items(values.iter().map(item)).into(),
        Kind::Input { fields } => fields
            .iter()
            .fold(described!(dynamic::InputObject::new(name)), |object, field| object.field(input(types, field)))
            .into(),
        Kind::Union { members, .. } => members
            .iter()
            .fold(described!(dynamic::Union::new(name)), |union, member| union.possible_type(&member.name))
            .into(),
        Kind::Object { fields } if name == Root::Subscription.type_name() => fields
            .iter()
            .fold(described!(dynamic::Subscription::new(name)), |object, field| object.field(followed(types, field)))
            .into(),
        Kind::Object { fields } => fields
            .iter()
            .fold(described!(dynamic::Object::new(name)), |object, field| object.field(answered(types, field)))
            .into(),
    }
}

fn item(value: &EnumValue) -> dynamic::EnumItem {
    let item = dynamic::EnumItem::new(&value.name);
    let item = value.description.iter().fold(item, dynamic::EnumItem::description);
    value.deprecation.iter().fold(item, |item, reason| item.deprecation(Some(reason)))
}

fn answered(types: &TypeSystem, field: &Field) -> dynamic::Field {
    let made = dynamic::Field::new(&field.name, reference(&field.ty), |_| FieldFuture::from_value(None));
    let made = field.description.iter().fold(made, dynamic::Field::description);
    let made = field.deprecation.iter().fold(made, |made, reason| made.deprecation(Some(reason)));
    field.arguments.iter().fold(made, |made, argument| made.argument(input(types, argument)))
}

fn followed(types: &TypeSystem, field: &Field) -> dynamic::SubscriptionField {
    let made = dynamic::SubscriptionField::new(&field.name, reference(&field.ty), |_| {
        SubscriptionFieldFuture::new(async { Ok(stream::empty::<async_graphql::Result<Literal>>()) })
    });
    let made = field.description.iter().fold(made, dynamic::SubscriptionField::description);
    let made = field.deprecation.iter().fold(made, |made, reason| made.deprecation(Some(reason)));
    field.arguments.iter().fold(made, |made, argument| made.argument(input(types, argument)))
}

fn input(types: &TypeSystem, value: &InputValue) -> dynamic::InputValue {
    let made = dynamic::InputValue::new(&value.name, reference(&value.ty));
    let made = value.description.iter().fold(made, dynamic::InputValue::description);
    let made = value.deprecation.iter().fold(made, |made, reason| made.deprecation(Some(reason)));
    value.default.iter().fold(made, |made, default| made.default_value(literal(types, &value.ty, default)))
}

fn reference(ty: &TypeRef) -> dynamic::TypeRef {
    match ty {
        TypeRef::Named(name) => dynamic::TypeRef::named(name),
        TypeRef::List(item) => dynamic::TypeRef::List(Box::new(reference(item))),
        TypeRef::NonNull(inner) => dynamic::TypeRef::NonNull(Box::new(reference(inner))),
    }
}

/// Writes a JSON value as a literal of a type: enum values have no quotes.
fn literal(types: &TypeSystem, ty: &TypeRef, value: &Value) -> Literal {
    match (ty, value) {
        (TypeRef::NonNull(inner), _) => literal(types, inner, value),
        (TypeRef::List(item), Value::Array(items)) => {
            Literal::List(items.iter().map(|value| literal(types, item, value)).collect())
        }
        (TypeRef::List(item), _) => literal(types, item, value),
        (TypeRef::Named(name), _) => match (types.types.get(name).map(|ty| &ty.kind), value) {
            (Some(Kind::Enum { .. }), Value::String(word)) => Literal::Enum(Name::new(word)),
            (Some(Kind::Input { fields }), Value::Object(members)) => {
                let of = |name: &str| fields.iter().find(|field| field.name == *name);
                let member = |(name, value): (&String, &Value)| {
                    let value = of(name).map_or_else(|| untyped(value), |field| literal(types, &field.ty, value));
                    (Name::new(name), value)
                };
                Literal::Object(members.iter().map(member).collect())
            }
            _ => untyped(value),
        },
    }
}

fn untyped(value: &Value) -> Literal {
    Literal::from_json(value.clone()).unwrap_or_default()
}
