//! Connections to the measured server, each from a chosen address of the loopback network.

use std::{
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, SocketAddrV4, TcpStream},
    time::Duration,
};

use anyhow::Context;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::json;
use socket2::{Domain, Socket, Type};
use tungstenite::{
    Message, WebSocket,
    client::{IntoClientRequest, client_with_config},
    http::HeaderValue,
    protocol::WebSocketConfig,
};

use super::contestants::Session;

/// The maximum time of one read or write.
const PATIENCE: Duration = Duration::from_secs(10);
/// The size of a socket's buffers in bytes: there are thousands of sockets.
const BUFFER: usize = 1024;

/// The address with this number in the loopback network.
pub(super) fn loopback(number: usize) -> Ipv4Addr {
    let [.., third, last] = u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes();
    Ipv4Addr::new(127, 0, third, last)
}

/// Connects from an address.
pub(super) fn connect(from: Ipv4Addr, to: SocketAddr) -> std::io::Result<TcpStream> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
    socket.bind(&SocketAddrV4::new(from, 0).into())?;
    socket.connect_timeout(&to.into(), PATIENCE)?;
    let stream = TcpStream::from(socket);
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    Ok(stream)
}

/// Requests a path on a new connection; returns whether the answer is a success.
pub(super) fn get(from: Ipv4Addr, to: SocketAddr, path: &str) -> std::io::Result<bool> {
    let mut stream = connect(from, to)?;
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {to}\r\nconnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(answer.starts_with(b"HTTP/1.1 200 "))
}

/// An open socket.
pub(super) type Opened = WebSocket<TcpStream>;

/// Opens a person's channel.
pub(super) fn channel(from: Ipv4Addr, to: SocketAddr, person: &Session) -> anyhow::Result<Opened> {
    let offer = format!("heal7.v1, bearer.{}", URL_SAFE_NO_PAD.encode(&person.token));
    socket(from, to, &format!("/ws/{}", person.id), &offer)
}

/// Opens a socket for GraphQL, and sends `connection_init`.
pub(super) fn graphql(from: Ipv4Addr, to: SocketAddr) -> anyhow::Result<Opened> {
    let mut socket = socket(from, to, "/graphql", "graphql-transport-ws")?;
    socket.send(Message::text(json!({ "type": "connection_init" }).to_string()))?;
    socket.read().context("the introduction is not acknowledged")?;
    Ok(socket)
}

fn socket(from: Ipv4Addr, to: SocketAddr, path: &str, protocols: &str) -> anyhow::Result<Opened> {
    let mut request = format!("ws://{to}{path}").into_client_request()?;
    request.headers_mut().insert("sec-websocket-protocol", HeaderValue::from_str(protocols)?);
    let config = WebSocketConfig::default().read_buffer_size(BUFFER).write_buffer_size(0);
    let stream = connect(from, to).context("cannot connect")?;
    match client_with_config(request, stream, Some(config)) {
        Ok((socket, _)) => Ok(socket),
        Err(error) => anyhow::bail!("the handshake failed: {error}"),
    }
}
