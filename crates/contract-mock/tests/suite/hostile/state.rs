//! Floods of creations, changes and keys.

use std::collections::HashSet;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{add_book, book, flood, grows_by_less_than, snapshot};
use crate::running::{Running, data};

/// The number of created entities that are kept per pool.
const KEPT: usize = 500;

async fn title(mock: &Running, location: &str) -> Value {
    data(mock.get(location).send().await.unwrap(), 200).await["title"].clone()
}

fn entities(snapshot: &Value) -> &Vec<Value> {
    snapshot["changes"]["entities"].as_array().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_oldest_created_entities_are_forgotten_and_no_id_is_given_twice() {
    let mock = Running::new().await;
    let first = add_book(&mock, "first", 1).await.headers()["location"].to_str().unwrap().to_owned();
    assert_eq!(title(&mock, &first).await, "first");
    grows_by_less_than(24, async {
        let statuses = flood(&mock, 1_000, async |index| add_book(&mock, &format!("book {index}"), 1).await).await;
        assert!(statuses.iter().all(|status| *status == 201), "{statuses:?}");
    })
    .await;
    assert_ne!(title(&mock, &first).await, "first", "it is an id that nobody gave out again");
    let before = snapshot(&mock).await;
    let ids: HashSet<&str> = entities(&before).iter().map(|entity| entity["id"].as_str().unwrap()).collect();
    assert_eq!((ids.len(), entities(&before).len()), (KEPT, KEPT));
    assert_eq!(before["changes"]["created"], json!({ "BookId": 1_001 }));

    // Another mock continues with the next id, from a snapshot and from a scenario.
    let next = add_book(&mock, "next", 1).await.headers()["location"].to_str().unwrap().to_owned();
    assert!(!ids.contains(next.strip_prefix("/books/").unwrap()));
    let restored = Running::new().await;
    let restore = restored.ask(Method::POST, "/__mock/restore").json(&before).send().await.unwrap();
    assert_eq!(restore.status(), StatusCode::NO_CONTENT);
    assert_eq!(add_book(&restored, "next", 1).await.headers()["location"], next);
    let recorded = mock.get("/__mock/scenario").send().await.unwrap().text().await.unwrap();
    let playing = Running::new().await;
    let played = playing.ask(Method::POST, "/__mock/scenario").body(recorded).send().await.unwrap();
    assert_eq!(played.status(), StatusCode::NO_CONTENT, "{}", played.text().await.unwrap());
    assert_eq!(title(&playing, &next).await, "next");
    let (one, other) = (add_book(&mock, "last", 1).await, add_book(&playing, "last", 1).await);
    assert_eq!(one.headers()["location"], other.headers()["location"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn large_entities_take_a_bounded_memory() {
    let mock = Running::new().await;
    grows_by_less_than(64, async {
        let statuses = flood(&mock, 100, async |_| add_book(&mock, "large", 400_000).await).await;
        assert!(statuses.iter().all(|status| *status == 201), "{statuses:?}");
    })
    .await;
    let kept = snapshot(&mock).await.to_string().len();
    assert!((4 << 20..9 << 20).contains(&kept), "{kept} bytes are kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_of_ids_that_nobody_gave_out_take_a_bounded_memory() {
    let mock = Running::new().await;
    let path = |index: usize| format!("/books/{index:08x}-0000-4000-8000-000000000000");
    let homepage = format!("https://example.com/{}", "x".repeat(30_000));
    let statuses = flood(&mock, 320, async |index| {
        let change = mock.signed(Method::PATCH, &path(index)).json(&json!({ "homepage": homepage }));
        change.send().await.unwrap()
    })
    .await;
    assert!(statuses.iter().all(|status| *status == 200), "{statuses:?}");
    let kept = snapshot(&mock).await;
    assert!(kept.to_string().len() < 9 << 20);
    let is_kept = |index: usize| entities(&kept).iter().any(|entity| entity["id"] == path(index)["/books/".len()..]);
    assert_eq!((is_kept(0), is_kept(319)), (false, true), "the oldest change is forgotten, the newest one kept");
    let removed = mock.signed(Method::DELETE, "/orders/00000000-0000-4000-8000-000000000000").send().await.unwrap();
    assert_eq!(removed.status(), StatusCode::NO_CONTENT);
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_under_keys_take_a_bounded_memory() {
    let mock = Running::new().await;
    let add = async |key: &str| {
        let request = mock.signed(Method::POST, "/books").header("idempotency-key", key);
        request.json(&book("large", 900_000)).send().await.unwrap()
    };
    grows_by_less_than(96, async {
        let statuses = flood(&mock, 80, async |index| add(&format!("k-{index}")).await).await;
        assert!(statuses.iter().all(|status| *status == 201), "{statuses:?}");
    })
    .await;
    assert_eq!(add("k-79").await.headers()["idempotency-replayed"], "true", "the newest answer is kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn entities_of_a_scenario_outlast_those_of_requests() {
    let mock = Running::new().await;
    let id = "00000000-0000-4000-8000-000000000001";
    let scenario = format!("[[entities]]\ntype = \"Book\"\nid = \"{id}\"\nproperties = {{ title = \"토지\" }}\n");
    mock.server.mock().play("mock.toml", &scenario).unwrap();
    let token = mock.server.mock().first_account().token;
    let statuses = flood(&mock, 600, async |_| {
        mock.ask(Method::POST, "/books").bearer_auth(&token).json(&book("flood", 20_000)).send().await.unwrap()
    })
    .await;
    assert!(statuses.iter().all(|status| *status == 201), "{statuses:?}");
    assert_eq!(title(&mock, &format!("/books/{id}")).await, "토지");
}
