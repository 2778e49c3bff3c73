//! Operations, channels, GraphQL fields and modules as their declarations describe them.

use super::{About, Declare, FieldDescription, Literal, SchemaOf};
use crate::registry::{self, Answer, Auth, Location, Requirement, Root, Transport};

/// Describes the responses of an operation.
pub type AnswersOf = fn(&mut dyn Declare) -> Vec<Answer>;

/// A module.
#[derive(Debug, Clone, Copy)]
pub struct ModuleDescription {
    /// Its name, in snake case.
    pub name: &'static str,
    /// Markdown.
    pub doc: &'static str,
    /// Its items, in declaration order.
    pub items: &'static [Item],
}

/// One function of a module.
#[derive(Debug, Clone, Copy)]
pub enum Item {
    /// A REST operation.
    Operation(&'static OperationDescription),
    /// A WebSocket or SSE channel.
    Channel(&'static ChannelDescription),
    /// A GraphQL field.
    Field(&'static GraphqlFieldDescription),
    /// A client message that the module receives.
    Received(&'static ReceivedDescription),
}

/// A REST operation.
#[derive(Debug, Clone, Copy)]
pub struct OperationDescription {
    /// Its id, in camel case.
    pub id: &'static str,
    /// The HTTP method, in upper case.
    pub method: &'static str,
    /// The path, with `{name}` for each path parameter.
    pub path: &'static str,
    /// Its documentation and lifecycle.
    pub about: About,
    /// The callers that are allowed.
    pub auth: Auth,
    /// Its parameters, path parameters first.
    pub parameters: &'static [ParameterDescription],
    /// Its request body.
    pub body: BodyDescription,
    /// Its successful responses.
    pub answers: AnswersOf,
    /// The codes of the problems that it declares itself.
    pub errors: &'static [&'static str],
    /// Its policies for calls and caches.
    pub policy: PolicyDescription,
}

/// A parameter outside the body.
#[derive(Debug, Clone, Copy)]
pub struct ParameterDescription {
    /// The location.
    pub location: Location,
    /// The field that describes it.
    pub field: FieldDescription,
}

/// A request body.
#[derive(Debug, Clone, Copy)]
pub enum BodyDescription {
    /// No body.
    None,
    /// A body of `application/json`.
    Json {
        /// The schema of its type.
        schema: SchemaOf,
        /// A valid value.
        example: Literal,
    },
    /// A body of `multipart/form-data`.
    Multipart(&'static [PartDescription]),
    /// A body of raw bytes.
    Bytes {
        /// Markdown.
        description: &'static str,
        /// The accepted media types.
        media_types: &'static [&'static str],
        /// The maximum number of bytes.
        max_bytes: u32,
    },
}

/// One part of a multipart body.
#[derive(Debug, Clone, Copy)]
pub struct PartDescription {
    /// Its field name.
    pub name: &'static str,
    /// Whether it is required.
    pub required: bool,
    /// Its content.
    pub content: PartContentDescription,
}

/// The content of a part.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::large_enum_variant, reason = "it is static data, of which a contract has a handful")]
pub enum PartContentDescription {
    /// A file.
    File {
        /// Markdown.
        description: &'static str,
        /// The accepted media types.
        media_types: &'static [&'static str],
        /// The maximum number of bytes.
        max_bytes: u32,
    },
    /// A value.
    Value(FieldDescription),
}

/// The policies for calls and caches of an operation.
#[derive(Debug, Clone, Copy)]
pub struct PolicyDescription {
    /// The requirement for an idempotency key, where the operation accepts one.
    pub idempotency_key: Option<Requirement>,
    /// The cache policy of its response.
    pub cache: Option<CachePolicy>,
    /// The ids of the operations whose cached responses it invalidates.
    pub invalidates: &'static [&'static str],
    /// The parameter that names the owner.
    pub owner: Option<&'static str>,
    /// The class of rate limit that it counts against.
    pub rate: Option<&'static str>,
    /// Its effect on the session of the caller.
    pub session: Option<SessionDescription>,
    /// The events that it causes.
    pub causes: &'static [CausedDescription],
    /// The number of seconds after which a client that shows the answer fetches it again.
    pub refetch_seconds: Option<u32>,
}

/// The time for which a response stays fresh: a constant of the contract that operations name.
#[derive(Debug, Clone, Copy)]
pub struct CachePolicy {
    /// Its name in the contract, in camel case.
    pub name: &'static str,
    /// The time in seconds.
    pub max_age: u32,
    /// The events that expire the response sooner.
    pub invalidated_by: &'static [&'static str],
}

impl From<CachePolicy> for registry::CachePolicy {
    fn from(policy: CachePolicy) -> Self {
        Self {
            name: policy.name.into(),
            max_age: policy.max_age,
            invalidated_by: policy.invalidated_by.iter().map(|event| (*event).to_owned()).collect(),
        }
    }
}

/// An effect on the session of the caller, with JSON pointers to its tokens.
#[derive(Debug, Clone, Copy)]
pub enum SessionDescription {
    /// A session begins.
    Begins(TokensDescription),
    /// The session continues with new tokens.
    Renews {
        /// The places of its tokens in the response.
        tokens: TokensDescription,
        /// The place of the refresh token in the request body.
        with: &'static str,
    },
    /// The session ends.
    Ends,
}

/// The places of a session's tokens, as JSON pointers into the body of a response.
#[derive(Debug, Clone, Copy)]
pub struct TokensDescription {
    /// The access token.
    pub access: &'static str,
    /// The refresh token, where the session has one.
    pub refresh: Option<&'static str>,
    /// The number of seconds after which the access token expires, where the response contains it.
    pub expires_in: Option<&'static str>,
}

/// Events that an item causes.
#[derive(Debug, Clone, Copy)]
pub struct CausedDescription {
    /// The stream that carries them.
    pub stream: StreamDescription,
    /// The tags of the messages; empty where the stream has messages of one type only.
    pub messages: &'static [&'static str],
}

/// A stream of events.
#[derive(Debug, Clone, Copy)]
pub enum StreamDescription {
    /// A channel, by its id.
    Channel(&'static str),
    /// A field of the GraphQL subscription type, by its name.
    Subscription(&'static str),
}

/// A WebSocket or SSE channel.
#[derive(Debug, Clone, Copy)]
pub struct ChannelDescription {
    /// Its id, in camel case.
    pub id: &'static str,
    /// The transport.
    pub transport: Transport,
    /// The path, with `{name}` for each path parameter.
    pub path: &'static str,
    /// Its documentation and lifecycle.
    pub about: About,
    /// The callers that may open it.
    pub auth: Auth,
    /// The parameter that names the owner of the channel.
    pub owner: Option<&'static str>,
    /// Its parameters, path parameters first.
    pub parameters: &'static [ParameterDescription],
    /// The schema of the union that clients send.
    pub client: Option<SchemaOf>,
    /// The schema of the union, or of the one message, that the server sends.
    pub server: SchemaOf,
    /// The WebSocket subprotocol that a client offers.
    pub subprotocol: Option<&'static str>,
    /// The messages that renew the token of an open connection: the one that asks for a new token, and the one that
    /// brings it.
    pub reauthentication: Option<(&'static str, &'static str)>,
    /// The tags of the messages that end a feed.
    pub ends: &'static [&'static str],
    /// The codes of the problems that its handshake declares itself.
    pub errors: &'static [&'static str],
}

/// A client message that a module receives.
#[derive(Debug, Clone, Copy)]
pub struct ReceivedDescription {
    /// The schema of its union.
    pub union: SchemaOf,
    /// Its tag.
    pub tag: &'static str,
    /// The codes of the problems that it may answer with.
    pub errors: &'static [&'static str],
    /// The tags of the messages that answer it.
    pub answers: &'static [&'static str],
    /// Its own class of rate limit, besides that of all messages.
    pub rate: Option<&'static str>,
    /// The events that it causes, besides its answers.
    pub causes: &'static [CausedDescription],
}

/// A field of a GraphQL root type.
#[derive(Debug, Clone, Copy)]
pub struct GraphqlFieldDescription {
    /// Its name.
    pub name: &'static str,
    /// Its root type.
    pub root: Root,
    /// Its documentation and lifecycle.
    pub about: About,
    /// The callers that may select it.
    pub auth: Auth,
    /// The argument that names the owner.
    pub owner: Option<&'static str>,
    /// The class of rate limit that each use of it counts against.
    pub rate: Option<&'static str>,
    /// The events that it causes.
    pub causes: &'static [CausedDescription],
    /// The number of seconds after which a client that shows the answer fetches it again.
    pub refetch_seconds: Option<u32>,
    /// Its arguments.
    pub arguments: &'static [FieldDescription],
    /// Its answer.
    pub output: OutputDescription,
    /// The codes of the problems that it declares itself.
    pub errors: &'static [&'static str],
}

/// The answer of a GraphQL field.
#[derive(Debug, Clone, Copy)]
pub struct OutputDescription {
    /// Whether it may be null.
    pub nullable: bool,
    /// Whether it is a Relay connection of the type rather than the type itself.
    pub connection: bool,
    /// The schema of the type.
    pub schema: SchemaOf,
}
