//! The client's end of a WebSocket. Every wait is bounded, and everything that was sent is kept for findings.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use reqwest::{Upgraded, header::HeaderMap};
use tokio::time::{Instant, timeout, timeout_at};
use tokio_tungstenite::{WebSocketStream, tungstenite::Message};

use super::steps;
use crate::http::{Request, client_socket};

/// The code of a close frame without a code (RFC 6455, section 7.4.1).
const NO_CODE: u16 = 1005;

/// An open socket.
pub(super) struct Socket {
    /// The handshake.
    pub request: Request,
    /// The headers of the answer to the handshake.
    pub headers: HeaderMap,
    stream: WebSocketStream<Upgraded>,
    said: Vec<Frame>,
}

/// A frame to send.
#[derive(Debug, Clone)]
pub(super) enum Frame {
    Text(String),
    Binary(Vec<u8>),
}

/// The next thing on a socket.
#[derive(Debug)]
pub(super) enum Heard {
    Text(String),
    Binary,
    End(End),
    /// Nothing within the time.
    Quiet,
}

/// The end of a socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum End {
    /// A close frame.
    Closed { code: u16, reason: String },
    /// The connection ended without a close frame.
    Cut(String),
}

impl Socket {
    pub(super) async fn new(request: Request, headers: HeaderMap, connection: Upgraded) -> Self {
        let stream = client_socket(connection).await;
        Self { request, headers, stream, said: Vec::new() }
    }

    /// Sends a frame. A failure becomes visible when the answer is awaited.
    pub(super) async fn say(&mut self, frame: Frame, patience: Duration) {
        let message = match &frame {
            Frame::Text(text) => Message::text(text.clone()),
            Frame::Binary(bytes) => Message::binary(bytes.clone()),
        };
        self.said.push(frame);
        _ = timeout(patience, self.stream.send(message)).await;
    }

    /// The next message, without pings and pongs.
    pub(super) async fn hear(&mut self, patience: Duration) -> Heard {
        self.hear_until(Instant::now() + patience).await
    }

    /// The next message before a time.
    pub(super) async fn hear_until(&mut self, deadline: Instant) -> Heard {
        loop {
            let Ok(next) = timeout_at(deadline, self.stream.next()).await else { return Heard::Quiet };
            return match next {
                Some(Ok(Message::Text(text))) => Heard::Text(text.to_string()),
                Some(Ok(Message::Binary(_))) => Heard::Binary,
                Some(Ok(Message::Close(Some(close)))) => {
                    Heard::End(End::Closed { code: close.code.into(), reason: close.reason.to_string() })
                }
                Some(Ok(Message::Close(None))) => Heard::End(End::Closed { code: NO_CODE, reason: String::new() }),
                Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => continue,
                Some(Err(error)) => Heard::End(End::Cut(error.to_string())),
                None => Heard::End(End::Cut("the connection ended".into())),
            };
        }
    }

    /// Excludes everything that was sent so far from [`Self::steps`].
    pub(super) fn forget(&mut self) {
        self.said.clear();
    }

    /// Ends the conversation.
    pub(super) async fn leave(mut self, patience: Duration) {
        _ = timeout(patience, self.stream.close(None)).await;
    }

    /// A shell command that repeats the conversation.
    pub(super) fn steps(&self, base: &str) -> String {
        steps::of_socket(base, &self.request, &self.said)
    }
}

impl End {
    /// The end, in words for a person.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Closed { code, reason } if reason.is_empty() => format!("the socket was closed with {code}"),
            Self::Closed { code, reason } => format!("the socket was closed with {code} ({reason})"),
            Self::Cut(reason) => format!("the connection was cut without a closing frame: {reason}"),
        }
    }

    /// Whether the server shuts down or is too busy, regardless of the frame.
    pub(super) const fn is_absence(&self) -> bool {
        matches!(self, Self::Closed { code: 1001 | 1012 | 1013, .. })
    }

    /// Whether the end tells a client that its frame was refused.
    pub(super) const fn is_refusal(&self) -> bool {
        matches!(self, Self::Closed { code: 1002 | 1003 | 1007..=1009 | 4000..=4999, .. })
    }
}
