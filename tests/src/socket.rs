//! The client's side of a WebSocket, for tests that send and receive messages.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Error, Message, client::IntoClientRequest},
};

/// A connection.
pub type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// The time that a test waits for an expected message.
const PATIENCE: Duration = Duration::from_secs(5);

/// Connects with an additional header in the handshake.
///
/// # Errors
/// When the handshake is refused.
pub async fn connect(url: &str, header: Option<(&'static str, &str)>) -> Result<Socket, Error> {
    let mut request = url.into_client_request()?;
    if let Some((name, value)) = header {
        request.headers_mut().insert(name, value.parse().expect("a test sends good headers"));
    }
    Ok(connect_async(request).await?.0)
}

/// Sends a message.
///
/// # Panics When the connection is closed.
pub async fn say(socket: &mut Socket, message: &Value) {
    socket.send(Message::text(message.to_string())).await.expect("somebody listens");
}

/// The next message, without pings.
///
/// # Panics When there is none, or when the other side ends the conversation.
pub async fn hear(socket: &mut Socket) -> Value {
    loop {
        match tokio::time::timeout(PATIENCE, socket.next()).await {
            Ok(Some(Ok(Message::Text(text)))) => return serde_json::from_str(&text).expect("messages are JSON"),
            Ok(Some(Ok(Message::Ping(_) | Message::Pong(_)))) => {}
            other => panic!("no message: {other:?}"),
        }
    }
}

/// The code and the reason with which the other side ends the conversation. Completes the closing handshake.
///
/// # Panics When the other side does not end it.
pub async fn end(mut socket: Socket) -> (u16, String) {
    loop {
        match tokio::time::timeout(PATIENCE, socket.next()).await {
            Ok(Some(Ok(Message::Close(Some(close))))) => {
                while let Some(Ok(_)) = socket.next().await {}
                return (close.code.into(), close.reason.to_string());
            }
            Ok(Some(Ok(_))) => {}
            other => panic!("it was not closed: {other:?}"),
        }
    }
}

/// Asserts that the other side keeps the connection open for this time, and sends only pings, which are answered.
///
/// # Panics When it does not.
pub async fn is_kept_alive(socket: &mut Socket, long: Duration) {
    let reading = async {
        while let Some(Ok(frame)) = socket.next().await {
            assert!(matches!(frame, Message::Ping(_)), "{frame:?}");
        }
    };
    assert!(tokio::time::timeout(long, reading).await.is_err(), "it was closed though pings were answered");
}
