//! What `#[contract(input)]` writes for a GraphQL input object.
//!
//! async-graphql's own derive does not copy a struct's bounds, and with it a field of a foreign type is a dozen errors
//! and not one (docs/adr/0002); so the few lines of an input object are our own.

use async_graphql::{
    InputType, InputValueError, Name, Value,
    indexmap::IndexMap,
    registry::{Deprecation, MetaInputValue, MetaType, MetaTypeId, Registry},
};

/// One field of an input object as it is declared.
pub struct InputField {
    /// Its name.
    pub name: &'static str,
    /// From the doc comment.
    pub description: &'static str,
    /// Why it is deprecated.
    pub deprecation: Option<&'static str>,
    /// The qualified name of its type, once registered.
    pub ty: String,
    /// What it is when it is absent.
    pub default: Option<Value>,
}

/// Registers the input object `T`; `fields` registers the types of its fields.
pub fn register<T: InputType>(
    registry: &mut Registry,
    description: &str,
    fields: impl Fn(&mut Registry) -> Vec<InputField>,
) -> String {
    registry.create_input_type::<T, _>(MetaTypeId::InputObject, |registry| MetaType::InputObject {
        name: T::type_name().into_owned(),
        description: Some(description.to_owned()),
        input_fields: fields(registry).into_iter().map(|field| (field.name.to_owned(), declared(field))).collect(),
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        rust_typename: Some(std::any::type_name::<T>()),
        oneof: false,
        directive_invocations: Vec::new(),
    })
}

fn declared(field: InputField) -> MetaInputValue {
    MetaInputValue {
        name: field.name.to_owned(),
        description: (!field.description.is_empty()).then(|| field.description.to_owned()),
        ty: field.ty,
        deprecation: match field.deprecation {
            Some(reason) => Deprecation::Deprecated { reason: Some(reason.to_owned()) },
            None => Deprecation::NoDeprecated,
        },
        default_value: field.default.map(|default| default.to_string()),
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        is_secret: false,
        directive_invocations: Vec::new(),
    }
}

/// The members of an input object.
pub type Members = IndexMap<Name, Value>;

/// The members of `value`, which must be an object.
pub fn members<T: InputType>(value: Option<Value>) -> Result<Members, InputValueError<T>> {
    match value {
        Some(Value::Object(members)) => Ok(members),
        other => Err(InputValueError::expected_type(other.unwrap_or_default())),
    }
}

/// Takes one field out of `members`; `default` gives it when it is absent.
pub fn field<T: InputType, F: InputType>(
    members: &mut Members,
    name: &str,
    default: Option<fn() -> F>,
) -> Result<F, InputValueError<T>> {
    match (members.swap_remove(name), default) {
        (None, Some(default)) => Ok(default()),
        (value, _) => F::parse(value).map_err(InputValueError::propagate),
    }
}
