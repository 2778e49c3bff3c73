//! REST operations: parameters, bodies, answers and policies.

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
    /// Upper case.
    pub method: String,
    /// With `{name}` for each path parameter.
    pub path: String,
    /// The first line of its doc comment, without a full stop.
    pub summary: String,
    /// The rest of its doc comment.
    pub description: String,
    /// Since when it is there, and whether it is on its way out.
    #[serde(default, skip_serializing_if = "Lifecycle::is_plain")]
    pub lifecycle: Lifecycle,
    /// The callers that are allowed.
    pub auth: Auth,
    /// Its parameters, path first.
    pub parameters: Vec<Parameter>,
    /// Its request body.
    pub body: Body,
    /// Its answers when all goes well, one a status.
    pub answers: Vec<Answer>,
    /// The codes of the problems it declares itself.
    pub errors: Vec<String>,
    /// How it is to be called and kept.
    pub policy: Policy,
}

impl Operation {
    /// The schemas of what clients send: parameters, and the body or its parts.
    pub fn sent(&self) -> impl Iterator<Item = &Schema> {
        let body = if let Body::Json { schema, .. } = &self.body { Some(&**schema) } else { None };
        self.named_values().map(|(_, schema)| schema).chain(body)
    }

    /// The values that clients send by names: parameters, and those among the parts of a multipart body.
    pub(super) fn named_values(&self) -> impl Iterator<Item = (&str, &Schema)> {
        let parts = if let Body::Multipart { parts } = &self.body { parts.as_slice() } else { &[] };
        let values = parts.iter().filter_map(|part| match &part.content {
            PartContent::Value { schema } => Some((part.name.as_str(), schema)),
            PartContent::File { .. } => None,
        });
        self.parameters.iter().map(|parameter| (parameter.name.as_str(), &parameter.schema)).chain(values)
    }

    /// The schemas of what the server answers when all goes well.
    pub fn answered(&self) -> impl Iterator<Item = &Schema> {
        self.answers.iter().filter_map(|answer| answer.body.as_ref()).map(|body| &body.schema)
    }
}

/// A rule about callers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Auth {
    /// Anybody.
    Public,
    /// Who sends a bearer token.
    Bearer,
}

/// The header that brings an idempotency key: visible characters of ASCII, in quotes or not.
pub const IDEMPOTENCY_KEY_PATTERN: &str = "^(?!\"\"$)[!-~]{1,255}$";

/// What consumers need to know of an operation besides its types.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Policy {
    /// Whether a request may carry an `Idempotency-Key`, and whether it must.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idempotency_key: Option<Requirement>,
    /// How long an answer stays fresh.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache: Option<CachePolicy>,
    /// The ids of the operations whose kept answers it makes stale.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub invalidates: Vec<String>,
    /// The parameter that names the person whom the call is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The class of rate limit it counts against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<String>,
    /// Its effect on the session of the caller.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionEffect>,
    /// The events that it causes for those who listen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<Caused>,
    /// The number of seconds after which a client that shows the answer fetches it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refetch_seconds: Option<u32>,
}

/// Whether something may or must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Requirement {
    /// It may.
    Optional,
    /// It must.
    Required,
}

/// How long an answer stays fresh, and what ends that sooner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CachePolicy {
    /// Its name in the contract, in camel case.
    pub name: String,
    /// Seconds.
    pub max_age: u32,
    /// The events that end it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub invalidated_by: Vec<String>,
}

/// A parameter outside the body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Parameter {
    /// As it travels.
    pub name: String,
    /// Where.
    #[serde(rename = "in")]
    pub location: Location,
    /// Whether it must be there.
    pub required: bool,
    /// Its value, once coerced from text.
    pub schema: Schema,
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Location {
    /// In the path.
    Path,
    /// In the query; a list by repeating its key.
    Query,
    /// In a header.
    Header,
}

/// A request body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", rename_all_fields = "camelCase")]
pub enum Body {
    /// None.
    None,
    /// `application/json`.
    Json {
        /// Its value.
        schema: Box<Schema>,
        /// A valid value.
        example: Value,
    },
    /// `multipart/form-data`.
    Multipart {
        /// As declared.
        parts: Vec<Part>,
    },
    /// The bytes themselves.
    Bytes {
        /// What it is.
        description: String,
        /// The media types it takes.
        media_types: Vec<String>,
        /// Most bytes.
        max_bytes: u32,
    },
}

/// One part of a multipart body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Its field name.
    pub name: String,
    /// Whether it must be there.
    pub required: bool,
    /// What it holds.
    pub content: PartContent,
}

/// What a part holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", rename_all_fields = "camelCase")]
#[expect(clippy::large_enum_variant, reason = "a contract has a handful of parts, and most of them are values")]
pub enum PartContent {
    /// A file.
    File {
        /// What it is.
        description: String,
        /// The media types it takes.
        media_types: Vec<String>,
        /// Most bytes.
        max_bytes: u32,
    },
    /// A value, coerced from text as a parameter is.
    Value {
        /// Its value.
        schema: Schema,
    },
}

/// An answer of an operation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// What it means.
    pub description: String,
    /// The headers it carries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<AnswerHeader>,
    /// Its body, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<AnswerBody>,
}

/// A header of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerHeader {
    /// Its name.
    pub name: String,
    /// What it says.
    pub description: String,
}

/// The JSON body of an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnswerBody {
    /// Its value.
    pub schema: Schema,
    /// A valid value.
    pub example: Value,
}
