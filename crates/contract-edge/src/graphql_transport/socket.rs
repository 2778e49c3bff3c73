//! GraphQL over WebSocket, as the graphql-transport-ws protocol defines it.
//!
//! One loop reads and writes. Each operation is a task that sends its results to the loop, through a queue that is
//! limited for the whole connection. So an operation whose client does not read waits, and a client that does not read
//! for `write_timeout` is disconnected.

use std::{collections::HashMap, future::pending, ops::ControlFlow, panic::AssertUnwindSafe, sync::Arc};

use axum::{
    body::Body,
    extract::{
        FromRequestParts, Request, WebSocketUpgrade,
        ws::{Message, WebSocket},
    },
    http::{Response, header},
};
use contract_model::{exchange::Caller, registry::Root};
use futures_util::{FutureExt, StreamExt, future::BoxFuture, stream::BoxStream};
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::{sync::mpsc, task::AbortHandle, time};

use super::{
    ITEM,
    engine::{Engine, Unplanned, within_limits},
    errors::{ErrorWriter, Refusal},
    fields::OperationContext,
    request,
};
use crate::{
    fault::Fault,
    graphql::{Answer, GraphqlError},
    platform::{Platform, Usage},
    problem,
    request::caller,
    websocket::{self, End, GOING_AWAY, SESSION_ENDED, UNAUTHENTICATED, farewell},
};

/// The subprotocol.
const PROTOCOL: &str = "graphql-transport-ws";
/// The maximum number of results that wait to be written.
const WAITING: usize = 32;
/// The maximum number of concurrent operations per connection.
const OPERATIONS: usize = 64;

/// Whether a request asks for a WebSocket.
pub(super) fn is_asked_for(request: &Request) -> bool {
    let upgrade = request.headers().get(header::UPGRADE).and_then(|value| value.to_str().ok());
    upgrade.is_some_and(|upgrade| upgrade.eq_ignore_ascii_case("websocket"))
}

/// Answers the handshake.
pub(super) async fn upgrade<S: Platform>(
    writer: Arc<ErrorWriter<S>>,
    engine: Arc<Engine<S>>,
    request: Request,
) -> Result<Response<Body>, Fault> {
    let (mut parts, _) = request.into_parts();
    let upgrade = WebSocketUpgrade::from_request_parts(&mut parts, &()).await;
    let upgrade = upgrade.map_err(|error| Fault::Unreadable(format!("the handshake: {error}"), Vec::new()))?;
    let upgrade = websocket::sized(upgrade, &writer.shared.settings).protocols([PROTOCOL]);
    let stay = writer.shared.standing.open(writer.context.address)?;
    Ok(upgrade.on_upgrade(|mut socket| async move {
        let _stay = stay;
        let end = if socket.protocol().is_some() {
            converse(&writer, engine, &mut socket).await
        } else {
            End::close(4406, "Subprotocol not acceptable")
        };
        farewell(socket, end).await;
    }))
}

/// A message of the client.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum ClientMessage {
    ConnectionInit {
        #[serde(default)]
        payload: Option<Map<String, Value>>,
    },
    Ping {
        #[serde(default)]
        payload: Option<Map<String, Value>>,
    },
    Pong {
        #[serde(default, rename = "payload")]
        _payload: Option<Map<String, Value>>,
    },
    Subscribe {
        id: String,
        payload: Map<String, Value>,
    },
    Complete {
        id: String,
    },
}

/// A result of an operation.
struct Outcome {
    id: String,
    text: String,
    is_last: bool,
}

/// The client of a connection.
enum Speaker {
    /// A client that has not sent `connection_init` yet.
    Unknown,
    /// A client without a token.
    Anybody,
    /// A client with a valid token.
    Known(Caller),
}

/// A connection and its operations, which end when it closes.
struct Conversation<'a, S> {
    writer: &'a Arc<ErrorWriter<S>>,
    engine: Arc<Engine<S>>,
    speaker: Speaker,
    operations: HashMap<String, AbortHandle>,
    results: mpsc::Sender<Outcome>,
}

impl<S> Drop for Conversation<'_, S> {
    fn drop(&mut self) {
        self.operations.values().for_each(AbortHandle::abort);
    }
}

async fn converse<S: Platform>(writer: &Arc<ErrorWriter<S>>, engine: Arc<Engine<S>>, socket: &mut WebSocket) -> End {
    let settings = &writer.shared.settings;
    let (results, mut waiting) = mpsc::channel(WAITING);
    let mut conversation =
        Conversation { writer, engine, speaker: Speaker::Unknown, operations: HashMap::new(), results };
    let introduction = time::sleep(settings.graphql_introduction);
    let mut pings = time::interval(settings.heartbeat);
    pings.tick().await;
    let mut heard = time::Instant::now();
    tokio::pin!(introduction);
    let mut session_ended: BoxFuture<'static, ()> = pending().boxed();
    loop {
        let message = tokio::select! {
            () = writer.shared.closing.cancelled() => return End::close(GOING_AWAY, "the server is going away"),
            () = &mut introduction, if matches!(conversation.speaker, Speaker::Unknown) => {
                return End::close(4408, "Connection initialisation timeout");
            }
            () = &mut session_ended => return End::close(UNAUTHENTICATED, SESSION_ENDED),
            () = conversation.expiry() => return End::close(4403, "Forbidden"),
            _ = pings.tick() => {
                if heard.elapsed() > settings.idle_timeout {
                    return End::close(GOING_AWAY, "nothing was heard");
                }
                Message::Ping(Vec::new().into())
            }
            Some(result) = waiting.recv() => match conversation.result(result) {
                Some(text) => Message::Text(text.into()),
                None => continue,
            },
            frame = socket.recv() => {
                heard = time::Instant::now();
                let text = match frame {
                    Some(Ok(Message::Text(text))) => text,
                    Some(Ok(Message::Binary(_))) => return End::close(4400, "Invalid message received"),
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => continue,
                    Some(Ok(Message::Close(_))) | None => return End::Gone,
                    Some(Err(error)) => return End::broken(&error),
                };
                let was_unknown = matches!(conversation.speaker, Speaker::Unknown);
                let heard = conversation.hear(&text).await;
                if was_unknown && let Speaker::Known(caller) = &conversation.speaker {
                    session_ended = writer.shared.platform.session_ended(caller);
                }
                match heard {
                    ControlFlow::Break(end) => return end,
                    ControlFlow::Continue(Some(answer)) => Message::Text(answer.to_string().into()),
                    ControlFlow::Continue(None) => continue,
                }
            }
        };
        if !matches!(time::timeout(settings.write_timeout, socket.send(message)).await, Ok(Ok(()))) {
            return End::Gone;
        }
    }
}

impl<S: Platform> Conversation<'_, S> {
    /// Resolves when the caller's token expires; never for a token that does not, or without a token.
    async fn expiry(&self) {
        let ends = match &self.speaker {
            Speaker::Known(caller) => caller.expires_at,
            Speaker::Anybody | Speaker::Unknown => None,
        };
        match ends.map(|ends| ends.duration_since(jiff::Timestamp::now()).max(SignedDuration::ZERO)) {
            Some(left) => time::sleep(left.unsigned_abs()).await,
            None => std::future::pending().await,
        }
    }

    /// Handles a client message: returns the answer, `None`, or the end of the connection.
    async fn hear(&mut self, text: &str) -> ControlFlow<End, Option<Value>> {
        let Ok(message) = serde_json::from_str(text) else { return broken() };
        match message {
            ClientMessage::ConnectionInit { .. } if !matches!(self.speaker, Speaker::Unknown) => {
                ControlFlow::Break(End::close(4429, "Too many initialisation requests"))
            }
            ClientMessage::ConnectionInit { payload } => match self.introduce(payload.unwrap_or_default()).await {
                Ok(speaker) => {
                    self.speaker = speaker;
                    ControlFlow::Continue(Some(json!({ "type": "connection_ack" })))
                }
                Err(()) => ControlFlow::Break(End::close(4403, "Forbidden")),
            },
            ClientMessage::Ping { payload: Some(payload) } => {
                ControlFlow::Continue(Some(json!({ "type": "pong", "payload": payload })))
            }
            ClientMessage::Ping { payload: None } => ControlFlow::Continue(Some(json!({ "type": "pong" }))),
            ClientMessage::Pong { .. } => ControlFlow::Continue(None),
            ClientMessage::Complete { id } => {
                if let Some(operation) = self.operations.remove(&id) {
                    operation.abort();
                }
                ControlFlow::Continue(None)
            }
            ClientMessage::Subscribe { id, .. } if id.is_empty() => broken(),
            ClientMessage::Subscribe { id, payload } => {
                let caller = match &self.speaker {
                    Speaker::Unknown => return ControlFlow::Break(End::close(4401, "Unauthorized")),
                    Speaker::Anybody => None,
                    Speaker::Known(caller) => Some(caller.clone()),
                };
                if self.operations.contains_key(&id) {
                    let reason = format!("Subscriber for {} already exists", id.chars().take(64).collect::<String>());
                    return ControlFlow::Break(End::close(4409, &reason));
                }
                self.subscribe(id, payload, caller).await
            }
        }
    }

    /// Returns the client: without a token anybody, and an error for an invalid token.
    async fn introduce(&self, payload: Map<String, Value>) -> Result<Speaker, ()> {
        let authorization =
            payload.iter().find(|(name, _)| name.eq_ignore_ascii_case("authorization")).map(|(_, value)| value);
        let Some(authorization) = authorization.filter(|authorization| !authorization.is_null()) else {
            return Ok(Speaker::Anybody);
        };
        match caller::token(authorization.as_str().ok_or(())?).map_err(|_| ())? {
            Some(token) => self.writer.shared.platform.authenticate(token).await.map(Speaker::Known).map_err(|_| ()),
            None => Ok(Speaker::Anybody),
        }
    }

    /// Starts an operation.
    async fn subscribe(
        &mut self,
        id: String,
        payload: Map<String, Value>,
        caller: Option<Caller>,
    ) -> ControlFlow<End, Option<Value>> {
        let Ok(asking) = request::parse(payload) else { return broken() };
        let usage = Usage {
            item: ITEM,
            is_message: true,
            rate: None,
            subject: caller.as_ref().map(|caller| caller.subject.as_str()),
            address: self.writer.context.address,
        };
        let counted = if self.operations.len() < OPERATIONS {
            self.writer.shared.count(&usage).await
        } else {
            Err(Fault::TooManyRequests { retry_after: 1 })
        };
        if let Err(fault) = counted {
            let details = problem::of_fault(&self.writer.shared, fault);
            return ControlFlow::Continue(Some(failure(&id, &[self.writer.error(&details)])));
        }
        let prepared = match self.engine.plan(asking).await {
            Ok(prepared) => prepared,
            Err(Unplanned::Refused(refusal)) => {
                return ControlFlow::Continue(Some(failure(&id, &[self.writer.refusal(refusal).error])));
            }
            Err(Unplanned::Invalid(mut errors)) => {
                self.writer.complete(&mut errors);
                return ControlFlow::Continue(Some(failure(&id, &errors)));
            }
        };
        let is_stream = prepared.root() == Root::Subscription;
        let running = Running {
            id: id.clone(),
            writer: Arc::clone(self.writer),
            answers: self.engine.answers(prepared, OperationContext::new(self.writer, caller)),
            results: self.results.clone(),
        };
        let task = tokio::spawn(running.finish(is_stream));
        self.operations.insert(id, task.abort_handle());
        ControlFlow::Continue(None)
    }

    /// Returns the text of a result; `None` if the client has completed the operation in the meantime.
    fn result(&mut self, result: Outcome) -> Option<String> {
        let is_known = self.operations.contains_key(&result.id);
        if result.is_last {
            self.operations.remove(&result.id);
        }
        is_known.then_some(result.text)
    }
}

fn broken() -> ControlFlow<End, Option<Value>> {
    ControlFlow::Break(End::close(4400, "Invalid message received"))
}

/// A running operation.
struct Running<S> {
    id: String,
    writer: Arc<ErrorWriter<S>>,
    answers: BoxStream<'static, Answer>,
    results: mpsc::Sender<Outcome>,
}

impl<S: Platform> Running<S> {
    /// Sends all its responses. An operation with a single response must have it within the handler timeout.
    async fn finish(mut self, is_stream: bool) {
        let mut is_first = true;
        loop {
            let answer = match self.next(is_stream).await {
                Ok(Some(answer)) => answer,
                Ok(None) => break,
                Err(refusal) => {
                    let text = failure(&self.id, &[self.writer.refusal(refusal).error]).to_string();
                    return self.send(text, true).await.unwrap_or_default();
                }
            };
            let mut answer = answer;
            self.writer.complete(&mut answer.errors);
            if is_first && answer.is_refused() {
                // No field was executed: the operation ends here, without `complete`.
                return self.send(failure(&self.id, &answer.errors).to_string(), true).await.unwrap_or_default();
            }
            is_first = false;
            if self.send(next(&self.id, &answer), false).await.is_none() {
                return;
            }
        }
        self.send(json!({ "id": self.id, "type": "complete" }).to_string(), true).await.unwrap_or_default();
    }

    async fn next(&mut self, is_stream: bool) -> Result<Option<Answer>, Refusal> {
        let answer = AssertUnwindSafe(self.answers.next()).catch_unwind();
        let answer = if is_stream {
            answer.await
        } else {
            let patience = self.writer.shared.settings.handler_timeout;
            time::timeout(patience, answer).await.map_err(|_| Fault::Timeout)?
        };
        answer.map_err(|panic| Fault::panicked(&*panic))?.map(within_limits).transpose()
    }

    /// Passes a message to the connection; `None` where the connection is closed.
    fn send(&self, text: String, is_last: bool) -> impl Future<Output = Option<()>> + Send + use<S> {
        let (results, outcome) = (self.results.clone(), Outcome { id: self.id.clone(), text, is_last });
        async move { results.send(outcome).await.ok() }
    }
}

/// Returns the message that an operation cannot be executed, which is its last message.
fn failure(id: &str, errors: &[GraphqlError]) -> Value {
    json!({ "id": id, "type": "error", "payload": errors })
}

/// Returns the message with a response.
fn next(id: &str, answer: &Answer) -> String {
    let payload = answer.to_json();
    let payload = std::str::from_utf8(&payload).expect("JSON is UTF-8");
    format!("{{\"id\":{},\"type\":\"next\",\"payload\":{payload}}}", Value::from(id))
}
