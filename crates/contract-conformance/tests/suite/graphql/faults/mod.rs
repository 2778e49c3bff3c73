//! Mistakes of a target, each of which is found by its rule.

mod errors;
mod requests;
mod results;
mod sockets;
mod things;

use std::sync::Arc;

use contract_conformance::Hints;
use futures_util::future::join_all;
use serde_json::Value;

use super::{
    proxy::{Answer, Call, Mistake, Wrong},
    shown, test,
};

/// A mistake, the rule that finds it, and a part of the cause.
struct Fault {
    name: &'static str,
    rule: &'static str,
    cause: &'static str,
    only: &'static [&'static str],
    mistake: Mistake,
}

/// The maximum number of findings for one mistake.
const FINDINGS: usize = 6;
const BOOKS: &[&str] = &["Query.book", "Query.books"];

fn answer(change: impl Fn(&Call, &mut Answer) + Send + Sync + 'static) -> Mistake {
    Mistake { answer: Arc::new(change), ..Mistake::default() }
}

fn request(change: impl Fn(&mut Call) + Send + Sync + 'static) -> Mistake {
    Mistake { request: Arc::new(change), ..Mistake::default() }
}

/// Changes each object, at any depth.
fn each(value: &mut Value, change: &dyn Fn(&mut Value)) {
    if value.is_object() {
        change(value);
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| each(item, change)),
        Value::Object(members) => members.values_mut().for_each(|inner| each(inner, change)),
        _ => {}
    }
}

fn asks_for(call: &Call, text: &str) -> bool {
    call.body["query"].as_str().is_some_and(|query| query.contains(text))
}

/// Changes each book of an answer.
fn books(change: impl Fn(&mut Value) + Send + Sync + 'static) -> Mistake {
    answer(move |_, answer| {
        each(&mut answer.body, &|object| {
            if object["__typename"] == "Book" {
                change(object);
            }
        });
    })
}

/// Checks that each mistake is found by its rule with its cause.
async fn are_found(faults: Vec<Fault>) {
    let hints = Hints::default();
    let looking = faults.into_iter().map(|fault| {
        let hints = &hints;
        async move {
            let wrong = Wrong::new(fault.mistake).await;
            let report = test(&wrong.url, hints, fault.only).await;
            let mut found = report.findings.iter();
            let is_found = found.any(|finding| finding.rule == fault.rule && finding.cause.contains(fault.cause));
            // One mistake must not lead to hundreds of findings.
            let is_found = is_found && report.findings.len() <= FINDINGS;
            (!is_found).then(|| format!("{}:\n{}", fault.name, shown(&report)))
        }
    });
    let missed: Vec<String> = join_all(looking).await.into_iter().flatten().collect();
    assert!(missed.is_empty(), "not found: {}", missed.join("\n\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn proxy_without_a_mistake_is_not_accused() {
    let wrong = Wrong::new(Mistake::default()).await;
    let report = test(&wrong.url, &Hints::default(), &[]).await;
    assert!(report.findings.is_empty(), "{}", shown(&report));
}
