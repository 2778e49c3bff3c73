//! The channels of `contract-axum` send and accept what the contract declares, and end as the protocols require; over
//! real connections to the bookshop's desk and to the events of its orders.

use std::time::Duration;

use bookshop::{
    open::Open,
    orders::OrderId,
    shop::{GOODBYE, PANICS, WAIT},
};
use contract_axum::Settings;
use futures_util::{SinkExt, StreamExt};
use reqwest::{Client, header};
use serde_json::{Value, json};
use tests::socket::{Socket, connect, end, hear, is_kept_alive, say};
use tokio_tungstenite::tungstenite::{Error, Message};

/// An open bookshop, and a customer.
struct Visit {
    open: Open,
    client: Client,
}

impl Visit {
    async fn new() -> Self {
        let settings = Settings {
            json_limit: 4096,
            handler_timeout: Duration::from_millis(200),
            heartbeat: Duration::from_millis(100),
            idle_timeout: Duration::from_millis(500),
            write_timeout: Duration::from_millis(300),
            ..Settings::default()
        };
        Self { open: Open::new(settings).await, client: Client::new() }
    }

    async fn order(&self) -> OrderId {
        let lines = json!([{ "bookId": "01936f5f-2b3c-7d4e-8f50-61728394a5b6", "copies": 2 }]);
        let order = json!({ "lines": lines, "address": { "street": "세종대로 110", "town": "서울" } });
        let request = self.client.post(self.open.http("/orders")).bearer_auth("of:ada");
        let refused = request.try_clone().unwrap().json(&order).send().await.unwrap();
        assert_eq!(refused.status(), 400, "an order needs a key");
        let answer: Value =
            request.header("idempotency-key", "k-1").json(&order).send().await.unwrap().json().await.unwrap();
        serde_json::from_value(answer["data"]["id"].clone()).unwrap()
    }

    async fn events(&self, id: OrderId, after: Option<&str>) -> reqwest::Response {
        let request = self
            .client
            .get(self.open.http(&format!("/orders/{}/events", id.0)))
            .bearer_auth("of:ada")
            .header(header::ACCEPT, "text/event-stream");
        let request = if let Some(after) = after { request.header("last-event-id", after) } else { request };
        request.send().await.unwrap()
    }

    async fn desk(&self) -> Socket {
        connect(&self.open.ws("/desk"), Some(("authorization", "Bearer of:ada"))).await.unwrap()
    }
}

/// The next event of a feed: its fields by name.
async fn event(response: &mut reqwest::Response, buffer: &mut String) -> Vec<(String, String)> {
    loop {
        while let Some((block, rest)) = buffer.split_once("\n\n") {
            let lines = block.lines().filter(|line| !line.starts_with(':')).filter_map(|line| line.split_once(": "));
            let fields: Vec<_> = lines.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            let rest = rest.to_owned();
            *buffer = rest;
            if !fields.is_empty() {
                return fields;
            }
        }
        let chunk = tokio::time::timeout(Duration::from_secs(5), response.chunk()).await.unwrap().unwrap();
        let Some(chunk) = chunk else { return Vec::new() };
        buffer.push_str(std::str::from_utf8(&chunk).unwrap());
    }
}

#[tokio::test]
async fn feed_sends_events_and_resumes_after_the_last_id() {
    let visit = Visit::new().await;
    let id = visit.order().await;
    let mut feed = visit.events(id, None).await;
    assert_eq!(feed.status(), 200);
    assert_eq!(feed.headers()[header::CONTENT_TYPE], "text/event-stream");
    assert_eq!(feed.headers()[header::CACHE_CONTROL], "no-store");
    let mut buffer = String::new();
    assert_eq!(event(&mut feed, &mut buffer).await, [("retry".into(), "3000".into())]);
    let placed = event(&mut feed, &mut buffer).await;
    let names: Vec<_> = placed.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["event", "data", "id"]);
    assert_eq!(placed[0].1, "placed", "the type of the message");
    let data: Value = serde_json::from_str(&placed[1].1).unwrap();
    assert_eq!(data["order"]["address"]["town"], "서울");
    visit.open.shop.ship(id);
    assert_eq!(event(&mut feed, &mut buffer).await[0].1, "shipped");

    // Interrupted after the first event, the feed resumes with the second.
    drop(feed);
    let mut again = visit.events(id, Some(&placed[2].1)).await;
    let mut buffer = String::new();
    event(&mut again, &mut buffer).await;
    assert_eq!(event(&mut again, &mut buffer).await[0].1, "shipped");
}

#[tokio::test]
async fn feed_sends_heartbeats_and_ends_with_the_server() {
    let visit = Visit::new().await;
    let mut feed = visit.events(visit.order().await, None).await;
    let mut text = String::new();
    while !text.contains("\n:") {
        text.push_str(std::str::from_utf8(&feed.chunk().await.unwrap().unwrap()).unwrap());
    }
    visit.open.closing.cancel();
    while let Some(chunk) = feed.chunk().await.unwrap() {
        text.push_str(std::str::from_utf8(&chunk).unwrap());
    }
    assert!(text.ends_with("\n\n"), "no event is cut: {text:?}");
}

#[tokio::test]
async fn a_feed_that_cannot_be_opened_is_a_problem() {
    let visit = Visit::new().await;
    let id = visit.order().await;
    let url = visit.open.http(&format!("/orders/{}/events", id.0));
    let ask = |token: &str| visit.client.get(&url).bearer_auth(token);
    for (request, status, code) in [
        (visit.client.get(&url), 401, "UNAUTHENTICATED"),
        (ask("forged"), 401, "UNAUTHENTICATED"),
        (ask("of:charles"), 404, "ORDER_NOT_FOUND"),
        (ask("of:ada").header(header::ACCEPT, "application/json"), 406, "NOT_ACCEPTABLE"),
        (ask("of:ada").header("x-api-version", "v2"), 400, "BAD_REQUEST"),
        (visit.client.post(&url).bearer_auth("of:ada"), 405, "METHOD_NOT_ALLOWED"),
    ] {
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), status, "{code}");
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/problem+json");
        assert_eq!(answer.json::<Value>().await.unwrap()["code"], code);
    }
}

#[tokio::test]
async fn socket_answers_messages() {
    let visit = Visit::new().await;
    let mut socket = visit.desk().await;
    say(&mut socket, &json!({ "type": "ask", "id": "q-1", "text": "어디" })).await;
    assert_eq!(hear(&mut socket).await, json!({ "type": "answer", "id": "q-1", "text": "ada: 어디?" }));
    say(&mut socket, &json!({ "type": "ping" })).await;
    assert_eq!(hear(&mut socket).await, json!({ "type": "pong" }));
    let mut other = visit.desk().await;
    say(&mut other, &json!({ "type": "ask", "text": "me" })).await;
    assert_eq!(hear(&mut other).await["text"], "ada: me?", "each connection has a line of its own");
    socket.close(None).await.unwrap();
    while let Some(frame) = socket.next().await {
        assert!(frame.is_ok(), "the handshake is completed: {frame:?}");
    }
}

#[tokio::test]
async fn invalid_message_is_answered_and_the_socket_stays_open() {
    let visit = Visit::new().await;
    let mut socket = visit.desk().await;
    for (text, code) in [
        ("{", "BAD_REQUEST"),
        ("[]", "VALIDATION_FAILED"),
        ("null", "VALIDATION_FAILED"),
        (r#"{"type":"shout"}"#, "VALIDATION_FAILED"),
        (r#"{"type":"ask"}"#, "VALIDATION_FAILED"),
        (r#"{"type":"ping","loud":true}"#, "VALIDATION_FAILED"),
    ] {
        socket.send(Message::text(text)).await.unwrap();
        assert_eq!(hear(&mut socket).await, json!({ "type": "answer", "text": code }), "{text}");
    }
    let deep = format!("{}1{}", "[".repeat(1000), "]".repeat(1000));
    socket.send(Message::text(deep)).await.unwrap();
    assert_eq!(hear(&mut socket).await["text"], "BAD_REQUEST");
    for (text, code) in [(PANICS, "INTERNAL"), (WAIT, "TIMEOUT")] {
        say(&mut socket, &json!({ "type": "ask", "id": "q-2", "text": text })).await;
        assert_eq!(hear(&mut socket).await, json!({ "type": "answer", "id": "q-2", "text": code }));
    }
    say(&mut socket, &json!({ "type": "ask", "id": "q-3", "text": "still" })).await;
    assert_eq!(hear(&mut socket).await["text"], "ada: still?");
}

#[tokio::test]
async fn socket_closes_with_code_and_reason() {
    let visit = Visit::new().await;
    let mut socket = visit.desk().await;
    say(&mut socket, &json!({ "type": "ask", "text": GOODBYE })).await;
    assert_eq!(end(socket).await, (4000, "closing time".into()));

    let mut socket = visit.desk().await;
    socket.send(Message::binary(vec![1, 2, 3])).await.unwrap();
    assert_eq!(end(socket).await, (1003, "messages are text".into()));

    let mut socket = visit.desk().await;
    socket.send(Message::text("x".repeat(5000))).await.unwrap();
    assert_eq!(end(socket).await, (1009, "the message is too large".into()));

    let socket = visit.desk().await;
    visit.open.closing.cancel();
    assert_eq!(end(socket).await, (1001, "the server is going away".into()));
}

#[tokio::test]
async fn socket_without_pongs_is_closed() {
    let visit = Visit::new().await;
    // A client that reads also answers pings.
    is_kept_alive(&mut visit.desk().await, Duration::from_secs(1)).await;
    let asleep = visit.desk().await;
    tokio::time::sleep(Duration::from_millis(900)).await;
    assert_eq!(end(asleep).await.1, "nothing was heard");
}

#[tokio::test]
async fn a_socket_that_cannot_be_opened_is_a_problem() {
    let visit = Visit::new().await;
    let answer = visit.client.get(visit.open.http("/desk")).bearer_auth("of:ada").send().await.unwrap();
    assert_eq!(answer.status(), 400);
    assert_eq!(answer.json::<Value>().await.unwrap()["code"], "BAD_REQUEST");
    for token in [None, Some(("authorization", "Bearer forged"))] {
        let Err(Error::Http(answer)) = connect(&visit.open.ws("/desk"), token).await else { panic!("it was let in") };
        assert_eq!(answer.status(), 401);
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/problem+json");
    }
}
