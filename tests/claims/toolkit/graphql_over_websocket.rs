//! `contract-axum` serves graphql-transport-ws at `/graphql`, rule by rule, and works with the protocol's reference
//! client.

use std::{path::Path, time::Duration};

use bookshop::open::Open;
use contract_axum::Settings;
use futures_util::SinkExt;
use serde_json::{Value, json};
use tests::{
    judges::accepts,
    socket::{self, Socket, end, hear, is_kept_alive, say},
};
use tokio_tungstenite::tungstenite::Message;

/// An open bookshop.
struct Visit {
    open: Open,
}

impl Visit {
    async fn new() -> Self {
        let settings = Settings {
            json_limit: 4096,
            heartbeat: Duration::from_millis(100),
            idle_timeout: Duration::from_millis(400),
            graphql_introduction: Duration::from_millis(300),
            ..Settings::default()
        };
        Self { open: Open::new(settings).await }
    }

    async fn connect(&self) -> Socket {
        let protocol = ("sec-websocket-protocol", "graphql-transport-ws");
        socket::connect(&self.open.ws("/graphql"), Some(protocol)).await.unwrap()
    }

    /// A socket after its `connection_init`.
    async fn introduced(&self, payload: &Value) -> Socket {
        let mut socket = self.connect().await;
        say(&mut socket, &json!({ "type": "connection_init", "payload": payload })).await;
        assert_eq!(hear(&mut socket).await, json!({ "type": "connection_ack" }));
        socket
    }

    async fn ada(&self) -> Socket {
        self.introduced(&json!({ "Authorization": "Bearer of:ada" })).await
    }
}

async fn subscribe(socket: &mut Socket, id: &str, query: &str, variables: &Value) {
    let payload = json!({ "query": query, "variables": variables });
    say(socket, &json!({ "type": "subscribe", "id": id, "payload": payload })).await;
}

const PLACE: &str = "mutation ($input: NewOrder!) { placeOrder(input: $input) { id } }";
const FOLLOW: &str = "subscription ($id: ID!) { orderEvents(id: $id) { __typename } }";

fn order() -> Value {
    let lines = json!([{ "bookId": "01936f5f-2b3c-7d4e-8f50-61728394a5b6", "copies": 2 }]);
    json!({ "input": { "lines": lines, "address": { "street": "세종대로 110", "town": "서울" } } })
}

async fn place(socket: &mut Socket) -> Value {
    subscribe(socket, "place", PLACE, &order()).await;
    let placed = hear(socket).await;
    assert_eq!((&placed["type"], &placed["id"]), (&json!("next"), &json!("place")), "{placed:#}");
    assert_eq!(hear(socket).await, json!({ "type": "complete", "id": "place" }));
    placed["payload"]["data"]["placeOrder"]["id"].clone()
}

#[tokio::test]
async fn operations_run_side_by_side() {
    let visit = Visit::new().await;
    let mut socket = visit.ada().await;
    let id = place(&mut socket).await;
    subscribe(&mut socket, "follow", FOLLOW, &json!({ "id": id })).await;
    let event = |name: &str| {
        let data = json!({ "data": { "orderEvents": { "__typename": name } } });
        json!({ "type": "next", "id": "follow", "payload": data })
    };
    assert_eq!(hear(&mut socket).await, event("OrderEventPlaced"));
    subscribe(&mut socket, "ask", "{ books { totalCount } }", &json!({})).await;
    assert_eq!(hear(&mut socket).await["payload"], json!({ "data": { "books": { "totalCount": 0 } } }));
    assert_eq!(hear(&mut socket).await, json!({ "type": "complete", "id": "ask" }));
    visit.open.shop.ship(serde_json::from_value(id.clone()).unwrap());
    assert_eq!(hear(&mut socket).await, event("OrderEventShipped"));

    // A completed subscription sends nothing more, and its id is free again.
    say(&mut socket, &json!({ "type": "complete", "id": "follow" })).await;
    subscribe(&mut socket, "follow", FOLLOW, &json!({ "id": id })).await;
    assert_eq!(hear(&mut socket).await, event("OrderEventShipped"), "who comes later gets the last event");
}

#[tokio::test]
async fn invalid_operation_gets_one_error_message() {
    let visit = Visit::new().await;
    let mut socket = visit.ada().await;
    for query in ["{", "{ nothing }", "query ($id: ID!) { book(id: $id) { id } }"] {
        subscribe(&mut socket, "a", query, &json!({})).await;
        let error = hear(&mut socket).await;
        assert_eq!((&error["type"], &error["id"]), (&json!("error"), &json!("a")), "{error:#}");
        assert_eq!(error["payload"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED", "{error:#}");
    }
    // No `complete` follows, and the id is free again.
    subscribe(&mut socket, "a", "{ __typename }", &json!({})).await;
    assert_eq!(hear(&mut socket).await["payload"], json!({ "data": { "__typename": "Query" } }));
    assert_eq!(hear(&mut socket).await["type"], "complete");

    // A failed field is a result.
    let none = json!({ "id": "01936f5f-2b3c-7d4e-8f50-61728394a5b6" });
    subscribe(&mut socket, "b", FOLLOW, &none).await;
    let failed = hear(&mut socket).await;
    let error = &failed["payload"]["errors"][0]["extensions"];
    assert_eq!((&failed["type"], &error["code"]), (&json!("next"), &json!("NOT_FOUND")), "{failed:#}");
    assert_eq!(error["problem"]["code"], "ORDER_NOT_FOUND");
    assert_eq!(hear(&mut socket).await, json!({ "type": "complete", "id": "b" }));
}

#[tokio::test]
async fn connection_init_authenticates_or_stays_anonymous() {
    let visit = Visit::new().await;
    for payload in [json!(null), json!({}), json!({ "authorization": null })] {
        let mut socket = visit.introduced(&payload).await;
        subscribe(&mut socket, "a", "{ __typename }", &json!({})).await;
        assert_eq!(hear(&mut socket).await["type"], "next");
        assert_eq!(hear(&mut socket).await["type"], "complete");
        subscribe(&mut socket, "b", PLACE, &order()).await;
        let refused = hear(&mut socket).await;
        assert_eq!(refused["payload"]["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "{refused:#}");
    }
    for printed in
        [json!("Bearer forged"), json!("Bearer once-of:ada"), json!("Basic of:ada"), json!("of:ada"), json!(7)]
    {
        let mut socket = visit.connect().await;
        say(&mut socket, &json!({ "type": "connection_init", "payload": { "authorization": printed } })).await;
        assert_eq!(end(socket).await, (4403, "Forbidden".into()), "{printed}");
    }
}

#[tokio::test]
async fn protocol_violations_close_with_their_code() {
    let visit = Visit::new().await;
    let new = async || visit.connect().await;

    let silent = socket::connect(&visit.open.ws("/graphql"), None).await.unwrap();
    assert_eq!(end(silent).await, (4406, "Subprotocol not acceptable".into()));
    assert_eq!(end(new().await).await, (4408, "Connection initialisation timeout".into()));

    let mut socket = new().await;
    subscribe(&mut socket, "a", "{ __typename }", &json!({})).await;
    assert_eq!(end(socket).await, (4401, "Unauthorized".into()));

    let mut socket = visit.ada().await;
    say(&mut socket, &json!({ "type": "connection_init" })).await;
    assert_eq!(end(socket).await, (4429, "Too many initialisation requests".into()));

    let mut socket = visit.ada().await;
    let id = place(&mut socket).await;
    for _ in 0..2 {
        subscribe(&mut socket, "twice", FOLLOW, &json!({ "id": id })).await;
    }
    assert_eq!(end(socket).await, (4409, "Subscriber for twice already exists".into()));

    for text in [
        "{",
        "[]",
        "{}",
        r#"{"type":"start"}"#,
        r#"{"type":"subscribe"}"#,
        r#"{"type":"subscribe","id":"","payload":{"query":"{a}"}}"#,
        r#"{"type":"subscribe","id":"a","payload":{}}"#,
        r#"{"type":"subscribe","id":"a","payload":{"query":"{a}","variables":[]}}"#,
        r#"{"type":"complete"}"#,
        r#"{"type":"ping","payload":7}"#,
        r#"{"type":"connection_init","payload":"of:ada"}"#,
    ] {
        let mut socket = visit.ada().await;
        socket.send(Message::text(text)).await.unwrap();
        assert_eq!(end(socket).await, (4400, "Invalid message received".into()), "{text}");
    }
    let mut socket = visit.ada().await;
    socket.send(Message::binary(vec![1])).await.unwrap();
    assert_eq!(end(socket).await.0, 4400);
    let mut socket = visit.ada().await;
    socket.send(Message::text("x".repeat(5000))).await.unwrap();
    assert_eq!(end(socket).await.0, 1009);
}

#[tokio::test]
async fn a_connection_is_kept_alive_and_ends_with_the_server() {
    let visit = Visit::new().await;
    let mut socket = visit.ada().await;
    for ping in [json!({ "type": "ping" }), json!({ "type": "ping", "payload": { "n": 1 } })] {
        say(&mut socket, &ping).await;
        let mut pong = ping.clone();
        pong["type"] = json!("pong");
        assert_eq!(hear(&mut socket).await, pong);
    }
    say(&mut socket, &json!({ "type": "pong", "payload": {} })).await;
    // Longer than the timeout for silence: reading answers the pings.
    is_kept_alive(&mut socket, Duration::from_secs(1)).await;
    visit.open.closing.cancel();
    assert_eq!(end(socket).await, (1001, "the server is going away".into()));
}

#[tokio::test]
async fn socket_without_pongs_is_closed() {
    let visit = Visit::new().await;
    let socket = visit.ada().await;
    tokio::time::sleep(Duration::from_millis(900)).await;
    assert_eq!(end(socket).await.1, "nothing was heard");
}

#[tokio::test]
async fn one_connection_has_a_bounded_number_of_operations() {
    let visit = Visit::new().await;
    let mut socket = visit.ada().await;
    let id = place(&mut socket).await;
    for number in 0..64 {
        subscribe(&mut socket, &format!("{number}"), FOLLOW, &json!({ "id": id })).await;
        assert_eq!(hear(&mut socket).await["type"], "next");
    }
    subscribe(&mut socket, "one more", FOLLOW, &json!({ "id": id })).await;
    let refused = hear(&mut socket).await;
    assert_eq!((&refused["type"], &refused["id"]), (&json!("error"), &json!("one more")));
    assert_eq!(refused["payload"][0]["extensions"]["code"], "TOO_MANY_REQUESTS", "{refused:#}");
    say(&mut socket, &json!({ "type": "complete", "id": "7" })).await;
    subscribe(&mut socket, "one more", FOLLOW, &json!({ "id": id })).await;
    assert_eq!(hear(&mut socket).await["type"], "next");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_client_of_the_protocol_finds_nothing() {
    let visit = Visit::new().await;
    let id = place(&mut visit.ada().await).await;
    let printed = json!({
        "authorization": "Bearer of:ada",
        "mutation": { "query": PLACE, "variables": order() },
        "subscription": { "query": FOLLOW, "variables": { "id": id } },
        "event": { "orderEvents": { "__typename": "OrderEventPlaced" } },
    });
    let (url, printed) = (visit.open.ws("/graphql"), printed.to_string());
    let judging = move || accepts("graphql-transport-ws", &[Path::new(&url), Path::new(&printed)]);
    let report = tokio::task::spawn_blocking(judging).await.unwrap();
    assert_eq!(report.counts["scenarios"], 6);
}
