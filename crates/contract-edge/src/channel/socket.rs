//! WebSocket channels (RFC 6455).
//!
//! A connection has two halves: one reads, validates and passes on client messages in their order; the other writes the
//! messages of the implementation's stream, pings, and refusals of client messages. Neither waits for the other, so
//! that progress is sent while a message is being handled. A client that does not read for `write_timeout` is
//! disconnected.

use std::{panic::AssertUnwindSafe, sync::Arc};

use axum::{
    body::Body,
    extract::{
        FromRequestParts, Request, WebSocketUpgrade,
        ws::{Message, WebSocket},
    },
    http::{HeaderMap, Response, header},
    routing::{MethodRouter, get},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use contract_model::{
    exchange::{Caller, Connection, Details, Sent, TokenFault},
    number,
    registry::{Auth, Channel},
    schema::Shape,
};
use futures_util::{
    FutureExt, SinkExt, StreamExt,
    stream::{SplitSink, SplitStream},
};
use serde_json::Value;
use tokio::{sync::mpsc, time};

use super::{Endpoint, OpenChannel, open};
use crate::{
    fault::Fault,
    handlers::Outgoing,
    platform::{Platform, Refused, Usage},
    problem::{self, Failed, RequestContext},
    request::caller,
    shared::Shared,
    websocket::{self, End, GOING_AWAY, SESSION_ENDED, UNAUTHENTICATED, farewell},
};

/// The close code for a socket of another person.
const FORBIDDEN: u16 = 4403;
/// The close code for a frame that is not text.
const UNSUPPORTED: u16 = 1003;
/// The close code for a socket that cannot be opened for another reason.
const POLICY: u16 = 1008;
/// The close code for the end of the implementation's stream.
const NORMAL: u16 = 1000;
/// The close code for a bug of the server.
const INTERNAL: u16 = 1011;
/// The prefix that marks the token among the subprotocols.
const BEARER: &str = "bearer.";
/// The maximum number of answers to client messages that wait to be written.
const WAITING: usize = 32;

/// Serves a socket.
pub(super) fn serving<S: Platform>(endpoint: Arc<Endpoint<S>>) -> MethodRouter {
    get(move |request: Request| {
        let endpoint = Arc::clone(&endpoint);
        async move {
            let context = RequestContext::from_request(&request);
            match upgrade(&endpoint, request, context.clone()).await {
                Ok(response) => response,
                Err(failed) => failed.response(&endpoint.shared, &context),
            }
        }
    })
}

/// Answers the handshake.
async fn upgrade<S: Platform>(
    endpoint: &Arc<Endpoint<S>>,
    request: Request,
    context: RequestContext,
) -> Result<Response<Body>, Failed> {
    let Endpoint { shared, channel, .. } = &**endpoint;
    crate::request::version(shared, request.headers())?;
    let (mut parts, body) = request.into_parts();
    let upgrade = WebSocketUpgrade::from_request_parts(&mut parts, &()).await;
    let upgrade = upgrade.map_err(|error| Fault::Unreadable(format!("this is a WebSocket: {error}"), Vec::new()))?;
    let upgrade = websocket::sized(upgrade, &shared.settings);
    let request = Request::from_parts(parts, body);
    let Some(subprotocol) = channel.subprotocol.clone() else {
        let caller = caller::authenticate(&shared.platform, channel.auth, request.headers()).await?;
        let open_channel = open(endpoint, request, caller).await?;
        let endpoint = Arc::clone(endpoint);
        return Ok(
            upgrade.on_upgrade(move |socket| async move { converse(&endpoint, context, socket, open_channel).await })
        );
    };
    // A browser does not tell its page why a handshake failed, but it does tell why a connection was closed.
    let offered = subprotocols(request.headers());
    if !offered.contains(&subprotocol) {
        // A client that offers subprotocols accepts the connection only with one of them.
        let upgrade = upgrade.protocols(offered.into_iter().filter(|name| !name.starts_with(BEARER)));
        let (code, reason) = match channel.auth {
            Auth::Bearer => {
                (UNAUTHENTICATED, format!("offer the subprotocols `{subprotocol}` and `{BEARER}` with a token"))
            }
            Auth::Public => (POLICY, format!("offer the subprotocol `{subprotocol}`")),
        };
        return Ok(upgrade.on_upgrade(move |socket| refuse(socket, code, reason)));
    }
    let open_channel = match introduced(shared, channel, &offered).await {
        Ok(caller) => open(endpoint, request, caller).await,
        Err(fault) => Err(fault.into()),
    };
    let upgrade = upgrade.protocols([subprotocol]);
    let endpoint = Arc::clone(endpoint);
    match open_channel {
        Ok(open_channel) => {
            Ok(upgrade
                .on_upgrade(move |socket| async move { converse(&endpoint, context, socket, open_channel).await }))
        }
        Err(failed) => match failed.status() {
            401 => Ok(upgrade.on_upgrade(|socket| refuse(socket, UNAUTHENTICATED, "unauthenticated".into()))),
            403 => Ok(upgrade.on_upgrade(|socket| refuse(socket, FORBIDDEN, "forbidden".into()))),
            _ => Err(failed),
        },
    }
}

fn subprotocols(headers: &HeaderMap) -> Vec<String> {
    let header_values = headers.get_all(header::SEC_WEBSOCKET_PROTOCOL).iter().filter_map(|value| value.to_str().ok());
    header_values.flat_map(|value| value.split(',')).map(|name| name.trim().to_owned()).collect()
}

/// Returns the caller whose token is sent as a subprotocol: `bearer.` and the token in base64url.
async fn introduced<S: Platform>(
    shared: &Shared<S>,
    channel: &Channel,
    offered: &[String],
) -> Result<Option<Caller>, Fault> {
    let Some(token) = offered.iter().find_map(|name| name.strip_prefix(BEARER)) else {
        return if channel.auth == Auth::Bearer { Err(Fault::Unauthenticated) } else { Ok(None) };
    };
    let token =
        URL_SAFE_NO_PAD.decode(token.trim_end_matches('=')).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let token = token.ok_or(Fault::InvalidToken)?;
    match shared.platform.authenticate(&token).await {
        Ok(caller) => Ok(Some(caller)),
        Err(TokenFault::Expired) => Err(Fault::TokenExpired),
        Err(TokenFault::Invalid) => Err(Fault::InvalidToken),
    }
}

async fn refuse(socket: WebSocket, code: u16, reason: String) {
    farewell(socket, End::Close { code, reason }).await;
}

/// Serves a connection until one side closes it, and then until both have closed it.
async fn converse<S: Platform>(
    Endpoint { shared, channel, .. }: &Endpoint<S>,
    context: RequestContext,
    socket: WebSocket,
    OpenChannel { connection, outgoing, session_ended }: OpenChannel,
) {
    let (mut sink, mut stream) = socket.split();
    let (answers, waiting) = mpsc::channel(WAITING);
    let end = {
        let conversation = Conversation { shared, channel, context: &context, connection: &connection };
        tokio::select! {
            end = conversation.read(&mut stream, answers) => end,
            end = write(shared, channel, &mut sink, outgoing, waiting) => end,
            () = session_ended => End::close(UNAUTHENTICATED, SESSION_ENDED),
        }
    };
    if let Ok(socket) = sink.reunite(stream) {
        farewell(socket, end).await;
    }
}

/// The answer to a client message that was refused.
struct Refusal {
    text: String,
    /// The close of the connection, where no further message can follow.
    end: Option<End>,
}

/// The reason why a client message was refused.
struct RejectedMessage {
    details: Box<Details>,
    /// The message's tag, if its union has that tag.
    tag: Option<String>,
    /// The client's own name for the message.
    correlation: Option<String>,
}

/// One connection, for the half that reads.
struct Conversation<'a, S> {
    shared: &'a Shared<S>,
    channel: &'a Channel,
    context: &'a RequestContext,
    connection: &'a Connection,
}

impl<S: Platform> Conversation<'_, S> {
    /// Receives client messages in their order, until the client sends no more.
    async fn read(&self, stream: &mut SplitStream<WebSocket>, answers: mpsc::Sender<Refusal>) -> End {
        loop {
            let frame = match time::timeout(self.shared.settings.idle_timeout, stream.next()).await {
                Err(_) => return End::close(GOING_AWAY, "nothing was heard"),
                Ok(None) => return End::Gone,
                Ok(Some(frame)) => frame,
            };
            let text = match frame {
                Ok(Message::Text(text)) => text,
                Ok(Message::Binary(_)) => return End::close(UNSUPPORTED, "messages are text"),
                Ok(Message::Ping(_) | Message::Pong(_)) => continue,
                Ok(Message::Close(_)) => return End::Gone,
                Err(error) => return End::broken(&error),
            };
            let Err(RejectedMessage { details, tag, correlation }) = self.take(&text).await else { continue };
            let problem = problem::body(self.shared, self.context, &details);
            let refused = Refused { tag: tag.as_deref(), correlation: correlation.as_deref() };
            let Some(answer) = self.shared.platform.refusal(self.channel, &refused, problem) else {
                return End::close(POLICY, &details.code);
            };
            if self.shared.check_message(self.channel, &answer).is_err() {
                return End::close(INTERNAL, "a message does not fit the contract");
            }
            // A client that is asked for a new token and sends an invalid one counts as having none.
            let is_token =
                self.channel.reauthentication.as_ref().is_some_and(|renewal| tag.as_ref() == Some(&renewal.brings));
            let end = (is_token && details.status == 401).then(|| End::close(UNAUTHENTICATED, &details.code));
            if answers.send(Refusal { text: answer.to_string(), end }).await.is_err() {
                return End::Gone;
            }
        }
    }

    /// Receives one message. The error has the reason, and the client's own name for the message.
    async fn take(&self, text: &str) -> Result<(), RejectedMessage> {
        let Self { shared, channel, connection, .. } = self;
        let details = |fault| Box::new(problem::of_fault(shared, fault));
        let mut value: Value = serde_json::from_str(text).map_err(|error| RejectedMessage {
            details: details(Fault::Unreadable(format!("the message is not JSON: {error}"), Vec::new())),
            tag: None,
            correlation: None,
        })?;
        let correlation = value["id"].as_str().map(str::to_owned);
        let Some(union) = &channel.client else {
            let details = details(Fault::Unreadable("nobody listens on this channel".into(), Vec::new()));
            return Err(RejectedMessage { details, tag: None, correlation });
        };
        let definition = &shared.registry.types[union];
        let tag = match &definition.schema.shape {
            Shape::Union { tag, variants } => {
                let sent = value[tag].as_str();
                variants.iter().find(|variant| Some(variant.value.as_str()) == sent).map(|known| known.value.clone())
            }
            _ => None,
        };
        let rejected = |details| RejectedMessage { details, tag: tag.clone(), correlation };
        let violations = shared.validator.named(union, &value);
        if !violations.is_empty() && !shared.platform.tolerates(&channel.id, &violations) {
            return Err(rejected(details(Fault::Invalid(violations))));
        }
        number::make_canonical(&mut value);
        let rust = definition.rust.as_ref().unwrap_or(union);
        let key = (rust.clone(), tag.clone().unwrap_or_default());
        let Some(handler) = shared.receivers.get(&key) else {
            return Err(rejected(details(Fault::ModuleUnavailable)));
        };
        let usage = Usage {
            item: tag.as_deref().unwrap_or_default(),
            is_message: true,
            rate: channel
                .receivers
                .get(tag.as_deref().unwrap_or_default())
                .and_then(|receiver| receiver.rate.as_deref()),
            subject: connection.subject.as_deref(),
            address: self.context.address,
        };
        if let Err(fault) = shared.count(&usage).await {
            return Err(rejected(details(fault)));
        }
        let receiving = AssertUnwindSafe(handler.receive(&shared.platform, connection, value)).catch_unwind();
        match time::timeout(shared.settings.handler_timeout, receiving).await {
            Ok(Ok(Ok(()))) => Ok(()),
            Ok(Ok(Err(failed))) => Err(rejected(Box::new(failed.details(shared)))),
            Ok(Err(panic)) => Err(rejected(details(Fault::panicked(&*panic)))),
            Err(_) => Err(rejected(details(Fault::Timeout))),
        }
    }
}

/// Writes the messages of the implementation, refusals, and pings.
async fn write<S>(
    shared: &Shared<S>,
    channel: &Channel,
    sink: &mut SplitSink<WebSocket, Message>,
    mut outgoing: Outgoing,
    mut waiting: mpsc::Receiver<Refusal>,
) -> End {
    let mut pings = time::interval(shared.settings.heartbeat);
    pings.tick().await;
    loop {
        let mut end = None;
        let message = tokio::select! {
            // In this order: messages that a client message caused are sent before its refusal.
            biased;
            () = shared.closing.cancelled() => return End::close(GOING_AWAY, "the server is going away"),
            _ = pings.tick() => Message::Ping(Vec::new().into()),
            sent = outgoing.next() => match sent {
                None => return End::close(NORMAL, ""),
                Some(Sent::Close { code, reason }) => return End::Close { code, reason },
                Some(Sent::Message(message) | Sent::Event { message, .. }) => {
                    if shared.check_message(channel, &message).is_err() {
                        return End::close(INTERNAL, "a message does not fit the contract");
                    }
                    match serde_json::to_string(&message) {
                        Ok(text) => Message::Text(text.into()),
                        Err(error) => {
                            tracing::error!(%error, "a message does not serialise");
                            continue;
                        }
                    }
                }
            },
            Some(refusal) = waiting.recv() => {
                end = refusal.end;
                Message::Text(refusal.text.into())
            }
        };
        match time::timeout(shared.settings.write_timeout, sink.send(message)).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) | Err(_) => return End::Gone,
        }
        if let Some(end) = end {
            return end;
        }
    }
}
