//! A contract as plain data: what every emitter, the mock and the conformance suite read.
//!
//! Nothing here refers to Rust types; `registry.json` is this, serialised. [`build`] makes one from declarations.

pub mod build;
pub mod check;
pub mod views;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::schema::{Schema, Shape};

/// A whole contract.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Registry {
    /// What the contract is.
    pub info: Info,
    /// The modules, by name.
    pub modules: Vec<ModuleInfo>,
    /// The named types, by name.
    pub types: BTreeMap<String, TypeDefinition>,
    /// The REST operations, by module and then as declared.
    pub operations: Vec<Operation>,
    /// The WebSocket and SSE channels, by module and then as declared.
    pub channels: Vec<Channel>,
    /// The GraphQL side, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graphql: Option<Graphql>,
    /// The problems that operations may answer.
    pub problems: Vec<ProblemDefinition>,
    /// The named type of a problem's body.
    pub problem_type: String,
}

/// What a contract says about itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Info {
    /// A title for people.
    pub title: String,
    /// The contract's own version.
    pub version: String,
    /// Markdown.
    pub description: String,
    /// Absolute base of the ids of schemas and problems, with a slash at its end.
    pub base_uri: String,
    /// Where it is served.
    pub servers: Vec<Server>,
    /// Who answers questions.
    pub contact: Contact,
    /// SPDX identifier of the contract's licence.
    pub license: String,
    /// The npm package of the generated TypeScript.
    pub package: String,
    /// The header that names the version of the API, and the value this contract takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version_header: Option<VersionHeader>,
}

/// A place where the contract is served.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Server {
    /// Absolute URL without a slash at its end.
    pub url: String,
    /// What it is for.
    pub description: String,
}

/// Who answers questions about the contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// A team or a person.
    pub name: String,
    /// Where to find them.
    pub url: String,
    /// Where to write to.
    pub email: String,
}

/// An optional header that names a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionHeader {
    /// The header.
    pub name: String,
    /// The only value it may have.
    pub value: String,
}

/// A module: what a server mounts as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleInfo {
    /// In snake case.
    pub name: String,
    /// Markdown.
    pub description: String,
}

/// Since when something is there, and whether it is on its way out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lifecycle {
    /// The version of the contract that brought it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Why and until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<Deprecation>,
}

impl Lifecycle {
    /// Whether there is nothing to say.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

/// Something that will go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deprecation {
    /// What to use instead.
    pub note: String,
    /// The day it goes, as `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sunset: Option<String>,
}

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
    /// The whole doc comment.
    pub description: String,
    /// Since when it is there, and whether it is on its way out.
    #[serde(default, skip_serializing_if = "Lifecycle::is_plain")]
    pub lifecycle: Lifecycle,
    /// Who may call it.
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

/// Who may call something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Auth {
    /// Anybody.
    Public,
    /// Who sends a bearer token.
    Bearer,
}

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

/// A WebSocket or SSE channel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Channel {
    /// Its id, in camel case.
    pub id: String,
    /// The module it belongs to.
    pub module: String,
    /// How it travels.
    pub transport: Transport,
    /// With `{name}` for each path parameter.
    pub path: String,
    /// The first line of its doc comment, without a full stop.
    pub summary: String,
    /// The whole doc comment.
    pub description: String,
    /// Since when it is there, and whether it is on its way out.
    #[serde(default, skip_serializing_if = "Lifecycle::is_plain")]
    pub lifecycle: Lifecycle,
    /// Who may open it.
    pub auth: Auth,
    /// The parameter that names the person whose channel it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Its parameters, path first.
    pub parameters: Vec<Parameter>,
    /// The union of messages that clients send.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<String>,
    /// The union of messages, or the one message, that the server sends.
    pub server: String,
    /// Which module answers each client message, by tag.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub receivers: BTreeMap<String, String>,
    /// The codes of the problems that its handshake declares itself.
    pub errors: Vec<String>,
}

/// How a channel travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Transport {
    /// RFC 6455.
    Websocket,
    /// Server-sent events, as the HTML standard says.
    Sse,
}

/// The GraphQL side of a contract.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Graphql {
    /// The schema, as async-graphql prints it.
    pub sdl: String,
    /// The fields of the three root types, by module and then as declared.
    pub fields: Vec<GraphqlField>,
}

/// A field of a GraphQL root type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GraphqlField {
    /// Its name.
    pub name: String,
    /// The module it belongs to.
    pub module: String,
    /// The root type it stands on.
    pub root: Root,
    /// The whole doc comment.
    pub description: String,
    /// Since when it is there, and whether it is on its way out.
    #[serde(default, skip_serializing_if = "Lifecycle::is_plain")]
    pub lifecycle: Lifecycle,
    /// Who may ask for it.
    pub auth: Auth,
    /// The argument that names the person whom it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Its arguments.
    pub arguments: Vec<Argument>,
    /// What it answers.
    pub output: Output,
    /// The codes of the problems it declares itself.
    pub errors: Vec<String>,
}

/// An argument of a GraphQL field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// Whether it must be given.
    pub required: bool,
    /// Its value.
    pub schema: Schema,
}

/// What a GraphQL field answers.
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
    /// Goes on.
    Subscription,
}

/// A problem that operations may answer (RFC 9457).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProblemDefinition {
    /// Upper snake case.
    pub code: String,
    /// HTTP status.
    pub status: u16,
    /// The contract's own class of errors it belongs to.
    pub error_type: String,
    /// A short sentence, the same every time.
    pub title: String,
    /// Markdown.
    pub description: String,
    /// Whether a person can mend it: sign in, correct a field.
    pub recoverable: bool,
    /// Whether the same request may succeed later.
    pub retryable: bool,
    /// Where it is implied without being declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub implied: Option<Implied>,
}

/// Where a problem can occur without an operation declaring it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Implied {
    /// Everywhere.
    Always,
    /// Where a token is needed.
    Bearer,
    /// Where the owner is named.
    Owner,
    /// Where there is a body.
    Body,
    /// Where an idempotency key may be sent.
    Key,
    /// Where no operation is: an unknown route or method.
    Unrouted,
    /// Made by clients, never sent.
    Client,
}
