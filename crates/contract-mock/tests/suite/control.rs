//! `/__mock/`: reset, seed, snapshots, the journal and the clock.

use contract_mock::MockServer;
use reqwest::{Client, Method};
use serde_json::{Value, json};

use crate::running::{Running, code, data, registry};

#[tokio::test]
async fn a_reset_forgets_changes_and_a_seed_begins_anew() {
    let mock = Running::new().await;
    let before = data(mock.get("/shelves").send().await.unwrap(), 200).await;
    let path = format!("/orders/{}", mock.order("k-1").await["id"].as_str().unwrap());
    assert_eq!(mock.signed(Method::DELETE, &path).send().await.unwrap().status(), 204);
    assert_eq!(mock.ask(Method::POST, "/__mock/reset").send().await.unwrap().status(), 204);
    data(mock.signed(Method::GET, &path).send().await.unwrap(), 200).await;

    let seed = mock.ask(Method::POST, "/__mock/seed").json(&json!({ "seed": "another" }));
    assert_eq!(seed.send().await.unwrap().status(), 204);
    assert_ne!(data(mock.get("/shelves").send().await.unwrap(), 200).await, before);
    let state: Value = mock.get("/__mock/state").send().await.unwrap().json().await.unwrap();
    assert_eq!(state["seed"], "another");
}

#[tokio::test]
async fn a_snapshot_is_restored_in_another_mock() {
    let (one, other) = tokio::join!(Running::new(), Running::new());
    let order = one.order("k-1").await;
    let path = format!("/orders/{}", order["id"].as_str().unwrap());
    let snapshot = one.get("/__mock/snapshot").send().await.unwrap().bytes().await.unwrap();
    assert_eq!(other.ask(Method::POST, "/__mock/restore").body(snapshot).send().await.unwrap().status(), 204);
    assert_eq!(data(other.signed(Method::GET, &path).send().await.unwrap(), 200).await, order);

    let broken = other.ask(Method::POST, "/__mock/restore").body("{\"seed\": 1}").send().await.unwrap();
    assert_eq!(broken.status(), 422);
    assert!(broken.text().await.unwrap().contains("expected a string"));
}

#[tokio::test]
async fn the_journal_names_operations_and_violations() {
    let mock = Running::new().await;
    mock.get("/books").send().await.unwrap();
    mock.ask(Method::POST, "/session").json(&json!({ "name": 5 })).send().await.unwrap();
    let journal: Value = mock.get("/__mock/requests").send().await.unwrap().json().await.unwrap();
    let entry = |index: usize| &journal["requests"][index];
    assert_eq!((&entry(1)["item"], &entry(1)["status"]), (&json!("listBooks"), &json!(200)));
    assert_eq!((&entry(0)["item"], &entry(0)["code"]), (&json!("signIn"), &json!("VALIDATION_FAILED")));
    assert_eq!(mock.server.mock().requests().len(), 2, "the routes of the mock itself are not noted");
    let page = mock.get("/__mock/").send().await.unwrap();
    assert!(page.text().await.unwrap().contains("Requests of the mock"));
}

#[tokio::test]
async fn tokens_end_by_the_clock_of_the_mock() {
    let mock = Running::new().await;
    let session =
        data(mock.ask(Method::POST, "/session").json(&json!({ "name": "ada" })).send().await.unwrap(), 200).await;
    let token = session["token"].as_str().unwrap();
    let path = format!("/orders/{}", mock.order("k-1").await["id"].as_str().unwrap());
    let read = || mock.get(&path).bearer_auth(token).send();
    data(read().await.unwrap(), 200).await;
    assert_eq!(mock.ask(Method::DELETE, "/session").bearer_auth(token).send().await.unwrap().status(), 204);
    assert_eq!(code(read().await.unwrap(), 401).await, "UNAUTHENTICATED");

    let clock = |seconds: i64| mock.ask(Method::POST, "/__mock/clock").json(&json!({ "seconds": seconds })).send();
    assert_eq!(clock(3600).await.unwrap().status(), 200);
    assert_eq!(clock(i64::MAX).await.unwrap().status(), 422);
}

#[tokio::test]
async fn control_can_be_left_out() {
    let mock = Running::with(|options| options.control = false).await;
    assert_eq!(code(mock.get("/__mock/state").send().await.unwrap(), 404).await, "NOT_FOUND");
}

#[tokio::test]
async fn a_port_in_use_is_named() {
    let mock = MockServer::start(registry()).await.unwrap();
    let options = contract_mock::Options::default();
    let again = MockServer::start_with(registry(), &options, mock.address(), axum::Router::new());
    let error = again.await.unwrap_err().to_string();
    assert_eq!(error, format!("cannot listen on {}: name another address, or port 0 for a free one", mock.address()));
    let url = mock.url();
    mock.stop().await;
    assert!(Client::new().get(url).send().await.is_err());
}
