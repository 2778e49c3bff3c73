//! Sockets whose token expires while they are open.

use contract_model::registry::Reauthentication;
use reqwest::Method;
use serde_json::json;

use crate::{
    running::{Running, data, registry},
    sockets::Desk,
};

/// A token that expires.
async fn signed_in(mock: &Running) -> String {
    let session = mock.ask(Method::POST, "/session").json(&json!({ "name": "ada" })).send().await.unwrap();
    let status = session.status().as_u16();
    data(session, status).await["token"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_socket_is_asked_for_a_new_token_and_closed_without_one() {
    let mut registry = registry();
    let desk = registry.channels.iter_mut().find(|channel| channel.id == "desk").unwrap();
    desk.reauthentication = Some(Reauthentication { asks: "pong".into(), brings: "ping".into() });
    let mock = Running::of(registry, |options| options.token_seconds = Some(3600)).await;
    let mut desk = Desk::open_with(&mock, &signed_in(&mock).await).await;
    desk.send(json!({ "type": "ask", "id": "a", "text": "now?" })).await;
    assert_eq!(desk.types(1).await, ["answer"], "nothing is asked for yet");
    mock.server.mock().advance(3600 - 30).unwrap();
    assert_eq!(desk.types(1).await, ["pong"]);
    mock.server.mock().advance(60).unwrap();
    assert_eq!(desk.closed().await, 4401);
}

#[tokio::test]
async fn a_socket_without_reauthentication_outlives_its_token() {
    let mock = Running::with(|options| options.token_seconds = Some(3600)).await;
    let token = signed_in(&mock).await;
    let mut desk = Desk::open_with(&mock, &token).await;
    mock.server.mock().advance(7200).unwrap();
    assert_eq!(mock.get("/orders/1").bearer_auth(&token).send().await.unwrap().status(), 401, "it has ended");
    desk.send(json!({ "type": "ask", "id": "a", "text": "still there?" })).await;
    assert_eq!(desk.types(1).await, ["answer"]);
}
