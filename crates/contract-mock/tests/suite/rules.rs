//! Rules: calls that fail, are delayed, or break off; and preferences of a request.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};

use crate::running::{Running, code, data};

async fn set(mock: &Running, rules: Value) {
    let answer = mock.ask(Method::PUT, "/__mock/rules").json(&rules).send().await.unwrap();
    assert_eq!(answer.status(), 204, "{}", answer.text().await.unwrap());
}

#[tokio::test]
async fn the_third_call_fails() {
    let mock = Running::new().await;
    set(&mock, json!([{ "item": "listShelves", "after": 2, "times": 1, "code": "BUSY" }])).await;
    for status in [200, 200, 503, 200] {
        let answer = mock.get("/shelves").send().await.unwrap();
        assert_eq!(answer.status(), status);
        assert_eq!(answer.headers().contains_key("retry-after"), status == 503);
    }
}

#[tokio::test]
async fn a_share_of_calls_fails_and_the_same_ones_for_the_same_seed() {
    let statuses = async || {
        let mock = Running::new().await;
        set(&mock, json!([{ "item": "*", "rate": 0.3, "code": "INTERNAL" }])).await;
        let mut statuses = Vec::new();
        for _ in 0..60 {
            statuses.push(mock.get("/shelves").send().await.unwrap().status().as_u16());
        }
        statuses
    };
    let first = statuses().await;
    let failed = first.iter().filter(|status| **status == 500).count();
    assert!((9..=27).contains(&failed), "{failed} of 60");
    assert_eq!(statuses().await, first);
}

#[tokio::test]
async fn an_answer_is_late_slow_cut_off_or_never_comes() {
    let mock = Running::new().await;
    set(&mock, json!([{ "item": "listShelves", "latency": { "min": 150, "max": 200 } }])).await;
    let begun = Instant::now();
    let whole = mock.get("/shelves").send().await.unwrap().bytes().await.unwrap();
    assert!(begun.elapsed() >= Duration::from_millis(150));

    let speed = whole.len() * 4;
    set(&mock, json!([{ "item": "listShelves", "bytesPerSecond": speed }])).await;
    let begun = Instant::now();
    assert_eq!(mock.get("/shelves").send().await.unwrap().bytes().await.unwrap(), whole);
    assert!(begun.elapsed() >= Duration::from_millis(200));

    set(&mock, json!([{ "item": "listShelves", "truncate": 20 }])).await;
    let mut cut = mock.get("/shelves").send().await.unwrap();
    assert_eq!(cut.status(), 200);
    assert_eq!(cut.chunk().await.unwrap().unwrap(), whole[..20]);
    cut.chunk().await.unwrap_err();

    set(&mock, json!([{ "item": "listShelves", "reset": true }])).await;
    mock.get("/shelves").send().await.unwrap_err();
    set(&mock, json!([])).await;
    data(mock.get("/shelves").send().await.unwrap(), 200).await;
}

#[tokio::test]
async fn data_is_answered_in_place_of_made_data() {
    let mock = Running::new().await;
    set(&mock, json!([{ "item": "listShelves", "data": [] }])).await;
    assert_eq!(data(mock.get("/shelves").send().await.unwrap(), 200).await, json!([]));
}

#[tokio::test]
async fn a_field_fails_with_a_problem() {
    let mock = Running::open().await;
    set(&mock, json!([{ "item": "query.search", "code": "BUSY" }])).await;
    let query = json!({ "query": "{ search(text: \"토지\") { __typename } }" });
    let answer: Value = mock.ask(Method::POST, "/graphql").json(&query).send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["errors"][0]["extensions"]["problem"]["code"], "BUSY", "{answer}");
}

#[tokio::test]
async fn wrong_rules_are_refused_together() {
    let mock = Running::new().await;
    let rules = json!([
        { "item": "listShelvs", "code": "BUSSY", "rate": 2 },
        { "item": "listShelves", "code": "BOOK_NOT_FOUND" },
        { "item": "listShelves", "data": [{ "id": 1 }] },
        { "item": "listShelves" },
        { "item": "listShelves", "latency": { "min": 5, "max": 1 }, "endAfter": 1 },
    ]);
    let answer = mock.ask(Method::PUT, "/__mock/rules").json(&rules).send().await.unwrap();
    assert_eq!(answer.status(), 422);
    let mistakes: Value = answer.json().await.unwrap();
    let mistakes: Vec<&str> = mistakes["mistakes"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let expected = [
        "rule 1, `item`: the contract has no operation, channel or field `listShelvs`: did you mean listShelves",
        "rule 1, `rate`: it is 2, but must be from 0 to 1",
        "rule 2, `code`: `listShelves` cannot answer `BOOK_NOT_FOUND`: it answers ",
        "rule 3, `data`: it does not fit the answer of `listShelves`: at ",
        "rule 4, `item`: the rule does nothing",
        "rule 5, `latency`: min is 5, which is above max, 1",
        "rule 5, `endAfter`: only a channel or a subscription ends after a number of messages",
    ];
    for start in expected {
        assert!(mistakes.iter().any(|mistake| mistake.starts_with(start)), "{start} is not in {mistakes:#?}");
    }
    assert_eq!(mock.server.mock().rules(), [], "none of them is taken");
}

#[tokio::test]
async fn a_preference_chooses_the_answer() {
    let mock = Running::new().await;
    let prefer = |preference: &str| mock.get("/shelves").header("prefer", preference).send();
    assert_eq!(code(prefer("code=503").await.unwrap(), 503).await, "BUSY");
    let wrong = prefer("code=418").await.unwrap();
    assert_eq!(wrong.status(), 400);
    assert!(wrong.text().await.unwrap().contains("`listShelves` has no answer 418. It has 200, 400, 406"));
    let made = data(prefer("dynamic=true").await.unwrap(), 200).await;
    assert_ne!(data(prefer("seed=another").await.unwrap(), 200).await, made);
    assert_ne!(data(prefer("dynamic=false").await.unwrap(), 200).await, made);
    let begun = Instant::now();
    assert_eq!(data(prefer("wait=1").await.unwrap(), 200).await, made);
    assert!(begun.elapsed() >= Duration::from_secs(1));

    let book = "/books/01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f";
    let patch = mock.signed(Method::PATCH, book).header("prefer", "code=204").json(&json!({ "title": "x" }));
    assert_eq!(patch.send().await.unwrap().status(), 204, "a second declared success");
}
