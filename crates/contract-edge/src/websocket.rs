//! How WebSockets end (RFC 6455, section 7), whatever is spoken on them.

use std::{error::Error, time::Duration};

use axum::extract::{
    WebSocketUpgrade,
    ws::{CloseFrame, Message, WebSocket},
};
use tokio::time;

use crate::platform::Settings;

/// The connection has no valid token, or its session has ended.
pub(crate) const UNAUTHENTICATED: u16 = 4401;
/// The reason that goes with it where a session has ended.
pub(crate) const SESSION_ENDED: &str = "the session has ended";
/// The server is going away.
pub(crate) const GOING_AWAY: u16 = 1001;
/// A message that is larger than one may be.
pub(crate) const TOO_BIG: u16 = 1009;
/// How long the other side may take to answer a farewell.
const PATIENCE: Duration = Duration::from_secs(5);

/// How much is read, and gathered to be written, at a time: every connection keeps a buffer of this size.
const BUFFER: usize = 2 * 1024;

/// The handshake of a socket whose buffers and messages are as large as is set.
pub(crate) fn sized(upgrade: WebSocketUpgrade, settings: &Settings) -> WebSocketUpgrade {
    let limit = settings.message_limit.min(settings.json_limit);
    upgrade.read_buffer_size(BUFFER).write_buffer_size(BUFFER).max_message_size(limit).max_frame_size(limit)
}

/// How a conversation ends.
pub(crate) enum End {
    /// The client has closed it, or is gone.
    Gone,
    /// The server closes it.
    Close { code: u16, reason: String },
}

impl End {
    pub(crate) fn close(code: u16, reason: &str) -> Self {
        Self::Close { code, reason: reason.to_owned() }
    }

    /// What a frame that cannot be read comes to.
    pub(crate) fn broken(error: &axum::Error) -> Self {
        match error.source().and_then(|source| source.downcast_ref()) {
            Some(tungstenite::Error::Capacity(_)) => Self::close(TOO_BIG, "the message is too large"),
            _ => Self::Gone,
        }
    }
}

/// Ends a conversation, and waits until both sides have.
pub(crate) async fn farewell(mut socket: WebSocket, end: End) {
    let saying = async {
        if let End::Close { code, reason } = end {
            let close = CloseFrame { code, reason: reason.into() };
            socket.send(Message::Close(Some(close))).await?;
        }
        while let Some(Ok(_)) = socket.recv().await {}
        Ok::<_, axum::Error>(())
    };
    // Whoever does not answer is left.
    _ = time::timeout(PATIENCE, saying).await;
}
