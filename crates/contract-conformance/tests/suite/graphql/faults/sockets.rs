//! Mistakes on sockets.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{Fault, are_found, each};
use crate::graphql::{
    TWO_PERSONS,
    proxy::{LetsIn, Mistake, Wrong},
    read_hints, shown, test,
};

const SUBSCRIPTIONS: &[&str] = &["Mutation.placeOrder", "Subscription.*", "signIn"];

fn heard(change: impl Fn(&mut Value) + Send + Sync + 'static) -> Mistake {
    Mistake { heard: Arc::new(change), ..Mistake::default() }
}

/// Mistakes on sockets.
fn of_sockets() -> Vec<Fault> {
    let rule = "graphql-subscription";
    let fault = |name, rule, cause, mistake| Fault { name, rule, cause, only: SUBSCRIPTIONS, mistake };
    vec![
        fault("another subprotocol", rule, "handshake", Mistake { protocol: "graphql-ws", ..Mistake::default() }),
        fault(
            "no acknowledgement",
            rule,
            "connection_init",
            heard(|message| {
                if message["type"] == "connection_ack" {
                    message["type"] = json!("ack");
                }
            }),
        ),
        fault(
            "no pong",
            rule,
            "ping",
            heard(|message| {
                if message["type"] == "pong" {
                    message["type"] = json!("PONG");
                }
            }),
        ),
        fault(
            "a subscription that does not end",
            rule,
            "query",
            heard(|message| {
                if message["id"] == "q" && message["type"] == "next" {
                    message["id"] = json!("events");
                }
            }),
        ),
        fault(
            "another code",
            rule,
            "a second `connection_init`",
            Mistake { closes_with: Some(1011), ..Mistake::default() },
        ),
        fault(
            "an invalid document as a result",
            rule,
            "invalid document",
            heard(|message| {
                if message["type"] == "error" {
                    message["type"] = json!("next");
                    message["payload"] = json!({ "errors": message["payload"] });
                }
            }),
        ),
        fault(
            "no end of a query",
            rule,
            "complete",
            heard(|message| {
                if message["type"] == "complete" {
                    message["id"] = json!("another");
                }
            }),
        ),
        fault(
            "an event of another type",
            "graphql-result",
            "DateTime: pattern",
            heard(|message| {
                each(message, &|object| {
                    if object["__typename"] == "Order" {
                        object["placedAt"] = json!("yesterday");
                    }
                });
            }),
        ),
        fault(
            "events without a token",
            "graphql-authentication",
            "Subscription.orderEvents",
            Mistake { lets_in: LetsIn::Strangers, ..Mistake::default() },
        ),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_sockets_are_found() {
    are_found(of_sockets()).await;
}

/// In this shop, every caller counts as Ada.
#[tokio::test(flavor = "multi_thread")]
async fn things_of_another_person_are_found() {
    let mistake = Mistake { lets_in: LetsIn::Everybody, ..Mistake::default() };
    let wrong = Wrong::shop(mistake).await;
    let hints = read_hints(TWO_PERSONS);
    let report = test(&wrong.url, &hints, SUBSCRIPTIONS).await;
    let mut found = report.findings.iter();
    let is_found =
        found.any(|finding| finding.rule == "ownership" && finding.cause.starts_with("Subscription.orderEvents"));
    assert!(is_found, "{}", shown(&report));
}
