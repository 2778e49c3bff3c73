//! The end of WebSockets (RFC 6455, section 7), for every protocol on them.

use std::{error::Error, time::Duration};

use axum::extract::{
    WebSocketUpgrade,
    ws::{CloseFrame, Message, WebSocket},
};
use tokio::time;

use crate::platform::Settings;

/// The close code for a connection without a valid token, or whose session has ended.
pub(crate) const UNAUTHENTICATED: u16 = 4401;
/// The close reason for a session that has ended.
pub(crate) const SESSION_ENDED: &str = "the session has ended";
/// The close code for a server that is shutting down.
pub(crate) const GOING_AWAY: u16 = 1001;
/// The close code for a message that is too large.
pub(crate) const TOO_BIG: u16 = 1009;
/// The time in which the peer must answer a close frame.
const PATIENCE: Duration = Duration::from_secs(5);

/// The size of the read buffer and of the write buffer: every connection keeps buffers of this size.
const BUFFER: usize = 2 * 1024;

/// Configures the handshake of a socket with the sizes of buffers and messages.
pub(crate) fn sized(upgrade: WebSocketUpgrade, settings: &Settings) -> WebSocketUpgrade {
    let limit = settings.message_limit.min(settings.json_limit);
    upgrade.read_buffer_size(BUFFER).write_buffer_size(BUFFER).max_message_size(limit).max_frame_size(limit)
}

/// The end of a conversation.
pub(crate) enum End {
    /// The client has closed the connection, or has disconnected.
    Gone,
    /// The server closes the connection.
    Close { code: u16, reason: String },
}

impl End {
    pub(crate) fn close(code: u16, reason: &str) -> Self {
        Self::Close { code, reason: reason.to_owned() }
    }

    /// Returns the end after a frame that cannot be read.
    pub(crate) fn broken(error: &axum::Error) -> Self {
        match error.source().and_then(|source| source.downcast_ref()) {
            Some(tungstenite::Error::Capacity(_)) => Self::close(TOO_BIG, "the message is too large"),
            _ => Self::Gone,
        }
    }
}

/// Closes the connection, and waits until both sides have closed it.
pub(crate) async fn farewell(mut socket: WebSocket, end: End) {
    let saying = async {
        if let End::Close { code, reason } = end {
            let close = CloseFrame { code, reason: reason.into() };
            socket.send(Message::Close(Some(close))).await?;
        }
        while let Some(Ok(_)) = socket.recv().await {}
        Ok::<_, axum::Error>(())
    };
    // A peer that does not answer in time is left.
    _ = time::timeout(PATIENCE, saying).await;
}
