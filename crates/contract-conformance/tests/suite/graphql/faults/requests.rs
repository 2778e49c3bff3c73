//! Mistakes in reading requests, and in the authorisation of their senders.

use std::sync::{Arc, Mutex, PoisonError};

use axum::http::header;
use contract_conformance::{Contract, Hints, Observer, Options, Part, run};
use serde_json::{Value, json};

use super::{Fault, answer, are_found, asks_for, each, request};
use crate::graphql::{
    proxy::{LetsIn, Mistake, Wrong},
    registry, shown,
};

const FIELDS: &[&str] = &["Query.*", "Mutation.addBook", "signIn"];

/// Mistakes in reading requests.
fn of_requests() -> Vec<Fault> {
    let fault = |name, rule, cause, mistake| Fault { name, rule, cause, only: FIELDS, mistake };
    let first = "/variables/first";
    vec![
        fault(
            "more than the largest page",
            "graphql-argument",
            "Query.books(first): maximum",
            request(move |call| {
                if let Some(place) = call.body.pointer_mut(first).filter(|first| first.as_u64() > Some(100)) {
                    *place = json!(100);
                }
            }),
        ),
        fault(
            "less than the largest page",
            "graphql-argument",
            "Query.books(first): maximum, at its edge",
            request(move |call| {
                if let Some(place) = call.body.pointer_mut(first).filter(|first| **first == json!(100)) {
                    *place = json!(101);
                }
            }),
        ),
        fault(
            "an unknown property is ignored",
            "graphql-argument",
            "additionalProperties",
            request(|call| {
                each(&mut call.body, &|object| {
                    object.as_object_mut().expect("it is an object").remove("conformanceUnknown");
                });
            }),
        ),
        fault(
            "another default of an argument",
            "graphql-default",
            "Query.books(first)",
            request(move |call| {
                if asks_for(call, "{ books") && call.body.pointer(first).is_none() {
                    let query = call.body["query"].as_str().unwrap_or_default();
                    let query = query.replace("(first: $first)", "").replacen("{ books", "{ books(first: 3)", 1);
                    call.body["query"] = query.replace("($first: Int)", "").into();
                }
            }),
        ),
        fault(
            "another default of a property",
            "graphql-default",
            "Mutation.addBook(binding)",
            request(|call| {
                if let Some(Value::Object(input)) = call.body.pointer_mut("/variables/input") {
                    input.entry("binding").or_insert("ebook".into());
                }
            }),
        ),
        fault(
            "a valid argument is refused",
            "graphql-success",
            "Query.search",
            request(|call| {
                if asks_for(call, "{ search(") {
                    call.body["variables"]["text"] = json!("");
                }
            }),
        ),
        fault(
            "no token is needed",
            "graphql-authentication",
            "Mutation.addBook",
            Mistake { lets_in: LetsIn::Strangers, ..Mistake::default() },
        ),
        fault(
            "a token is needed",
            "public",
            "Query.search",
            answer(|call, answer| {
                if asks_for(call, "{ search(") && !call.headers.contains_key(header::AUTHORIZATION) {
                    answer.status = 401;
                    answer.body = json!({ "errors": [{ "message": "sign in" }] });
                }
            }),
        ),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_readings_of_requests_are_found() {
    are_found(of_requests()).await;
}

/// A read-only run sends only queries.
#[tokio::test(flavor = "multi_thread")]
async fn queries_alone_are_sent_where_nothing_may_be_changed() {
    let sent: Arc<Mutex<Vec<Value>>> = Arc::default();
    let note = Arc::clone(&sent);
    let wrong =
        Wrong::new(request(move |call| note.lock().unwrap_or_else(PoisonError::into_inner).push(call.body.clone())))
            .await;
    let options = Options { is_read_only: true, token: Some("of:nobody".into()), ..Options::default() };
    let (contract, hints) = (Contract::new(registry()), Hints::default());
    let report = run(&contract, &wrong.url, &hints, &options, Observer::default()).await;
    let report = report.expect("the target answers");
    let sent = sent.lock().unwrap_or_else(PoisonError::into_inner);
    assert!(sent.iter().any(|body| body["query"].as_str().is_some_and(|query| query.contains("{ books"))));
    for body in &*sent {
        let query = body["query"].as_str().unwrap_or_default();
        assert!(!query.starts_with("mutation") && !query.starts_with("subscription"), "{query}");
    }
    assert!(report.timings.iter().all(|timing| timing.part != Part::Subscriptions), "{}", shown(&report));
}
