//! Effects of operations and messages that their answers do not show: on the caller's session, and on other listeners.

use serde::{Deserialize, Serialize};

/// The effect of an operation on the session of its caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum SessionEffect {
    /// A session begins.
    Begins {
        /// The places of its tokens in the response.
        tokens: Tokens,
    },
    /// The session continues with new tokens.
    Renews {
        /// The places of its tokens in the response.
        tokens: Tokens,
        /// JSON pointer to the refresh token in the request body.
        with: String,
    },
    /// The session ends, and its tokens with it.
    Ends,
}

/// The places of a session's tokens, as JSON pointers (RFC 6901) into the body of a response.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tokens {
    /// The access token, which calls send as `Authorization: Bearer`.
    pub access: String,
    /// The refresh token, where the session has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh: Option<String>,
    /// The number of seconds after which the access token expires, where the response contains it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<String>,
}

/// Events that an operation, a GraphQL field or a message causes for listeners.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caused {
    /// The stream that carries them.
    #[serde(flatten)]
    pub stream: Stream,
    /// The tags of the messages; empty where the stream has messages of one type only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<String>,
}

/// A stream of events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stream {
    /// A WebSocket or SSE channel, by its id.
    Channel(String),
    /// A field of the GraphQL subscription type, by its name.
    Subscription(String),
}

impl SessionEffect {
    /// Returns the places of the tokens in the response.
    pub fn tokens(&self) -> Option<&Tokens> {
        match self {
            Self::Begins { tokens } | Self::Renews { tokens, .. } => Some(tokens),
            Self::Ends => None,
        }
    }
}
