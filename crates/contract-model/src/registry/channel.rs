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
    /// How it travels.
    pub transport: Transport,
    /// With `{name}` for each path parameter.
    pub path: String,
    /// The first line of its doc comment, without a full stop.
    pub summary: String,
    /// The rest of its doc comment.
    pub description: String,
    /// Since when it is there, and whether it is on its way out.
    #[serde(default, skip_serializing_if = "Lifecycle::is_plain")]
    pub lifecycle: Lifecycle,
    /// The callers that may open it.
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
    /// Who receives each client message, by tag.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub receivers: BTreeMap<String, Receiver>,
    /// The WebSocket subprotocol that a client offers; the token travels as a second one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subprotocol: Option<String>,
    /// How a connection outlives its token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reauthentication: Option<Reauthentication>,
    /// The tags of the messages after which a feed is over; any end is a loss where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ends: Vec<String>,
    /// The codes of the problems that its handshake declares itself.
    pub errors: Vec<String>,
}

/// Who receives a client message, and what may come of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receiver {
    /// The module.
    pub module: String,
    /// The codes of the problems it may raise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<String>,
    /// The tags of the server's messages that it leads to when all goes well, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<String>,
    /// The class of rate limit it counts against, besides that of all messages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<String>,
    /// The events that it causes for those who listen, besides its answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<Caused>,
}

/// How a connection outlives its token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reauthentication {
    /// The tag of the server's message that asks for a new token.
    pub asks: String,
    /// The tag of the client's message that brings it, as `data.token`.
    pub brings: String,
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
