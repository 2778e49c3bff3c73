//! Named types: their schema, direction and role, and their names in GraphQL.

use serde::{Deserialize, Serialize};

use crate::{
    lifecycle::Lifecycle,
    schema::{Schema, Shape},
};

/// One view of a named type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TypeDefinition {
    /// Its schema.
    pub schema: Schema,
    /// The direction in which it travels.
    pub direction: Direction,
    /// The name of its Rust type, where the view has another name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rust: Option<String>,
    /// Its role besides its schema.
    pub role: Role,
    /// Its names in GraphQL, where it has any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graphql: Option<GraphqlFace>,
}

impl TypeDefinition {
    /// Whether the type is an object with properties.
    pub fn is_object(&self) -> bool {
        matches!(self.schema.shape, Shape::Object { .. })
    }

    /// Returns the name of the generic type of which it is an instance.
    pub fn generic(&self) -> Option<&str> {
        match &self.role {
            Role::Instance { generic, .. } => Some(generic),
            Role::Plain | Role::Id | Role::Variant { .. } => None,
        }
    }

    /// Returns the name of its Rust type, for a view with this name.
    pub fn rust_name<'a>(&'a self, view: &'a str) -> &'a str {
        self.rust.as_deref().unwrap_or(view)
    }

    /// Returns the lifecycles of the type, of its properties and of its enum values, each with its path: `Book`,
    /// `Book.title`.
    pub fn lifecycles(&self, name: &str) -> Vec<(String, &Lifecycle)> {
        let mut found = vec![(name.to_owned(), &self.schema.lifecycle)];
        match &self.schema.shape {
            Shape::Object { properties, .. } => {
                found.extend(properties.iter().map(|p| (format!("{name}.{}", p.name), &p.schema.lifecycle)));
            }
            Shape::Enumeration { values, .. } => {
                found.extend(values.iter().map(|word| (format!("{name}.{}", word.value), &word.lifecycle)));
            }
            Shape::Reference { .. }
            | Shape::Nullable { .. }
            | Shape::Boolean { .. }
            | Shape::Integer { .. }
            | Shape::Number { .. }
            | Shape::String { .. }
            | Shape::Array { .. }
            | Shape::Map { .. }
            | Shape::Union { .. } => {}
        }
        found
    }
}

/// The direction in which a type travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Only from clients: closed.
    Request,
    /// Only to clients: open.
    Answer,
    /// In both directions, with one schema: a type without properties.
    Both,
}

/// The role of a named type besides its schema.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Role {
    /// No special role.
    Plain,
    /// The id of an entity: branded in TypeScript, `ID` in GraphQL.
    Id,
    /// A variant of a union.
    Variant {
        /// The union's name.
        union: String,
    },
    /// An instance of a generic type.
    Instance {
        /// The name of the generic type.
        generic: String,
        /// The schema of each type argument.
        arguments: Vec<Schema>,
    },
}

/// A generic type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Generic {
    /// The names of its type parameters, in their order.
    pub parameters: Vec<String>,
    /// Its schema. It refers to a parameter as if it were a type of that name, and to named types by the names of their
    /// Rust types.
    pub schema: Schema,
}

/// The names of a type in GraphQL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GraphqlFace {
    /// The name of its output type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<String>,
    /// The name of its input type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<String>,
}
