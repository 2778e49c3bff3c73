//! Rules that look at the values of a call, and rules about messages and modules.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    running::{Running, code, data},
    sockets::Desk,
};

const BOOK: &str = "01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f";

async fn set(mock: &Running, rules: Value) {
    let answer = mock.ask(Method::PUT, "/__mock/rules").json(&rules).send().await.unwrap();
    assert_eq!(answer.status(), 204, "{}", answer.text().await.unwrap());
}

async fn mistakes(mock: &Running, rule: Value) -> Vec<String> {
    let answer = mock.ask(Method::PUT, "/__mock/rules").json(&json!([rule])).send().await.unwrap();
    assert_eq!(answer.status(), 422);
    let body: Value = answer.json().await.unwrap();
    serde_json::from_value(body["mistakes"].clone()).unwrap()
}

#[tokio::test]
async fn a_rule_holds_for_the_calls_whose_values_it_names() {
    let mock = Running::new().await;
    let rules = json!([
        { "item": "getBook", "when": { "path/id": BOOK }, "code": "BOOK_NOT_FOUND" },
        { "item": "changeBook", "when": { "/title": "토지", "path/id": BOOK }, "code": "BUSY" },
        { "item": "query.books", "when": { "/first": 3 }, "code": "BUSY" },
    ]);
    set(&mock, rules).await;
    let books: Value = mock.get("/books").send().await.unwrap().json().await.unwrap();
    let other = books["data"]["items"][0]["id"].as_str().unwrap().to_owned();
    assert_ne!(other, BOOK);
    assert_eq!(code(mock.get(&format!("/books/{BOOK}")).send().await.unwrap(), 404).await, "BOOK_NOT_FOUND");
    data(mock.get(&format!("/books/{other}")).send().await.unwrap(), 200).await;
    for (id, title, status) in [(BOOK, "토지", 503), (BOOK, "태백산맥", 200), (other.as_str(), "토지", 200)] {
        let change = mock.signed(Method::PATCH, &format!("/books/{id}")).json(&json!({ "title": title }));
        assert_eq!(change.send().await.unwrap().status(), status, "{title} for {id}");
    }
    for (first, fails) in [(3, true), (2, false)] {
        let query = json!({ "query": format!("{{ books(first: {first}) {{ totalCount }} }}") });
        let answer: Value = mock.ask(Method::POST, "/graphql").json(&query).send().await.unwrap().json().await.unwrap();
        assert_eq!(answer.get("errors").is_some(), fails, "{answer}");
    }
}

#[tokio::test]
async fn a_rule_with_values_delays_and_breaks_off_its_answers() {
    let mock = Running::new().await;
    let rule = json!([{ "item": "getBook", "when": { "path/id": BOOK }, "latency": 150, "truncate": 20 }]);
    set(&mock, rule).await;
    let begun = Instant::now();
    let mut cut = mock.get(&format!("/books/{BOOK}")).send().await.unwrap();
    assert!(begun.elapsed() >= Duration::from_millis(150));
    assert_eq!(cut.chunk().await.unwrap().unwrap().len(), 20);
    cut.chunk().await.unwrap_err();
}

#[tokio::test]
async fn bytes_are_compared_as_text() {
    let mock = Running::new().await;
    set(&mock, json!([{ "item": "setCover", "when": { "": "no picture" }, "code": "BOOK_NOT_FOUND" }])).await;
    for (bytes, status) in [("no picture", 404), ("a picture", 204)] {
        let cover = mock.signed(Method::PUT, &format!("/books/{BOOK}/cover")).header("content-type", "image/png");
        assert_eq!(cover.body(bytes).send().await.unwrap().status(), status, "{bytes}");
    }
}

#[tokio::test]
async fn a_module_fails_as_a_whole() {
    let mock = Running::new().await;
    set(&mock, json!([{ "item": "catalogue/*", "code": "BUSY" }])).await;
    assert_eq!(mock.get("/shelves").send().await.unwrap().status(), 503);
    let query = json!({ "query": "{ books { totalCount } }" });
    let answer: Value = mock.ask(Method::POST, "/graphql").json(&query).send().await.unwrap().json().await.unwrap();
    assert!(answer.get("errors").is_some(), "{answer}");
    mock.order("k-1").await;
}

#[tokio::test]
async fn a_message_is_answered_otherwise_by_its_values() {
    let mock = Running::new().await;
    let rules = json!([
        { "item": "desk.ask", "when": { "/text": "twice" }, "answers": ["answer", "answer"] },
        { "item": "desk.ask", "when": { "/text": "wrong" }, "latency": 100, "code": "BUSY" },
    ]);
    set(&mock, rules).await;
    let mut desk = Desk::open(&mock).await;
    desk.send(json!({ "type": "ask", "id": "a", "text": "once" })).await;
    assert_eq!(desk.types(1).await, ["answer"]);
    desk.send(json!({ "type": "ask", "id": "b", "text": "twice" })).await;
    assert_eq!(desk.types(2).await, ["answer", "answer"]);
    let begun = Instant::now();
    desk.send(json!({ "type": "ask", "id": "c", "text": "wrong" })).await;
    // The desk has no message for errors.
    assert_eq!(desk.closed().await, 1008);
    assert!(begun.elapsed() >= Duration::from_millis(100));
}

#[tokio::test]
async fn values_that_no_call_has_are_refused() {
    let mock = Running::new().await;
    let cases = [
        (
            json!({ "item": "getBook", "when": { "path/isbn": "x" }, "code": "BUSY" }),
            "`when`: a call of `getBook` has no value at `path/isbn`",
        ),
        (json!({ "item": "changeBook", "when": { "/title": 1 }, "code": "BUSY" }), "`when`: `/title` is never 1"),
        (
            json!({ "item": "*", "when": { "/price": 1 }, "code": "BUSY" }),
            "`when`: a call of `*` has no value at `/price`",
        ),
        (json!({ "item": "getBook", "set": { "/price": "low" } }), "`set`: `/price` cannot be \"low\""),
        (json!({ "item": "getBook", "set": { "/cost": 1 } }), "`set`: `getBook` answers nothing at `/cost`"),
        (
            json!({ "item": "getBook", "set": { "/title": "{/title}" } }),
            "`set`: a call of `getBook` has no value at `{/title}`",
        ),
        (
            json!({ "item": "getBook", "file": { "at": "/homepage", "mediaType": "image/png" } }),
            "`file`: `getBook` takes no file",
        ),
        (
            json!({ "item": "desk.ask", "answers": ["pong"] }),
            "`answers`: `desk.ask` is not answered with `pong`, but with answer",
        ),
        (json!({ "item": "getBook", "series": 1 }), "`series`: only a feed or a subscription"),
        (json!({ "item": "getBook", "then": [{ "creates": "Boook" }] }), "did you mean Book"),
        (
            json!({ "item": "getBook", "then": [{ "creates": "Book", "properties": { "cost": 1 } }] }),
            "`Book` has no property `cost`",
        ),
        (json!({ "item": "getBook", "then": [{ "document": "/nowhere" }] }), "no GET operation reads `/nowhere`"),
        (
            json!({ "item": "getBook", "then": [{ "sends": "hello" }] }),
            "no socket of the contract sends a message `hello`",
        ),
        (
            json!({ "item": "getBook", "then": [{ "on": "close", "sends": "pong" }] }),
            "`on` is no problem of the contract, but `close`",
        ),
        (json!({ "item": "getBook", "then": [{}] }), "`then` needs one of"),
        (json!({ "item": "shop/*", "code": "BUSY" }), "the contract has no operation, channel or field `shop/*`"),
        (json!({ "item": "catalogue/*", "code": "OUT_OF_STOCK" }), "`catalogue/*` cannot answer `OUT_OF_STOCK`"),
    ];
    for (rule, expected) in cases {
        let found = mistakes(&mock, rule).await;
        assert!(found.iter().any(|mistake| mistake.contains(expected)), "{expected} is not among {found:?}");
    }
}
