//! Named types: their schema, direction and role, and what they are in TypeScript and GraphQL.

use serde::{Deserialize, Serialize};

use crate::schema::{Schema, Shape};

/// One view of a named type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TypeDefinition {
    /// Its schema.
    pub schema: Schema,
    /// Which way it travels.
    pub direction: Direction,
    /// The name of its Rust type, where the view's own name is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rust: Option<String>,
    /// What it is besides its shape.
    pub role: Role,
    /// Its TypeScript declaration, as ts-rs derives it.
    pub typescript: TypeScript,
    /// What it is in GraphQL, where it is something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graphql: Option<GraphqlFace>,
}

impl TypeDefinition {
    /// Whether the type is an object with properties.
    pub fn is_object(&self) -> bool {
        matches!(self.schema.shape, Shape::Object { .. })
    }
}

/// Which way a type travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From clients only: closed.
    Request,
    /// To clients only: open.
    Answer,
    /// Both ways, in one spelling: a type without properties.
    Both,
}

/// What a named type is besides its shape.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Role {
    /// Nothing besides.
    Plain,
    /// The id of something: branded in TypeScript, `ID` in GraphQL.
    Id,
    /// An alternative of a union.
    Variant {
        /// The union's name.
        union: String,
    },
    /// An instance of a generic type.
    Instance {
        /// The generic type's name in TypeScript.
        generic: String,
    },
}

/// A type in TypeScript.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypeScript {
    /// How it is referred to: `Book`, `ApiResponse<Book>`.
    pub name: String,
    /// Its declaration: `type Book = { … }`.
    pub declaration: String,
}

/// A type in GraphQL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GraphqlFace {
    /// The name of its output type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<String>,
    /// The name of its input type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<String>,
}
