//! WebSocket: the handshake passes unchanged, and then each message separately.

use std::{sync::Arc, time::Duration};

use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
};
use futures_util::{SinkExt, StreamExt};
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::{io::AsyncRead, io::AsyncWrite, time::timeout};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        Error, Message,
        error::CapacityError,
        protocol::{CloseFrame, Role, WebSocketConfig, frame::coding::CloseCode},
    },
};

use crate::{
    Passage,
    answer::Head,
    decoding::LONGEST,
    exchange::{Exchange, Findings},
    failure::Failure,
    graphql::SUBPROTOCOL,
    headers,
    messages::{Message as Judged, Operations},
    pass::{Entering, Reached},
};
use contract_mock::Direction;

/// The time that one side has to answer the close frame of the other.
const PATIENCE: Duration = Duration::from_secs(5);
const STATUS: u16 = 101;

/// Whether a request asks for a WebSocket (RFC 6455, section 4.1).
pub(crate) fn is_asked_for(headers: &HeaderMap) -> bool {
    let upgrade = headers.get(header::UPGRADE).and_then(|value| value.to_str().ok());
    upgrade.is_some_and(|upgrade| upgrade.eq_ignore_ascii_case("websocket"))
}

impl Passage {
    /// Opens a socket to the target, and passes its messages.
    pub(crate) async fn open(self: Arc<Self>, request: Request) -> Response<Body> {
        let (mut head, _) = request.into_parts();
        let upgrade = head.extensions.remove::<OnUpgrade>();
        let exchange = Exchange::begin(&self.mock, &head);
        let Entering { exchange, reached, refusal } = self.enter(exchange, &head, Bytes::new()).await;
        if let Some(refusal) = refusal {
            self.note(exchange.entry(refusal.status().as_u16(), Findings::default()));
            return refusal;
        }
        let Some(upgrade) = upgrade else {
            return self.fail(&exchange, &Failure::of_request("this connection cannot become a WebSocket".into()));
        };
        let mut passed = headers::of_request(&head.headers, exchange.client, &self.via);
        upgrading(&mut passed);
        // Compressed messages could not be checked.
        passed.remove(header::SEC_WEBSOCKET_EXTENSIONS);
        let response = match self.send(&self.socket_client, &head, passed, None).await {
            Ok(response) => response,
            Err(failure) => return self.fail(&exchange, &failure),
        };
        if response.status() != StatusCode::SWITCHING_PROTOCOLS {
            return self.answered(exchange, reached, response);
        }
        let mut answer = Response::new(Body::empty());
        *answer.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
        *answer.headers_mut() = response.headers().clone();
        headers::remove_hop_by_hop(answer.headers_mut());
        upgrading(answer.headers_mut());
        answer.headers_mut().append(header::VIA, self.via.clone());
        let opened = Head { status: response.status(), headers: response.headers().clone() };
        let violations = match reached {
            Reached::Operation(..) | Reached::Channel(_) => self.check(&exchange, &reached, &opened, &[]).0.violations,
            Reached::Graphql(_) | Reached::Nothing => Vec::new(),
        };
        self.note(exchange.entry(STATUS, Findings { violations, ..Findings::default() }));
        let is_graphql = opened.headers.get(header::SEC_WEBSOCKET_PROTOCOL).is_some_and(|name| name == SUBPROTOCOL);
        let operations = (is_graphql && matches!(reached, Reached::Graphql(_))).then(Operations::default);
        tokio::spawn(async move {
            let (Ok(client), Ok(server)) = tokio::join!(upgrade, response.upgrade()) else { return };
            let config = WebSocketConfig::default().max_message_size(Some(LONGEST)).max_frame_size(Some(LONGEST));
            let client = WebSocketStream::from_raw_socket(TokioIo::new(client), Role::Server, Some(config)).await;
            let server = WebSocketStream::from_raw_socket(server, Role::Client, Some(config)).await;
            let conversation = Conversation { passage: self, exchange, reached, operations };
            conversation.pass(client, server).await;
        });
        answer
    }
}

/// The headers that switch a connection to WebSocket.
fn upgrading(headers: &mut HeaderMap) {
    headers.insert(header::CONNECTION, HeaderValue::from_static("Upgrade"));
    headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
}

/// An open socket.
struct Conversation {
    passage: Arc<Passage>,
    exchange: Exchange,
    reached: Reached,
    /// The operations of GraphQL, if that is the subprotocol.
    operations: Option<Operations>,
}

impl Conversation {
    /// Passes messages in both directions, until one side has ended.
    async fn pass<C, S>(mut self, mut client: WebSocketStream<C>, mut server: WebSocketStream<S>)
    where
        C: AsyncRead + AsyncWrite + Unpin,
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let closing = self.passage.closing.clone();
        loop {
            let (direction, read) = tokio::select! {
                read = client.next() => (Direction::Request, read),
                read = server.next() => (Direction::Answer, read),
                () = closing.cancelled() => {
                    let going_away = CloseFrame { code: CloseCode::Away, reason: "the proxy is going away".into() };
                    _ = timeout(PATIENCE, client.close(Some(going_away.clone()))).await;
                    _ = timeout(PATIENCE, server.close(Some(going_away))).await;
                    return;
                }
            };
            let message = match read {
                Some(Ok(message)) => message,
                Some(Err(error)) => Message::Close(self.end(&error)),
                None => return,
            };
            self.check(direction, &message);
            let is_end = message.is_close();
            let patience = self.passage.settings.write_timeout;
            let is_written = match direction {
                Direction::Request => timeout(patience, server.send(message)).await,
                Direction::Answer => timeout(patience, client.send(message)).await,
            };
            if is_end || !matches!(is_written, Ok(Ok(()))) {
                // Each side gets the answer to its own close frame, and no other message follows.
                _ = timeout(PATIENCE, async {
                    tokio::join!(drain(&mut client), drain(&mut server));
                })
                .await;
                return;
            }
        }
    }

    /// The close frame for the other side, after one side has failed.
    fn end(&self, error: &Error) -> Option<CloseFrame> {
        match error {
            Error::Capacity(CapacityError::MessageTooLong { .. }) => {
                let failure = format!("a message has more than {LONGEST} bytes: the socket was closed");
                let findings = Findings { failure: Some(failure), ..Findings::default() };
                let mut entry = self.exchange.entry(STATUS, findings);
                (entry.violations, entry.message) = (Vec::new(), Some("end".into()));
                self.passage.note(entry);
                Some(CloseFrame { code: CloseCode::Size, reason: "the message is too large".into() })
            }
            // A lost connection sends no close frame.
            _ => None,
        }
    }

    fn check(&mut self, direction: Direction, message: &Message) {
        let (passage, judge) = (&self.passage, self.passage.judge());
        let judged = match (&self.reached, message) {
            (Reached::Channel(index), Message::Text(text)) => {
                Some(judge.message(&judge.registry.channels[*index], direction, text))
            }
            (Reached::Channel(_), Message::Binary(_)) => {
                Some(Judged::wrong("message", "", "type", "A message must be text, but this one is binary.".into()))
            }
            (_, Message::Text(text)) => {
                self.operations.as_mut().and_then(|operations| operations.check(passage, direction, text))
            }
            _ => None,
        };
        if let Some(Judged { name, violations }) = judged.filter(|judged| !judged.violations.is_empty()) {
            self.passage.note(self.exchange.message(STATUS, direction, &name, violations));
        }
    }
}

/// Ends one side: writes the waiting messages, and reads until the other side has ended too.
async fn drain<S: AsyncRead + AsyncWrite + Unpin>(socket: &mut WebSocketStream<S>) {
    _ = socket.close(None).await;
    while let Some(Ok(_)) = socket.next().await {}
}
