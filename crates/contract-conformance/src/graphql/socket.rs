//! A WebSocket that speaks graphql-transport-ws, with everything that was said on it, for reports.

use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use futures_util::{SinkExt as _, StreamExt as _};
use reqwest::{Upgraded, redirect::Policy};
use serde_json::{Value, json};
use tokio::time::timeout;
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{Message, handshake::derive_accept_key, protocol::Role},
};

use super::draft::PATH;
use crate::suite::Suite;

/// The subprotocol.
pub(super) const PROTOCOL: &str = "graphql-transport-ws";
/// How many characters of a message a report shows.
const SHOWN: usize = 400;

/// A connection.
pub(super) struct Socket {
    stream: WebSocketStream<Upgraded>,
    patience: Duration,
    /// Everything that was said, for reports.
    transcript: String,
}

/// One thing that was heard.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Heard {
    /// A message.
    Message(Value),
    /// Something that is no JSON text.
    Unreadable(String),
    /// The connection was closed with a code.
    Closed(u16),
    /// The connection was cut off.
    Gone,
    /// Nothing.
    Silence,
}

impl Socket {
    /// Opens a connection.
    ///
    /// # Errors
    /// When the handshake is refused, in words.
    pub(super) async fn open(suite: &Suite<'_>) -> Result<Self, String> {
        let base = suite.client.base();
        let key = STANDARD.encode(fastrand::u128(..).to_be_bytes());
        // Only HTTP/1.1 switches protocols.
        let client = reqwest::Client::builder().http1_only().redirect(Policy::none()).build();
        let request = client
            .map_err(|error| error.to_string())?
            .get(format!("{base}{PATH}"))
            .header("Connection", "Upgrade")
            .header("Upgrade", "websocket")
            .header("Sec-WebSocket-Version", "13")
            .header("Sec-WebSocket-Key", &key)
            .header("Sec-WebSocket-Protocol", PROTOCOL);
        let patience = suite.options.timeout;
        let answer = timeout(patience, request.send()).await.map_err(|_| "no answer to the handshake".to_owned())?;
        let answer = answer.map_err(|error| error.to_string())?;
        let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        if answer.status().as_u16() != 101 {
            return Err(format!("status {}", answer.status().as_u16()));
        }
        if header("sec-websocket-accept") != Some(derive_accept_key(key.as_bytes())) {
            return Err("another `Sec-WebSocket-Accept` than the key asks for".into());
        }
        match header("sec-websocket-protocol") {
            Some(protocol) if protocol == PROTOCOL => {}
            Some(protocol) => return Err(format!("`Sec-WebSocket-Protocol: {protocol}`")),
            None => return Err("no `Sec-WebSocket-Protocol`".into()),
        }
        let upgraded = answer.upgrade().await.map_err(|error| error.to_string())?;
        let stream = WebSocketStream::from_raw_socket(upgraded, Role::Client, None).await;
        Ok(Self { stream, patience, transcript: format!("{base}{PATH} over WebSocket, subprotocol {PROTOCOL}") })
    }

    /// Sends a message. One that cannot be sent shows in what is heard next.
    pub(super) async fn say(&mut self, message: &Value) {
        self.say_text(message.to_string()).await;
    }

    /// Sends a text.
    pub(super) async fn say_text(&mut self, text: String) {
        self.note("send", &text);
        _ = timeout(self.patience, self.stream.send(Message::text(text))).await;
    }

    /// The next thing that is heard within the time that an answer may take; pings are answered.
    pub(super) async fn hear(&mut self) -> Heard {
        self.hear_within(self.patience).await
    }

    /// The next thing that is heard within a time; pings are answered, and pongs, which may come at any time, are left out.
    pub(super) async fn hear_within(&mut self, patience: Duration) -> Heard {
        loop {
            let heard = self.receive(patience).await;
            if !matches!(&heard, Heard::Message(message) if message["type"] == "pong") {
                return heard;
            }
        }
    }

    /// The next thing that is heard, a pong as well.
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

    /// Everything that was said, one line each.
    pub(super) fn transcript(&self) -> String {
        self.transcript.clone()
    }

    fn note(&mut self, direction: &str, text: &str) {
        let shown: String = text.chars().take(SHOWN).collect();
        self.transcript.push_str(&format!("\n{direction}: {shown}"));
    }
}

impl Heard {
    /// It for a person.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Message(message) => message.to_string(),
            Self::Unreadable(text) => text.clone(),
            Self::Closed(code) => format!("(closed with {code})"),
            Self::Gone => "(cut off)".into(),
            Self::Silence => "(nothing)".into(),
        }
    }

    /// The message, where it is one of a type for an operation.
    pub(super) fn of(&self, ty: &str, id: &str) -> Option<&Value> {
        match self {
            Self::Message(message) if message["type"] == ty && message["id"] == id => Some(message),
            _ => None,
        }
    }
}
