//! The opening handshake of a WebSocket (RFC 6455, section 4.1), and the socket after it.

use reqwest::Upgraded;
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        handshake::{client::generate_key, derive_accept_key},
        protocol::Role,
    },
};

use super::Request;

impl Request {
    /// The same request as the opening handshake of a WebSocket.
    #[must_use]
    pub(crate) fn into_handshake(self) -> Self {
        self.with_header("Connection", "Upgrade")
            .with_header("Upgrade", "websocket")
            .with_header("Sec-WebSocket-Version", "13")
            .with_header("Sec-WebSocket-Key", generate_key())
    }

    /// The value of `Sec-WebSocket-Accept` for this handshake.
    pub(crate) fn accept(&self) -> String {
        derive_accept_key(self.header("sec-websocket-key").unwrap_or_default().as_bytes())
    }
}

/// The socket of a connection that has switched protocols.
pub(crate) async fn client_socket(connection: Upgraded) -> WebSocketStream<Upgraded> {
    WebSocketStream::from_raw_socket(connection, Role::Client, None).await
}
