//! The request that opens a channel before it is written, so that a case can change a part of it.

use std::collections::BTreeMap;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use contract_data::{facts::success, ids::ids_in};
use contract_model::{
    registry::{Auth, Channel, Operation, Role, Stream, Transport},
    schema::Schema,
};
use reqwest::StatusCode;
use serde_json::Value;

use super::{feed::Feed, socket::Socket};
use crate::{
    calls::{Call, Called, leaves_sessions},
    http::{Request, Response},
    suite::Suite,
    world::{Person, addressed, chosen},
};

/// A request that opens a channel, by the names of the contract.
#[derive(Debug, Clone)]
pub(super) struct ChannelDraft<'a> {
    pub channel: &'a Channel,
    /// The parameters of the request, by name.
    pub parameters: BTreeMap<String, Value>,
    pub token: Option<String>,
    pub last_event_id: Option<String>,
}

/// The answer to a request that opens a channel.
pub(super) enum Opened {
    Socket(Box<Socket>),
    /// A success of a feed except 204, with any media type.
    Feed(Box<Feed>),
    Refused(Response),
}

impl<'a> ChannelDraft<'a> {
    /// A request that fits the contract; `None` if a value cannot be generated.
    pub(super) fn of(suite: &Suite<'_>, channel: &'a Channel, person: &Person) -> Option<Self> {
        let hint = suite.hints.channels.get(&channel.id);
        let parameters = chosen(suite, &channel.parameters, hint, person, 0)?;
        Some(Self { channel, parameters, token: person.token.clone(), last_event_id: None })
    }

    /// Like [`Self::of`], but with the ids of newly created things where an operation creates them: older ones may have
    /// been deleted. The second value says whether an id is new.
    pub(super) async fn fresh(suite: &Suite<'a>, channel: &'a Channel, person: &Person) -> Option<(Self, bool)> {
        let mut is_new = false;
        let hint = suite.hints.channels.get(&channel.id);
        let mut new = BTreeMap::new();
        for pool in named_pools(suite, channel) {
            if suite.options.is_read_only {
                break;
            }
            for operation in creators(suite, channel, pool) {
                if let Some(id) = create(suite, operation, pool, person).await {
                    new.insert(pool.to_owned(), id);
                    is_new = true;
                    break;
                }
            }
        }
        let mut draft = Self::of(suite, channel, person)?;
        for parameter in &channel.parameters {
            let is_hinted = hint.is_some_and(|hint| hint.parameters.contains_key(&parameter.name));
            let id = suite.contract.facts.pool(&parameter.schema).and_then(|pool| new.get(pool));
            if let Some(id) = id.filter(|_| !is_hinted) {
                draft.parameters.insert(parameter.name.clone(), id.clone().into());
            }
        }
        Some((draft, is_new))
    }

    /// The request.
    pub(super) fn request(&self) -> Request {
        let Channel { path, parameters, transport, subprotocol, .. } = self.channel;
        let mut request = addressed("GET", path, parameters, &self.parameters);
        match (transport, subprotocol) {
            (Transport::Websocket, Some(subprotocol)) => {
                let token = self.token.as_ref().map(|token| format!(", bearer.{}", URL_SAFE_NO_PAD.encode(token)));
                let offered = format!("{subprotocol}{}", token.unwrap_or_default());
                request.headers.push(("Sec-WebSocket-Protocol".into(), offered));
            }
            (Transport::Websocket | Transport::Sse, _) => {
                let token = self.token.as_ref().map(|token| ("Authorization".into(), format!("Bearer {token}")));
                request.headers.extend(token);
            }
        }
        match transport {
            Transport::Websocket => request.into_handshake(),
            Transport::Sse => {
                request.headers.push(("Accept".into(), "text/event-stream".into()));
                request.headers.extend(self.last_event_id.as_ref().map(|id| ("Last-Event-ID".into(), id.clone())));
                request
            }
        }
    }

    /// Opens the channel; `None` if there is no answer, which is reported.
    pub(super) async fn open(&self, suite: &Suite<'_>) -> Option<Opened> {
        open(suite, self.channel, self.request()).await
    }

    /// Opens a socket; `None` if it is refused.
    pub(super) async fn socket(&self, suite: &Suite<'_>) -> Option<Socket> {
        match self.open(suite).await? {
            Opened::Socket(socket) => Some(*socket),
            Opened::Feed(_) | Opened::Refused(_) => None,
        }
    }

    /// Opens a feed; `None` if it is refused.
    pub(super) async fn feed(&self, suite: &Suite<'_>) -> Option<Feed> {
        match self.open(suite).await? {
            Opened::Feed(feed) => Some(*feed),
            Opened::Socket(_) | Opened::Refused(_) => None,
        }
    }
}

/// Sends a request that may open a channel.
pub(super) async fn open(suite: &Suite<'_>, channel: &Channel, request: Request) -> Option<Opened> {
    let answer = suite.open(&channel.id, &request).await?;
    let status = answer.status();
    if status == StatusCode::SWITCHING_PROTOCOLS {
        let headers = answer.headers().clone();
        let connection = answer.upgrade().await.ok()?;
        return Some(Opened::Socket(Box::new(Socket::new(request, headers, connection).await)));
    }
    if channel.transport == Transport::Sse && status.is_success() && status != StatusCode::NO_CONTENT {
        return Some(Opened::Feed(Box::new(Feed::new(request, answer))));
    }
    suite.whole(&channel.id, &request, answer).await.map(Opened::Refused)
}

/// The types of the ids in a channel's parameters, except the person's own id.
pub(super) fn named_pools<'a>(suite: &Suite<'a>, channel: &'a Channel) -> Vec<&'a str> {
    let facts = &suite.contract.facts;
    let named = channel.parameters.iter().filter(|parameter| parameter.required);
    let pools = named.filter_map(|parameter| facts.pool(&parameter.schema));
    pools.filter(|pool| facts.definition(pool).role == Role::Id && !facts.is_owner(pool)).collect()
}

/// The operations that may return a new id of a pool, the likeliest first: those that cause events on the channel, and
/// those that return a thing with such an id.
fn creators<'a>(suite: &Suite<'a>, channel: &Channel, pool: &str) -> Vec<&'a Operation> {
    let facts = &suite.contract.facts;
    let is_cause = |operation: &&Operation| {
        operation.policy.causes.iter().any(|caused| caused.stream == Stream::Channel(channel.id.clone()))
    };
    let is_creator = |operation: &&Operation| {
        let body = success(operation).filter(|answer| answer.status == 201).and_then(|answer| answer.body.as_ref());
        let shown = body.and_then(|body| facts.entity_type(facts.content(&body.schema).schema));
        shown.is_some_and(|(_, other)| other == pool)
    };
    let posts = || {
        let operations = suite.contract.registry().operations.iter();
        operations.filter(|operation| operation.method == "POST" && leaves_sessions(operation))
    };
    posts().filter(is_cause).chain(posts().filter(|operation| is_creator(operation) && !is_cause(operation))).collect()
}

/// The id of a thing that an operation has created.
async fn create(suite: &Suite<'_>, operation: &Operation, pool: &str, person: &Person) -> Option<String> {
    if operation.auth == Auth::Bearer && person.token.is_none() {
        return None;
    }
    shown_id(suite, &Call::Operation(operation).make(suite, person).await?, pool)
}

/// The first id of a pool in the answer to a call.
pub(super) fn shown_id(suite: &Suite<'_>, called: &Called<'_>, pool: &str) -> Option<String> {
    let (schema, value) = called.answer.as_ref()?;
    first_id(suite, schema, value, pool)
}

/// The first id of a pool in a value.
pub(super) fn first_id(suite: &Suite<'_>, schema: &Schema, value: &Value, pool: &str) -> Option<String> {
    let mut found = None;
    ids_in(&suite.contract.facts, schema, value, &mut |other, id| {
        if other == pool && found.is_none() {
            found = Some(id.to_owned());
        }
    });
    found
}
