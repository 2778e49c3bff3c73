//! Requests that are long, deeply nested, invalid or slow.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};

use super::{flood, grows_by_less_than, meanwhile};
use crate::running::{Running, code};

#[tokio::test(flavor = "multi_thread")]
async fn a_request_with_very_many_violations_is_refused_soon() {
    let mock = Running::new().await;
    let lines: Vec<Value> = vec![json!(0); 200_000];
    let unknown: serde_json::Map<String, Value> = (0..60_000).map(|index| (format!("u{index}"), json!(0))).collect();
    for body in [json!({ "lines": lines, "address": 0 }), Value::Object(unknown)] {
        let begun = Instant::now();
        let order = mock.signed(Method::POST, "/orders").header("idempotency-key", "k-1").json(&body);
        let refused: Value = meanwhile(&mock, order.send()).await.unwrap().json().await.unwrap();
        let places = refused["errors"].as_object().map_or(0, serde_json::Map::len);
        assert!((500..=1_000).contains(&places), "{places} places are told");
        assert!(begun.elapsed() < Duration::from_secs(5), "it took {:?}", begun.elapsed());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_journal_keeps_little_of_each_request() {
    let mock = Running::new().await;
    let query = "x".repeat(20_000);
    let wrong = json!({ "lines": vec![json!("y".repeat(1_000)); 100] });
    grows_by_less_than(32, async {
        flood(&mock, 560, async |index| {
            let request = match index % 4 {
                1.. => mock.get(&format!("/books?{query}={index}")),
                0 => mock.signed(Method::POST, "/orders").header("idempotency-key", "k-1").json(&wrong),
            };
            request.send().await.unwrap()
        })
        .await;
    })
    .await;
    let journal = mock.get("/__mock/requests").send().await.unwrap().bytes().await.unwrap();
    assert!(journal.len() < 6 << 20, "the journal has {} bytes", journal.len());
    assert_eq!(mock.server.mock().requests().len(), 500);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_request_may_have_another_seed() {
    let mock = Running::new().await;
    grows_by_less_than(24, async {
        let statuses = flood(&mock, 300, async |index| {
            let seed = format!("seed={index}-{}", "s".repeat(8_000));
            mock.get("/books").header("prefer", seed).send().await.unwrap()
        })
        .await;
        assert!(statuses.iter().all(|status| *status == 200), "{statuses:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_waits_for_those_who_are_kept_waiting() {
    let mock = Running::new().await;
    let rules = json!([
        { "item": "listBooks", "bytesPerSecond": 1, "times": 1 },
        { "item": "listBooks", "when": { "query/limit": 7 }, "latency": 600_000 },
    ]);
    assert_eq!(mock.ask(Method::PUT, "/__mock/rules").json(&rules).send().await.unwrap().status(), 204);
    let patient = |path: &str, prefer: &str| tokio::spawn(mock.get(path).header("prefer", prefer).send());
    let waiting: Vec<_> = (0..50).map(|_| patient("/shelves", "wait=99999999")).collect();
    let slow = patient("/books", "wait=0").await.unwrap().unwrap();
    let held_back = patient("/books?limit=7", "wait=0");
    meanwhile(&mock, tokio::time::sleep(Duration::from_millis(300))).await;
    assert!(waiting.iter().chain([&held_back]).all(|request| !request.is_finished()), "they are kept waiting");
    let begun = Instant::now();
    mock.server.stop().await;
    assert!(begun.elapsed() < Duration::from_secs(5), "the end took {:?}", begun.elapsed());
    slow.bytes().await.unwrap_err();
    assert_eq!(held_back.await.unwrap().unwrap().status(), 200, "it is answered at the end, too");
    for request in waiting {
        assert_eq!(request.await.unwrap().unwrap().status(), 200, "they are answered at the end");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn deep_values_and_long_keys_are_refused() {
    let mock = Running::new().await;
    let deep = format!("{{\"lines\":{}", "[".repeat(300_000));
    let order = mock.signed(Method::POST, "/orders").header("content-type", "application/json");
    let order = order.header("idempotency-key", "k-1").body(deep);
    assert_eq!(code(order.send().await.unwrap(), 400).await, "BAD_REQUEST");
    let key = mock.signed(Method::POST, "/orders").header("idempotency-key", "k".repeat(10_000)).json(&json!({}));
    assert_eq!(code(key.send().await.unwrap(), 422).await, "VALIDATION_FAILED");
    let order = json!({ "lines": [{ "bookId": "01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f", "copies": 2 }],
        "address": { "street": "세종대로 110", "town": "서울" } });
    let key = mock.signed(Method::POST, "/orders").header("idempotency-key", "k".repeat(10_000)).json(&order);
    assert_eq!(code(key.send().await.unwrap(), 400).await, "BAD_REQUEST");
    let id = mock.signed(Method::GET, &format!("/orders/{}", "a".repeat(20_000))).send().await.unwrap();
    assert_eq!(code(id, 400).await, "BAD_REQUEST");
}
