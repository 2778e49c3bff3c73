//! The rules of graphql-transport-ws that do not depend on the contract.

use serde_json::{Value, json};

use super::{
    Graph,
    conversation::Conversation,
    reply::Source,
    requests::ITEM,
    socket::{Heard, PROTOCOL, Socket},
};
use crate::{findings::Violation, rules};

pub(super) async fn run(graph: &Graph<'_, '_>) {
    if let Err(found) = Socket::open(graph.suite).await {
        graph.suite.report(Violation {
            rule: &rules::GRAPHQL_SUBSCRIPTION,
            item: ITEM,
            cause: "handshake".into(),
            expected: format!("a WebSocket at /graphql with the subprotocol `{PROTOCOL}`"),
            found,
            reproduce: Some(format!("{}/graphql over WebSocket, subprotocol {PROTOCOL}", graph.suite.client.base())),
        });
        return;
    }
    let Some(mut conversation) = Conversation::begin(graph, None).await else { return };
    pings(graph, &mut conversation.socket).await;
    query(graph, &mut conversation.socket).await;
    invalid_document(graph, &mut conversation.socket).await;
    let init = || json!({ "type": "connection_init" });
    let subscribe = json!({ "type": "subscribe", "id": "1", "payload": { "query": "{ __typename }" } });
    closes(graph, "`subscribe` before `connection_init`", &[subscribe.to_string()], 4401).await;
    closes(graph, "a second `connection_init`", &[init().to_string(), init().to_string()], 4429).await;
    closes(graph, "a message that is not JSON", &["{".to_owned()], 4400).await;
    closes(graph, "a message of an unknown type", &[json!({ "type": "conformance" }).to_string()], 4400).await;
    let without_id = json!({ "type": "subscribe", "payload": { "query": "{ __typename }" } });
    closes(graph, "`subscribe` without an id", &[init().to_string(), without_id.to_string()], 4400).await;
}

/// Adds a violation of the protocol.
pub(super) fn report(graph: &Graph<'_, '_>, item: &str, cause: &str, expected: &str, heard: &Heard, socket: &Socket) {
    graph.suite.report(Violation {
        rule: &rules::GRAPHQL_SUBSCRIPTION,
        item,
        cause: cause.to_owned(),
        expected: expected.to_owned(),
        found: heard.shown(),
        reproduce: Some(socket.transcript()),
    });
}

async fn pings(graph: &Graph<'_, '_>, socket: &mut Socket) {
    socket.say(&json!({ "type": "ping" })).await;
    let heard = socket.hear_pong().await;
    if !matches!(&heard, Heard::Message(message) if message["type"] == "pong") {
        report(graph, ITEM, "ping", "`pong`, for `ping`", &heard, socket);
    }
}

/// A query over a socket has one result, and ends.
pub(super) async fn query(graph: &Graph<'_, '_>, socket: &mut Socket) {
    socket.say(&json!({ "type": "subscribe", "id": "q", "payload": { "query": "{ __typename }" } })).await;
    let heard = socket.hear().await;
    let data = heard.of("next", "q").and_then(|message| message.pointer("/payload/data/__typename"));
    if data.and_then(Value::as_str) != Some("Query") {
        return report(graph, ITEM, "query", "`next` with the result of `{ __typename }`", &heard, socket);
    }
    let heard = socket.hear().await;
    if heard.of("complete", "q").is_none() {
        report(graph, ITEM, "complete", "`complete` after the only result of a query", &heard, socket);
    }
}

async fn invalid_document(graph: &Graph<'_, '_>, socket: &mut Socket) {
    let cases = [("unknown", "{ conformanceUnknownField }"), ("unreadable", "{")];
    for (id, query) in cases {
        socket.say(&json!({ "type": "subscribe", "id": id, "payload": { "query": query } })).await;
        let heard = socket.hear().await;
        let errors =
            heard.of("error", id).and_then(|message| message.get("payload")).filter(|errors| errors.is_array());
        match errors {
            Some(errors) => {
                let source = Source { graph, item: ITEM, reproduce: socket.transcript(), field: None };
                let reply = source.body(json!({ "errors": errors }));
                source.outcome(&reply);
            }
            None => {
                let expected = "`error` with a list of errors, for an invalid document";
                return report(graph, ITEM, "invalid document", expected, &heard, socket);
            }
        }
    }
}

/// Messages after which the server closes with a code.
async fn closes(graph: &Graph<'_, '_>, label: &str, messages: &[String], code: u16) {
    let Ok(mut socket) = Socket::open(graph.suite).await else { return };
    for text in messages {
        socket.say_text(text.clone()).await;
    }
    loop {
        let heard = socket.hear().await;
        match &heard {
            Heard::Message(message) if message["type"] == "connection_ack" => {}
            Heard::Closed(found) if *found == code => return,
            _ => {
                let expected = format!("the connection closed with {code}, for {label}");
                return report(graph, ITEM, label, &expected, &heard, &socket);
            }
        }
    }
}
