//! Large and invalid bodies for the routes under `/__mock/`.

use std::{
    fmt::Write,
    time::{Duration, Instant},
};

use reqwest::{Method, Response};
use serde_json::{Value, json};

use super::{add_book, flood, meanwhile, snapshot};
use crate::running::{Running, data};

const TEN_THOUSAND: usize = 10_000;

async fn send(mock: &Running, method: Method, path: &str, body: impl Into<reqwest::Body>) -> Response {
    meanwhile(mock, mock.ask(method, path).body(body).send()).await.unwrap()
}

async fn mistakes(answer: Response) -> Vec<String> {
    assert_eq!(answer.status(), 422);
    let body: Value = answer.json().await.unwrap();
    body["mistakes"].as_array().unwrap().iter().map(|mistake| mistake.as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_are_bounded() {
    let mock = Running::new().await;
    for (path, bytes) in [("rules", 2 << 20), ("seed", 2 << 20), ("clock", 2 << 20), ("restore", 20 << 20)] {
        let method = if path == "rules" { Method::PUT } else { Method::POST };
        let body = json!({ "seed": "x".repeat(bytes) }).to_string();
        // The mock may close the connection before the whole body is sent.
        let answer = mock.ask(method, &format!("/__mock/{path}")).body(body).send().await;
        assert!(answer.is_err() || answer.is_ok_and(|answer| answer.status() == 413), "{path}");
    }
    for path in ["restore", "scenario", "seed"] {
        for body in ["[".repeat(500_000), format!("a = {}", "[".repeat(500_000)), "{\"a\":".repeat(200_000)] {
            let answer = send(&mock, Method::POST, &format!("/__mock/{path}"), body).await;
            assert_eq!(mistakes(answer).await.len(), 1, "{path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scenario_of_ten_thousand_entities_is_played() {
    let mock = Running::new().await;
    let mut scenario = String::new();
    for index in 0..TEN_THOUSAND {
        let id = format!("{index:08x}-0000-4000-8000-000000000000");
        writeln!(scenario, "[[entities]]\ntype = \"Book\"\nid = \"{id}\"\nproperties = {{ title = \"{index}\" }}")
            .unwrap();
    }
    let begun = Instant::now();
    assert_eq!(send(&mock, Method::POST, "/__mock/scenario", scenario).await.status(), 204);
    let recorded = send(&mock, Method::GET, "/__mock/scenario", "").await.text().await.unwrap();
    assert_eq!(recorded.matches("[[entities]]").count(), TEN_THOUSAND);
    assert!(begun.elapsed() < Duration::from_secs(20), "it took {:?}", begun.elapsed());
    let first = mock.get("/books/00000000-0000-4000-8000-000000000000").send().await.unwrap();
    assert_eq!(data(first, 200).await["title"], "0");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_mistakes_of_a_scenario_are_told() {
    let mock = Running::new().await;
    let wrong = "[[entities]]\ntype = \"Bok\"\n".repeat(TEN_THOUSAND);
    let begun = Instant::now();
    let told = mistakes(send(&mock, Method::POST, "/__mock/scenario", wrong).await).await;
    assert_eq!((told.len(), told[99].split(':').next()), (100, Some("199")), "{}", told[99]);
    assert!(begun.elapsed() < Duration::from_secs(5), "it took {:?}", begun.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_snapshot_does_no_harm() {
    let mock = Running::new().await;
    let number = u64::MAX;
    let foreign = json!({ "seed": "foreign", "changes": {
        "created": { "Nothing": number, "BookId": 2_900_000_000_u64 },
        "entities": [
            { "pool": "Nothing", "id": "x", "isCreated": true, "createdAs": number, "password": "x" },
            { "pool": "BookId", "id": "x", "isCreated": true, "createdAs": number, "maker": "nobody",
              "change": { "overlay": { "properties": { "title": 5, "authors": {} }, "absent": ["isbn", "id"] } } },
            { "pool": "BookId", "id": "x", "change": { "isRemoved": true, "isInitial": true } },
        ],
        "documents": [{ "person": "nobody", "place": "/nowhere", "change": { "isRemoved": true } }],
        "accounts": { "sessions": { "18446744073709551615": { "person": "x", "tokens": { "access": "a" } } },
            "nextTokens": number },
    } });
    let restored = send(&mock, Method::POST, "/__mock/restore", foreign.to_string()).await;
    assert_eq!(restored.status(), 204, "{}", restored.text().await.unwrap());
    for path in ["/__mock/scenario", "/__mock/snapshot", "/__mock/state", "/books", "/shelves"] {
        assert_eq!(mock.get(path).send().await.unwrap().status(), 200, "{path}");
    }
    for _ in 0..3 {
        let session = mock.ask(Method::POST, "/session").json(&json!({ "name": "ada" })).send().await.unwrap();
        let token = data(session, 200).await["token"].as_str().unwrap().to_owned();
        let book = mock.ask(Method::POST, "/books").bearer_auth(token).json(&super::book("토지", 1));
        assert_eq!(data(book.send().await.unwrap(), 201).await["title"], "토지");
    }
    let other = json!({ "seed": "x", "changes": { "created": {}, "orders": [] } }).to_string();
    assert!(
        mistakes(send(&mock, Method::POST, "/__mock/restore", other).await).await[0].contains("unknown field `orders`")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_are_bounded() {
    let mock = Running::new().await;
    let put = async |rules: Value| send(&mock, Method::PUT, "/__mock/rules", rules.to_string()).await;
    let many =
        |count: usize, item: &str| Value::from(vec![json!({ "item": item, "code": "BUSY", "rate": 0.0 }); count]);
    assert_eq!(put(many(1_000, "*")).await.status(), 204);
    flood(&mock, 200, async |_| mock.get("/shelves").send().await.unwrap()).await;
    let told = mistakes(put(many(1_001, "*")).await).await;
    assert_eq!(told, ["rule 1001, `item`: there are 1001 rules, but there must be at most 1000"]);
    let begun = Instant::now();
    let long = json!([{ "item": "x".repeat(500_000), "code": "BUSY" }]);
    assert_eq!(mistakes(put(long).await).await.len(), 1);
    assert!(begun.elapsed() < Duration::from_secs(5), "it took {:?}", begun.elapsed());
    for latency in [json!(7_200_000), json!({ "mean": 1, "deviation": 1e300 }), json!(-1)] {
        assert!(mistakes(put(json!([{ "item": "*", "latency": latency }])).await).await[0].contains("600000"));
    }
    let data = json!([{ "item": "listShelves", "data": "x".repeat(300_000) }]);
    assert!(mistakes(put(data).await).await[0].contains("but must have at most 262144"));
    let endless = json!([{ "item": "*", "after": 5, "times": u64::MAX, "code": "BUSY" }]);
    assert_eq!(put(endless).await.status(), 204);
    for _ in 0..10 {
        let status = mock.get("/books").send().await.unwrap().status();
        assert!(status == 200 || status == 503, "{status}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_state_is_saved_and_restored_again_and_again() {
    let mock = Running::new().await;
    flood(&mock, 25, async |_| add_book(&mock, "large", 400_000).await).await;
    let saved = snapshot(&mock).await.to_string();
    assert!(saved.len() > 4 << 20, "{} bytes", saved.len());
    let statuses = flood(&mock, 8, async |index| match index % 2 {
        0 => mock.get("/__mock/snapshot").send().await.unwrap(),
        _ => mock.ask(Method::POST, "/__mock/restore").body(saved.clone()).send().await.unwrap(),
    })
    .await;
    assert!(statuses.iter().all(|status| [200, 204].contains(status)), "{statuses:?}");
    assert_eq!(snapshot(&mock).await.to_string(), saved);
}
