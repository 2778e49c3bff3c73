//! The GraphQL side of a contract: the fields of its root types. See [`crate::graphql`] for the types derived from
//! them.

use serde::{Deserialize, Serialize};

use super::{Auth, Caused};
use crate::{lifecycle::Lifecycle, schema::Schema};

/// The GraphQL side of a contract.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Graphql {
    /// The fields of the three root types, by module and then in declaration order.
    pub fields: Vec<GraphqlField>,
}

/// A field of a GraphQL root type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GraphqlField {
    /// Its name.
    pub name: String,
    /// The module it belongs to.
    pub module: String,
    /// Its root type.
    pub root: Root,
    /// The whole doc comment.
    pub description: String,
    /// The version that added it, and its deprecation.
    #[serde(default, skip_serializing_if = "Lifecycle::is_plain")]
    pub lifecycle: Lifecycle,
    /// The callers that may select it.
    pub auth: Auth,
    /// The argument that names the owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The class of rate limit that each use of it counts against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<String>,
    /// The events that it causes for listeners.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<Caused>,
    /// The number of seconds after which a client that shows the answer fetches it again.
    #[serde(default, rename = "refetchSeconds", skip_serializing_if = "Option::is_none")]
    pub refetch_seconds: Option<u32>,
    /// Its arguments.
    pub arguments: Vec<Argument>,
    /// Its answer.
    pub output: Output,
    /// The codes of the problems that it declares itself.
    pub errors: Vec<String>,
}

/// An argument of a GraphQL field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// Whether it is required.
    pub required: bool,
    /// Its value.
    pub schema: Schema,
}

/// The answer of a GraphQL field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Output {
    /// Whether it may be null.
    pub nullable: bool,
    /// Whether it is a Relay connection of the schema rather than the schema itself.
    pub connection: bool,
    /// Its value, or each node of the connection.
    pub schema: Schema,
}

/// A GraphQL root type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Root {
    /// Reads.
    Query,
    /// Writes.
    Mutation,
    /// Subscribes to events.
    Subscription,
}
