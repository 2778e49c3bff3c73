//! GraphQL over WebSocket, as the graphql-transport-ws protocol says.
//!
//! One loop reads and writes; each operation is a task that sends its results to it, through a queue that is bounded
//! for the whole connection: an operation whose client does not read waits, and a client that does not read for
//! `write_timeout` is cut off.

use std::{collections::HashMap, ops::ControlFlow, panic::AssertUnwindSafe, sync::Arc};

use async_graphql::{Executor, Response as Answer};
use axum::{
    body::Body,
    extract::{
        FromRequestParts, Request, WebSocketUpgrade,
        ws::{Message, WebSocket},
    },
    http::{Response, header},
};
use contract_kit::{graphql::ProblemWriter, operation::Caller};
use futures_util::{FutureExt, StreamExt};
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::{sync::mpsc, task::AbortHandle, time};

use super::{ITEM, errors::Words, request, response};
use crate::{
    fault::Fault,
    platform::{Platform, Usage},
    websocket::{End, GOING_AWAY, farewell},
};

/// The subprotocol.
const PROTOCOL: &str = "graphql-transport-ws";
/// How many results may wait to be written.
const WAITING: usize = 32;
/// How many operations a connection may have at the same time.
const OPERATIONS: usize = 64;

/// Whether a request asks for a WebSocket.
pub(super) fn is_asked_for(request: &Request) -> bool {
    let upgrade = request.headers().get(header::UPGRADE).and_then(|value| value.to_str().ok());
    upgrade.is_some_and(|upgrade| upgrade.eq_ignore_ascii_case("websocket"))
}

/// Answers the handshake.
pub(super) async fn upgrade<S: Platform, E: Executor>(
    words: Arc<Words<S>>,
    executor: E,
    request: Request,
) -> Result<Response<Body>, Fault> {
    let (mut parts, _) = request.into_parts();
    let upgrade = WebSocketUpgrade::from_request_parts(&mut parts, &()).await;
    let upgrade = upgrade.map_err(|error| Fault::Unreadable(format!("the handshake: {error}"), Vec::new()))?;
    let limit = words.shared.settings.json_limit;
    let upgrade = upgrade.max_message_size(limit).max_frame_size(limit).protocols([PROTOCOL]);
    Ok(upgrade.on_upgrade(|mut socket| async move {
        let end = if socket.protocol().is_some() {
            converse(&words, executor, &mut socket).await
        } else {
            End::close(4406, "Subprotocol not acceptable")
        };
        farewell(socket, end).await;
    }))
}

/// What a client says.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Said {
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

/// What an operation has come to.
struct Outcome {
    id: String,
    text: String,
    is_last: bool,
}

/// Who speaks on a connection.
enum Speaker {
    /// They have not introduced themselves yet.
    Unknown,
    /// They have, without a token.
    Anybody,
    /// They have, with one.
    Known(Caller),
}

/// A connection and its operations, which end with it.
struct Conversation<'a, S, E> {
    words: &'a Arc<Words<S>>,
    executor: E,
    speaker: Speaker,
    operations: HashMap<String, AbortHandle>,
    results: mpsc::Sender<Outcome>,
}

impl<S, E> Drop for Conversation<'_, S, E> {
    fn drop(&mut self) {
        self.operations.values().for_each(AbortHandle::abort);
    }
}

async fn converse<S: Platform, E: Executor>(words: &Arc<Words<S>>, executor: E, socket: &mut WebSocket) -> End {
    let settings = &words.shared.settings;
    let (results, mut waiting) = mpsc::channel(WAITING);
    let mut conversation =
        Conversation { words, executor, speaker: Speaker::Unknown, operations: HashMap::new(), results };
    let introduction = time::sleep(settings.graphql_introduction);
    let mut pings = time::interval(settings.heartbeat);
    pings.tick().await;
    let mut heard = time::Instant::now();
    tokio::pin!(introduction);
    loop {
        let message = tokio::select! {
            () = words.shared.closing.cancelled() => return End::close(GOING_AWAY, "the server is going away"),
            () = &mut introduction, if matches!(conversation.speaker, Speaker::Unknown) => {
                return End::close(4408, "Connection initialisation timeout");
            }
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
                match conversation.hear(&text).await {
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

impl<S: Platform, E: Executor> Conversation<'_, S, E> {
    /// When the token of the caller ends; never where there is none.
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

    /// Takes what a client says: an answer to it, nothing, or the end.
    async fn hear(&mut self, text: &str) -> ControlFlow<End, Option<Value>> {
        let Ok(said) = serde_json::from_str(text) else { return broken() };
        match said {
            Said::ConnectionInit { .. } if !matches!(self.speaker, Speaker::Unknown) => {
                ControlFlow::Break(End::close(4429, "Too many initialisation requests"))
            }
            Said::ConnectionInit { payload } => match self.introduce(payload.unwrap_or_default()).await {
                Ok(speaker) => {
                    self.speaker = speaker;
                    ControlFlow::Continue(Some(json!({ "type": "connection_ack" })))
                }
                Err(()) => ControlFlow::Break(End::close(4403, "Forbidden")),
            },
            Said::Ping { payload: Some(payload) } => {
                ControlFlow::Continue(Some(json!({ "type": "pong", "payload": payload })))
            }
            Said::Ping { payload: None } => ControlFlow::Continue(Some(json!({ "type": "pong" }))),
            Said::Pong { .. } => ControlFlow::Continue(None),
            Said::Complete { id } => {
                if let Some(operation) = self.operations.remove(&id) {
                    operation.abort();
                }
                ControlFlow::Continue(None)
            }
            Said::Subscribe { id, .. } if id.is_empty() => broken(),
            Said::Subscribe { id, payload } => {
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

    /// Who speaks: anybody, unless they bring a token that is not good.
    async fn introduce(&self, payload: Map<String, Value>) -> Result<Speaker, ()> {
        let said = payload.iter().find(|(name, _)| name.eq_ignore_ascii_case("authorization")).map(|(_, value)| value);
        let Some(said) = said.filter(|said| !said.is_null()) else { return Ok(Speaker::Anybody) };
        let (scheme, token) = said.as_str().and_then(|said| said.split_once(' ')).ok_or(())?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(());
        }
        self.words.shared.platform.authenticate(token.trim()).await.map(Speaker::Known).map_err(|_| ())
    }

    /// Begins an operation.
    async fn subscribe(
        &mut self,
        id: String,
        payload: Map<String, Value>,
        caller: Option<Caller>,
    ) -> ControlFlow<End, Option<Value>> {
        let Ok(asking) = request::of(payload) else { return broken() };
        let usage = Usage {
            item: ITEM,
            is_message: true,
            rate: None,
            subject: caller.as_ref().map(|caller| caller.subject.as_str()),
            address: self.words.asked.address,
        };
        let counted =
            if self.operations.len() < OPERATIONS { self.words.shared.platform.count(&usage).await } else { Err(1) };
        if let Err(retry_after) = counted {
            let details = self.words.shared.platform.fault(Fault::TooManyRequests { retry_after });
            let error = json!({ "id": id, "type": "error", "payload": [self.words.error(&details)] });
            return ControlFlow::Continue(Some(error));
        }
        if let Some(missing) = asking.missing {
            let mut errors = [missing];
            self.words.complete(&mut errors, &asking.request.query);
            return ControlFlow::Continue(Some(json!({ "id": id, "type": "error", "payload": errors })));
        }
        let writer: Arc<dyn ProblemWriter> = Arc::clone(self.words) as _;
        let mut request = asking.request.data(writer).data(Arc::clone(&self.words.shared.validator));
        if let Some(caller) = caller {
            request = request.data(caller);
        }
        let (words, executor, results) = (Arc::clone(self.words), self.executor.clone(), self.results.clone());
        let task = tokio::spawn(run(words, executor, request, id.clone(), results));
        self.operations.insert(id, task.abort_handle());
        ControlFlow::Continue(None)
    }

    /// What is written of a result: nothing of an operation that the client has completed meanwhile.
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

/// Runs an operation to its end.
async fn run<S: Platform, E: Executor>(
    words: Arc<Words<S>>,
    executor: E,
    request: async_graphql::Request,
    id: String,
    results: mpsc::Sender<Outcome>,
) {
    let document = request.query.clone();
    let mut answers = executor.execute_stream(request, None);
    let mut is_first = true;
    while let Some(answer) = AssertUnwindSafe(answers.next()).catch_unwind().await.unwrap_or_else(|panic| {
        let details = words.shared.platform.fault(Fault::panicked(&*panic));
        Some(Answer::from_errors(vec![words.error(&details)]))
    }) {
        let mut answer = answer;
        words.complete(&mut answer.errors, &document);
        if is_first && response::is_refused(&answer) {
            // No field was asked: that is the end of it, without `complete`.
            let text = json!({ "id": id, "type": "error", "payload": answer.errors }).to_string();
            _ = results.send(Outcome { id, text, is_last: true }).await;
            return;
        }
        is_first = false;
        let text = next(&id, &answer).to_string();
        if results.send(Outcome { id: id.clone(), text, is_last: false }).await.is_err() {
            return;
        }
    }
    let text = json!({ "id": id, "type": "complete" }).to_string();
    _ = results.send(Outcome { id, text, is_last: true }).await;
}

fn next(id: &str, answer: &Answer) -> Value {
    json!({ "id": id, "type": "next", "payload": response::body(answer) })
}
