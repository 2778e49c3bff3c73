//! One connection of a known caller, and the results of subscriptions on it.

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::{
    Graph,
    draft::Draft,
    invalid::say_invalid,
    protocol,
    reply::Source,
    requests::ITEM,
    socket::{Heard, Socket},
};
use crate::{
    judge::Outcome,
    recorded::{Messages, Recorded},
};

/// A connection after its `connection_ack`.
pub(super) struct Conversation<'g, 's, 'a> {
    graph: &'g Graph<'s, 'a>,
    pub socket: Socket,
}

/// An event of a subscription.
#[derive(Debug, Clone)]
pub(super) enum Event {
    /// A judged result without errors.
    Result,
    /// Errors.
    Failed(Failure),
    /// The subscription has ended.
    Completed,
    /// The server closed the connection.
    Closed(u16),
    /// Nothing within the time.
    Silence,
    /// A message that the protocol does not allow at this point, which is reported.
    Wrong,
}

/// The errors of a result.
#[derive(Debug, Clone)]
pub(super) struct Failure {
    /// The code of the first problem among them.
    pub code: Option<String>,
    /// The status of that problem.
    pub status: Option<u16>,
    /// Whether the errors say that the request is invalid.
    pub is_invalid: bool,
}

impl<'g, 's, 'a> Conversation<'g, 's, 'a> {
    /// Connects a caller; `None` if the server does not acknowledge the connection. That is reported, unless the server
    /// closes with a code from 4400 to 4499 because of the token. A caller without a token must be able to connect,
    /// because a server refuses only the fields that need a token.
    pub(super) async fn begin(graph: &'g Graph<'s, 'a>, token: Option<&str>) -> Option<Self> {
        let mut socket = Socket::open(graph.suite).await.ok()?;
        let mut init = Map::from_iter([("type".to_owned(), json!("connection_init"))]);
        if let Some(token) = token {
            init.insert("payload".into(), json!({ "authorization": format!("Bearer {token}") }));
        }
        socket.say(&Value::Object(init)).await;
        let heard = socket.hear().await;
        if matches!(&heard, Heard::Message(message) if message["type"] == "connection_ack") {
            return Some(Self { graph, socket });
        }
        // A token that is invalid, or has expired in the meantime, may be refused here.
        if token.is_none() || !matches!(heard, Heard::Closed(4400..4500)) {
            protocol::report(graph, ITEM, "connection_init", "`connection_ack`", &heard, &socket);
        }
        None
    }

    /// Begins an operation.
    pub(super) async fn subscribe(&mut self, id: &str, draft: &Draft<'_>) {
        let payload = draft.payload(self.graph);
        self.socket.say(&json!({ "type": "subscribe", "id": id, "payload": payload })).await;
    }

    /// The next event of an operation within a time. Results are judged, and recorded for a person.
    pub(super) async fn next(&mut self, id: &str, draft: &Draft<'_>, person: &str, patience: Duration) -> Event {
        let heard = self.socket.hear_within(patience).await;
        let item = draft.field.path();
        let graph = self.graph;
        let source = Source { graph, item: &item, reproduce: self.socket.transcript(), field: Some(draft.field) };
        if heard.of("complete", id).is_some() {
            return Event::Completed;
        }
        let payload = match &heard {
            Heard::Closed(code) => return Event::Closed(*code),
            Heard::Silence => return Event::Silence,
            _ => heard.of("next", id).map(|message| message["payload"].clone()),
        };
        let payload =
            payload.or_else(|| heard.of("error", id).map(|message| json!({ "errors": message.get("payload") })));
        let Some(payload) = payload else {
            let expected = "`next`, `error` or `complete` for the subscription";
            protocol::report(graph, &item, "message", expected, &heard, &self.socket);
            return Event::Wrong;
        };
        let reply = source.body(payload);
        let (outcome, _, value) = source.outcome(&reply);
        match outcome {
            Outcome::Success(_) => {
                if let Some(value) = &value {
                    graph.note(draft, person, value);
                    graph.suite.record(Recorded::Messages(&Messages {
                        item: item.clone(),
                        outcome: "event".into(),
                        sent: None,
                        heard: vec![(draft.field.output.schema.clone(), value.clone())],
                    }));
                }
                Event::Result
            }
            Outcome::Problem(_) | Outcome::NotModified | Outcome::Other(_) => {
                let registry = graph.suite.contract.registry();
                let code = if let Outcome::Problem(code) = outcome { Some(code) } else { None };
                if let Some(code) = &code {
                    graph.suite.seen.note(&item, code.clone());
                }
                let status = code.as_ref().and_then(|code| registry.problem(code)).map(|problem| problem.status);
                Event::Failed(Failure { code, status, is_invalid: say_invalid(registry, &reply.errors) })
            }
        }
    }
}
