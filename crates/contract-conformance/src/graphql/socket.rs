//! A WebSocket with graphql-transport-ws, and a transcript for reports.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use reqwest::{StatusCode, Upgraded};
use serde_json::{Value, json};
use tokio::time::timeout;
use tokio_tungstenite::{WebSocketStream, tungstenite::Message};

use super::draft::PATH;
use crate::{
    http::{Request, client_socket},
    suite::Suite,
};

/// The subprotocol.
pub(super) const PROTOCOL: &str = "graphql-transport-ws";
/// The number of characters of a message that a report shows.
const SHOWN: usize = 400;

/// A connection.
pub(super) struct Socket {
    stream: WebSocketStream<Upgraded>,
    patience: Duration,
    /// All messages of both sides, for reports.
    transcript: String,
}

/// The next thing on a socket.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Heard {
    /// A message.
    Message(Value),
    /// A text that is not JSON.
    Unreadable(String),
    /// The connection was closed with a code.
    Closed(u16),
    /// The connection was interrupted.
    Gone,
    /// Nothing within the time.
    Silence,
}

impl Socket {
    /// Opens a connection.
    ///
    /// # Errors
    /// When the handshake is refused, with the reason.
    pub(super) async fn open(suite: &Suite<'_>) -> Result<Self, String> {
        let request = Request::new("GET", PATH).with_header("Sec-WebSocket-Protocol", PROTOCOL).into_handshake();
        let answer = suite.client.open(&request).await.map_err(|broken| broken.to_string())?;
        let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        if answer.status() != StatusCode::SWITCHING_PROTOCOLS {
            return Err(format!("status {}", answer.status().as_u16()));
        }
        if header("sec-websocket-accept") != Some(request.accept()) {
            return Err("another `Sec-WebSocket-Accept` than the key asks for".into());
        }
        match header("sec-websocket-protocol") {
            Some(protocol) if protocol == PROTOCOL => {}
            Some(protocol) => return Err(format!("`Sec-WebSocket-Protocol: {protocol}`")),
            None => return Err("no `Sec-WebSocket-Protocol`".into()),
        }
        let upgraded = answer.upgrade().await.map_err(|error| error.to_string())?;
        let (stream, patience) = (client_socket(upgraded).await, suite.options.timeout);
        let base = suite.client.base();
        Ok(Self { stream, patience, transcript: format!("{base}{PATH} over WebSocket, subprotocol {PROTOCOL}") })
    }

    /// Sends a message. If that fails, the next [`Self::hear`] shows it.
    pub(super) async fn say(&mut self, message: &Value) {
        self.say_text(message.to_string()).await;
    }

    /// Sends a text.
    pub(super) async fn say_text(&mut self, text: String) {
        self.note("send", &text);
        _ = timeout(self.patience, self.stream.send(Message::text(text))).await;
    }

    /// The next thing within the time of an answer; pings are answered.
    pub(super) async fn hear(&mut self) -> Heard {
        self.hear_within(self.patience).await
    }

    /// The next thing within a time; pings are answered, and pongs are ignored, because they may come at any time.
    pub(super) async fn hear_within(&mut self, patience: Duration) -> Heard {
        loop {
            let heard = self.receive(patience).await;
            if !matches!(&heard, Heard::Message(message) if message["type"] == "pong") {
                return heard;
            }
        }
    }

    /// The next thing, including pongs.
    pub(super) async fn hear_pong(&mut self) -> Heard {
        self.receive(self.patience).await
    }

    async fn receive(&mut self, patience: Duration) -> Heard {
        loop {
            let heard = match timeout(patience, self.stream.next()).await {
                Err(_) => Heard::Silence,
                Ok(Some(Ok(Message::Text(text)))) => match serde_json::from_str::<Value>(&text) {
                    Ok(message) if message["type"] == "ping" => {
                        self.note("receive", &text);
                        self.say(&json!({ "type": "pong" })).await;
                        continue;
                    }
                    Ok(message) => Heard::Message(message),
                    Err(_) => Heard::Unreadable(text.to_string()),
                },
                Ok(Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_)))) => continue,
                Ok(Some(Ok(Message::Binary(_)))) => Heard::Unreadable("a binary frame".into()),
                Ok(Some(Ok(Message::Close(frame)))) => {
                    frame.map_or(Heard::Gone, |frame| Heard::Closed(frame.code.into()))
                }
                Ok(Some(Err(_)) | None) => Heard::Gone,
            };
            self.note("receive", &heard.shown());
            return heard;
        }
    }

    /// All messages, one line each.
    pub(super) fn transcript(&self) -> String {
        self.transcript.clone()
    }

    fn note(&mut self, direction: &str, text: &str) {
        let shown: String = text.chars().take(SHOWN).collect();
        self.transcript.push_str(&format!("\n{direction}: {shown}"));
    }
}

impl Heard {
    /// A description for a person.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Message(message) => message.to_string(),
            Self::Unreadable(text) => text.clone(),
            Self::Closed(code) => format!("(closed with {code})"),
            Self::Gone => "(cut off)".into(),
            Self::Silence => "(nothing)".into(),
        }
    }

    /// The message, if it has this type and belongs to this operation.
    pub(super) fn of(&self, ty: &str, id: &str) -> Option<&Value> {
        match self {
            Self::Message(message) if message["type"] == ty && message["id"] == id => Some(message),
            _ => None,
        }
    }
}
