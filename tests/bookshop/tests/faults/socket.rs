//! The client's side of a socket.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Error, Message, client::IntoClientRequest, http::header},
};

use crate::transcript::Transcript;

/// The time that a client waits for an expected message.
const PATIENCE: Duration = Duration::from_secs(3);
/// The silence after which no further message is expected.
const QUIET: Duration = Duration::from_millis(100);

/// A socket; without a connection if it did not open or has ended.
pub(crate) struct Socket {
    stream: Option<WebSocketStream<MaybeTlsStream<TcpStream>>>,
    /// The messages of the last call of `hear`.
    heard: Vec<Value>,
}

impl Socket {
    pub(crate) async fn open(
        transcript: &mut Transcript,
        path: &str,
        subprotocol: Option<&str>,
        token: Option<&str>,
        label: &str,
    ) -> Self {
        let mut request = format!("{}{path}", transcript.ws).into_client_request().expect("it is a URL");
        for (name, value) in [(header::SEC_WEBSOCKET_PROTOCOL, subprotocol), (header::AUTHORIZATION, token)] {
            if let Some(value) = value {
                request.headers_mut().insert(name, value.parse().expect("it is a header"));
            }
        }
        let (stream, found) = match connect_async(request).await {
            Ok((stream, _)) => (Some(stream), "open".to_owned()),
            Err(Error::Http(response)) => (None, format!("refused with {}", response.status())),
            Err(error) => (None, error_kind(&error).to_owned()),
        };
        transcript.write(&format!("{label}: handshake"), &found);
        Self { stream, heard: Vec::new() }
    }

    pub(crate) async fn send(&mut self, message: Message) {
        if let Some(stream) = &mut self.stream
            && stream.send(message).await.is_err()
        {
            self.stream = None;
        }
    }

    pub(crate) async fn say(&mut self, message: &Value) {
        self.send(Message::text(message.to_string())).await;
    }

    /// Receives this many messages, and all that follow immediately.
    pub(crate) async fn hear(&mut self, count: usize) -> String {
        let mut lines = Vec::new();
        self.heard.clear();
        while let Some(stream) = &mut self.stream {
            let patience = if self.heard.len() < count { PATIENCE } else { QUIET };
            match timeout(patience, stream.next()).await {
                Err(_) => {
                    lines.push("silence".to_owned());
                    break;
                }
                Ok(Some(Ok(Message::Text(text)))) => {
                    lines.push(text.to_string());
                    self.heard.push(serde_json::from_str(&text).unwrap_or_default());
                }
                Ok(Some(Ok(Message::Close(close)))) => {
                    let code = close.map(|close| u16::from(close.code));
                    lines.push(format!("closed with {code:?}"));
                    self.stream = None;
                }
                Ok(Some(Ok(_))) => {}
                Ok(Some(Err(_)) | None) => {
                    lines.push("cut off".to_owned());
                    self.stream = None;
                }
            }
        }
        lines.join("\n")
    }

    /// A value in the last messages, by a JSON pointer.
    pub(crate) fn last(&self, pointer: &str) -> Value {
        self.heard.iter().find_map(|message| message.pointer(pointer)).cloned().unwrap_or_default()
    }
}

fn error_kind(error: &Error) -> &'static str {
    match error {
        Error::Protocol(_) => "a handshake against the protocol",
        _ => "no connection",
    }
}
