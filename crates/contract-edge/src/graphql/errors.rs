//! The errors of an answer.

use async_graphql::Pos;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

/// An error in the `errors` of an answer. It serialises as the specification says, without its cause.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GraphqlError {
    /// The reason, for a person.
    pub message: String,
    /// The places in the document that it is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub locations: Vec<Pos>,
    /// The field of the answer that it is about; empty where no field was asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<PathSegment>,
    /// Anything else, as the resolver or the caller of the executor gives it.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub extensions: Map<String, Value>,
    /// Its cause, by which a caller completes it.
    #[serde(skip)]
    pub cause: Cause,
}

/// The cause of an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// The document is not valid, or has no such operation.
    Document,
    /// A variable is not of its type.
    Variable {
        /// Its name.
        name: String,
    },
    /// An argument is not of its type.
    Argument {
        /// JSON pointer to the mistake, into the arguments of the field.
        pointer: String,
    },
    /// The resolver answers with this error; its message and extensions are those of the resolver.
    Field,
    /// The answer of a resolver does not fit the contract, or the resolver has panicked. The message is for the log.
    Implementation,
    /// The answer is larger than the request allows.
    Limit,
}

/// A step to a field of an answer.
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
    /// An error of a request of which no field is asked.
    pub(super) fn of_request(cause: Cause, message: impl Into<String>, locations: Vec<Pos>) -> Self {
        Self { message: message.into(), locations, path: Vec::new(), extensions: Map::new(), cause }
    }
}

impl From<async_graphql::ServerError> for GraphqlError {
    fn from(error: async_graphql::ServerError) -> Self {
        Self::of_request(Cause::Document, error.message, error.locations)
    }
}
