//! WebSocket and SSE channels.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Auth, Caused, Parameter};
use crate::lifecycle::Lifecycle;

/// A WebSocket or SSE channel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Channel {
    /// Its id, in camel case.
    pub id: String,
    /// The module it belongs to.
    pub module: String,
    /// The transport.
    pub transport: Transport,
    /// The path, with `{name}` for each path parameter.
    pub path: String,
    /// The first line of its doc comment, without a full stop.
    pub summary: String,
    /// The rest of its doc comment.
    pub description: String,
    /// The version that added it, and its deprecation.
    #[serde(default, skip_serializing_if = "Lifecycle::is_plain")]
    pub lifecycle: Lifecycle,
    /// The callers that may open it.
    pub auth: Auth,
    /// The parameter that names the owner of the channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Its parameters, path parameters first.
    pub parameters: Vec<Parameter>,
    /// The union of the messages that clients send.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<String>,
    /// The union of the messages, or the one message, that the server sends.
    pub server: String,
    /// The receiver of each client message, by tag.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub receivers: BTreeMap<String, Receiver>,
    /// The WebSocket subprotocol that a client offers; the token is sent as a second one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subprotocol: Option<String>,
    /// The messages that renew the token of an open connection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reauthentication: Option<Reauthentication>,
    /// The tags of the messages that end a feed. Without such tags, every end of a connection counts as a lost
    /// connection.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ends: Vec<String>,
    /// The codes of the problems that its handshake declares itself.
    pub errors: Vec<String>,
}

/// The module that receives a client message, and the possible effects of the message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receiver {
    /// The module.
    pub module: String,
    /// The codes of the problems that it may answer with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<String>,
    /// The tags of the server messages that answer it when it succeeds, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<String>,
    /// Its own class of rate limit, besides that of all messages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<String>,
    /// The events that it causes for listeners, besides its answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<Caused>,
}

/// The messages that renew the token of an open connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reauthentication {
    /// The tag of the server message that asks for a new token.
    pub asks: String,
    /// The tag of the client message that brings it, as `data.token`.
    pub brings: String,
}

/// The transport of a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Transport {
    /// WebSocket (RFC 6455).
    Websocket,
    /// Server-sent events, as the HTML standard defines them.
    Sse,
}
