//! A socket of the bookshop's help desk.

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::Value;
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest as _},
};

use crate::running::Running;

/// An open socket.
pub(crate) struct Desk(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Desk {
    /// Opens a socket of the first person.
    pub(crate) async fn open(mock: &Running) -> Self {
        Self::open_with(mock, &mock.server.mock().first_account().token).await
    }

    /// Opens a socket with a token.
    pub(crate) async fn open_with(mock: &Running, token: &str) -> Self {
        let url = format!("{}/desk", mock.server.url().replace("http", "ws"));
        let mut request = url.into_client_request().unwrap();
        request.headers_mut().insert("authorization", format!("Bearer {token}").parse().unwrap());
        Self(connect_async(request).await.unwrap().0)
    }

    pub(crate) async fn send(&mut self, message: Value) {
        self.0.send(Message::text(message.to_string())).await.unwrap();
    }

    /// The next message.
    pub(crate) async fn next(&mut self) -> Value {
        loop {
            match self.0.next().await.unwrap().unwrap() {
                Message::Text(text) => return serde_json::from_str(&text).unwrap(),
                Message::Ping(_) => {}
                other => panic!("no message but {other}"),
            }
        }
    }

    /// The types of the next messages.
    pub(crate) async fn types(&mut self, count: usize) -> Vec<String> {
        let mut types = Vec::new();
        for _ in 0..count {
            types.push(self.next().await["type"].as_str().unwrap().to_owned());
        }
        types
    }

    /// The code with which the server closes it.
    pub(crate) async fn closed(&mut self) -> u16 {
        loop {
            match self.0.next().await.unwrap().unwrap() {
                Message::Close(frame) => return frame.unwrap().code.into(),
                Message::Ping(_) => {}
                other => panic!("no end but {other}"),
            }
        }
    }

    pub(crate) async fn close(mut self) {
        self.0.close(None).await.unwrap();
    }
}
