//! Messages of channels, and the connections they travel on.

/// Something that the server sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent<M> {
    /// A message.
    Message(M),
    /// A message with an id. After a lost connection, a client can ask for the messages after this id (SSE).
    Event {
        /// The id.
        id: String,
        /// The message.
        message: M,
    },
    /// The end: a socket is closed with this code and reason (RFC 6455, section 7.4).
    Close {
        /// The code: 1000 for a normal end, 4000 to 4999 for reasons of the contract.
        code: u16,
        /// The reason, at most 123 bytes.
        reason: String,
    },
}

impl<M> From<M> for Sent<M> {
    fn from(message: M) -> Self {
        Self::Message(message)
    }
}

impl<M> Sent<M> {
    /// Converts the message into another one.
    pub fn map<N>(self, map: impl FnOnce(M) -> N) -> Sent<N> {
        match self {
            Self::Message(message) => Sent::Message(map(message)),
            Self::Event { id, message } => Sent::Event { id, message: map(message) },
            Self::Close { code, reason } => Sent::Close { code, reason },
        }
    }
}

/// One open connection of a socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// The connection's own id.
    pub id: u64,
    /// The subject of the token that it was opened with.
    pub subject: Option<String>,
}
