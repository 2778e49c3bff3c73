//! A relay between a client and the sockets of the correct shop, for faults of their messages.

use std::{net::SocketAddr, time::Duration};

use axum::{
    extract::{
        FromRequestParts, Request, WebSocketUpgrade,
        ws::{CloseFrame, Message, WebSocket},
    },
    http::{HeaderName, header},
    response::Response,
};
use futures_util::{SinkExt, StreamExt};
use tokio::{
    net::TcpStream,
    time::{sleep, timeout},
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{self, client::IntoClientRequest, protocol},
};

use super::{
    Fault,
    talk::{Frame, Said, Talk},
};

/// The relay's connection to the correct shop.
type Server = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// The time that the relay waits for both sides at the end.
const PATIENCE: Duration = Duration::from_secs(1);
/// The time for which an answer is held back, so that another one overtakes it.
const HOLD: Duration = Duration::from_millis(300);
/// The headers of a handshake that belong to one connection.
const OWN: [HeaderName; 6] = [
    header::HOST,
    header::CONNECTION,
    header::UPGRADE,
    header::SEC_WEBSOCKET_KEY,
    header::SEC_WEBSOCKET_VERSION,
    header::SEC_WEBSOCKET_EXTENSIONS,
];

/// Opens a socket to the correct shop at an address, and relays. Returns the request if the shop refuses it, or if it
/// is not a handshake.
pub(super) async fn relay(fault: Fault, shop: SocketAddr, request: Request) -> Result<Response, Request> {
    let is_handshake = request.headers().contains_key(header::SEC_WEBSOCKET_KEY);
    let target = request.uri().path_and_query().map_or("/", |target| target.as_str());
    let Ok(mut asked) = format!("ws://{shop}{target}").into_client_request() else { return Err(request) };
    for (name, value) in request.headers().iter().filter(|(name, _)| !OWN.contains(name)) {
        asked.headers_mut().append(name, value.clone());
    }
    if !is_handshake {
        return Err(request);
    }
    let Ok((server, answer)) = connect_async(asked).await else { return Err(request) };
    let (mut parts, body) = request.into_parts();
    let Ok(upgrade) = WebSocketUpgrade::from_request_parts(&mut parts, &()).await else {
        return Err(Request::from_parts(parts, body));
    };
    let chosen = answer.headers().get(header::SEC_WEBSOCKET_PROTOCOL).and_then(|name| name.to_str().ok());
    let upgrade = upgrade.protocols(chosen.map(str::to_owned));
    let mut response = upgrade.on_upgrade(move |client| converse(fault, client, server));
    for name in ["x-request-id", "x-api-version"] {
        if let Some(value) = answer.headers().get(name) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    Ok(response)
}

async fn converse(fault: Fault, mut client: WebSocket, mut server: Server) {
    let mut talk = Talk::new(fault);
    loop {
        let Said { to_server, to_client, is_cut } = tokio::select! {
            () = sleep(HOLD), if talk.is_holding() => talk.let_go(),
            message = client.recv() => match message {
                Some(Ok(message)) => heard_client(message).map(|frame| talk.hear_client(frame)).unwrap_or_default(),
                Some(Err(_)) | None => break,
            },
            message = server.next() => match message {
                Some(Ok(message)) => heard_server(message).map(|frame| talk.hear_server(frame)).unwrap_or_default(),
                Some(Err(_)) | None => break,
            },
        };
        if is_cut {
            return;
        }
        let is_over = to_client.iter().chain(&to_server).any(|frame| matches!(frame, Frame::Close(_)));
        for frame in to_server {
            _ = server.send(to_shop(frame)).await;
        }
        for frame in to_client {
            _ = client.send(to_browser(frame)).await;
        }
        if is_over {
            break;
        }
    }
    // The closing handshakes are completed, if both sides take part.
    let rest = async {
        while let Some(Ok(_)) = client.recv().await {}
        while let Some(Ok(_)) = server.next().await {}
    };
    _ = timeout(PATIENCE, rest).await;
}

fn heard_client(message: Message) -> Option<Frame> {
    match message {
        Message::Text(text) => Some(Frame::Text(text.to_string())),
        Message::Binary(bytes) => Some(Frame::Binary(bytes)),
        Message::Close(close) => Some(Frame::Close(close.map(|close| (close.code, close.reason.to_string())))),
        Message::Ping(_) | Message::Pong(_) => None,
    }
}

fn heard_server(message: tungstenite::Message) -> Option<Frame> {
    use tungstenite::Message;
    match message {
        Message::Text(text) => Some(Frame::Text(text.to_string())),
        Message::Binary(bytes) => Some(Frame::Binary(bytes)),
        Message::Close(close) => Some(Frame::Close(close.map(|close| (close.code.into(), close.reason.to_string())))),
        Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => None,
    }
}

fn to_browser(frame: Frame) -> Message {
    match frame {
        Frame::Text(text) => Message::Text(text.into()),
        Frame::Binary(bytes) => Message::Binary(bytes),
        Frame::Close(close) => Message::Close(close.map(|(code, reason)| CloseFrame { code, reason: reason.into() })),
    }
}

fn to_shop(frame: Frame) -> tungstenite::Message {
    use tungstenite::Message;
    match frame {
        Frame::Text(text) => Message::Text(text.into()),
        Frame::Binary(bytes) => Message::Binary(bytes),
        Frame::Close(close) => Message::Close(
            close.map(|(code, reason)| protocol::CloseFrame { code: code.into(), reason: reason.into() }),
        ),
    }
}
