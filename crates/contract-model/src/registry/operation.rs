//! REST operations: parameters, bodies, responses and policies.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Caused, SessionEffect};
use crate::{lifecycle::Lifecycle, schema::Schema};

/// A REST operation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Operation {
    /// Its id, in camel case.
    pub id: String,
    /// The module it belongs to.
    pub module: String,
    /// The HTTP method, in upper case.
    pub method: String,
    /// The path, with `{name}` for each path parameter.
    pub path: String,
    /// The first line of its doc comment, without a full stop.
    pub summary: String,
    /// The rest of its doc comment.
    pub description: String,
    /// The version that added it, and its deprecation.
    #[serde(default, skip_serializing_if = "Lifecycle::is_plain")]
    pub lifecycle: Lifecycle,
    /// The callers that are allowed.
    pub auth: Auth,
    /// Its parameters, path parameters first.
    pub parameters: Vec<Parameter>,
    /// Its request body.
    pub body: Body,
    /// Its successful responses, one per status.
    pub answers: Vec<Answer>,
    /// The codes of the problems that it declares itself.
    pub errors: Vec<String>,
    /// Its policies for calls and caches.
    pub policy: Policy,
}

impl Operation {
    /// Returns the schemas of the values that clients send: parameters, and the body or its parts.
    pub fn sent(&self) -> impl Iterator<Item = &Schema> {
        let body = if let Body::Json { schema, .. } = &self.body { Some(&**schema) } else { None };
        self.named_values().map(|(_, schema)| schema).chain(body)
    }

    /// Returns the named values that clients send: parameters, and the values among the parts of a multipart body.
    pub(super) fn named_values(&self) -> impl Iterator<Item = (&str, &Schema)> {
        let parts = if let Body::Multipart { parts } = &self.body { parts.as_slice() } else { &[] };
        let values = parts.iter().filter_map(|part| match &part.content {
            PartContent::Value { schema } => Some((part.name.as_str(), schema)),
            PartContent::File { .. } => None,
        });
        self.parameters.iter().map(|parameter| (parameter.name.as_str(), &parameter.schema)).chain(values)
    }

    /// Returns the schemas of the successful responses.
    pub fn answered(&self) -> impl Iterator<Item = &Schema> {
        self.answers.iter().filter_map(|answer| answer.body.as_ref()).map(|body| &body.schema)
    }
}

/// The callers that an item allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Auth {
    /// Anybody.
    Public,
    /// Callers with a valid bearer token.
    Bearer,
}

/// The pattern of the header with an idempotency key: visible ASCII characters, with or without quotes.
pub const IDEMPOTENCY_KEY_PATTERN: &str = "^(?!\"\"$)[!-~]{1,255}$";

/// The properties of an operation that consumers need to know besides its types.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Policy {
    /// The requirement for the `Idempotency-Key` header, where it is accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idempotency_key: Option<Requirement>,
    /// The cache policy of its response.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache: Option<CachePolicy>,
    /// The ids of the operations whose cached responses it invalidates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub invalidates: Vec<String>,
    /// The parameter that names the owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The class of rate limit that it counts against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<String>,
    /// Its effect on the session of the caller.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionEffect>,
    /// The events that it causes for listeners.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<Caused>,
    /// The number of seconds after which a client that shows the answer fetches it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refetch_seconds: Option<u32>,
}

/// Whether something is optional or required.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Requirement {
    /// May be present.
    Optional,
    /// Must be present.
    Required,
}

/// The time for which a response stays fresh, and the events that expire it sooner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CachePolicy {
    /// Its name in the contract, in camel case.
    pub name: String,
    /// The time in seconds.
    pub max_age: u32,
    /// The events that expire the response sooner.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub invalidated_by: Vec<String>,
}

/// A parameter outside the body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Parameter {
    /// Its name, as it is sent.
    pub name: String,
    /// The location.
    #[serde(rename = "in")]
    pub location: Location,
    /// Whether it is required.
    pub required: bool,
    /// The schema of its value, after coercion from text.
    pub schema: Schema,
}

/// The location of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Location {
    /// In the path.
    Path,
    /// In the query; a list repeats its key.
    Query,
    /// In a header.
    Header,
}

/// A request body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", rename_all_fields = "camelCase")]
pub enum Body {
    /// No body.
    None,
    /// A body of `application/json`.
    Json {
        /// The schema of its value.
        schema: Box<Schema>,
        /// A valid value.
        example: Value,
    },
    /// A body of `multipart/form-data`.
    Multipart {
        /// The parts, in declaration order.
        parts: Vec<Part>,
    },
    /// A body of raw bytes.
    Bytes {
        /// Its description.
        description: String,
        /// The accepted media types.
        media_types: Vec<String>,
        /// The maximum number of bytes.
        max_bytes: u32,
    },
}

/// One part of a multipart body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Its field name.
    pub name: String,
    /// Whether it is required.
    pub required: bool,
    /// Its content.
    pub content: PartContent,
}

/// The content of a part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", rename_all_fields = "camelCase")]
#[expect(clippy::large_enum_variant, reason = "a contract has a handful of parts, and most of them are values")]
pub enum PartContent {
    /// A file.
    File {
        /// Its description.
        description: String,
        /// The accepted media types.
        media_types: Vec<String>,
        /// The maximum number of bytes.
        max_bytes: u32,
    },
    /// A value, coerced from text like a parameter.
    Value {
        /// The schema of the value.
        schema: Schema,
    },
}

/// A response of an operation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Its description.
    pub description: String,
    /// Its headers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<AnswerHeader>,
    /// Its body, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<AnswerBody>,
}

/// A header of a response.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerHeader {
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: String,
}

/// The JSON body of a response.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnswerBody {
    /// The schema of its value.
    pub schema: Schema,
    /// A valid value.
    pub example: Value,
}
