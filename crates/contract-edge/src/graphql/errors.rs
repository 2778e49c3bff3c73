//! The errors of a response.

use async_graphql::Pos;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

/// An entry in the `errors` of a response. It serialises as the specification defines, without its cause.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GraphqlError {
    /// The reason, for a person.
    pub message: String,
    /// The places in the document that caused it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub locations: Vec<Pos>,
    /// The path of the response field; empty where no field was executed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<PathSegment>,
    /// Other entries, from the resolver or the caller of the executor.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub extensions: Map<String, Value>,
    /// Its cause, from which a caller completes it.
    #[serde(skip)]
    pub cause: Cause,
}

/// The cause of an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// The document is not valid, or has no such operation.
    Document,
    /// A variable does not have its type.
    Variable {
        /// Its name.
        name: String,
    },
    /// An argument does not have its type.
    Argument {
        /// A JSON pointer to the mistake, relative to the arguments of the field.
        pointer: String,
    },
    /// The resolver returned this error, with its message and extensions.
    Field,
    /// The answer of a resolver does not fit the contract, or the resolver has panicked. The message is for the log.
    Implementation,
    /// The response is larger than the request allows.
    Limit,
}

/// A step of the path to a response field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathSegment {
    /// A response key.
    Key(String),
    /// An index of a list.
    Index(usize),
}

impl Serialize for PathSegment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Key(key) => serializer.serialize_str(key),
            Self::Index(index) => index.serialize(serializer),
        }
    }
}

impl GraphqlError {
    /// Returns an error of a request that is not executed.
    pub(super) fn of_request(cause: Cause, message: impl Into<String>, locations: Vec<Pos>) -> Self {
        Self { message: message.into(), locations, path: Vec::new(), extensions: Map::new(), cause }
    }
}

impl From<async_graphql::ServerError> for GraphqlError {
    fn from(error: async_graphql::ServerError) -> Self {
        Self::of_request(Cause::Document, error.message, error.locations)
    }
}
