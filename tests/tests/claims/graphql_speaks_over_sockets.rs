//! What `contract-axum` serves at `/graphql` over WebSocket is graphql-transport-ws, rule by rule, and for the client
//! that the protocol comes from.

use std::{path::Path, sync::Arc, time::Duration};

use contract_axum::{Mount, Settings};
use contract_kit::registry::build::Contract;
use futures_util::{SinkExt, StreamExt};
use reqwest::header;
use serde_json::{Value, json};
use tests::{
    bookshop::{BookshopContract, catalogue::CatalogueModule, orders::OrdersModule, shop::Shop},
    judges::accepts,
};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};
use tokio_util::sync::CancellationToken;

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A bookshop that is open, and what closes it.
struct Open {
    shop: Arc<Shop>,
    url: String,
    closing: CancellationToken,
}

impl Open {
    async fn new() -> Self {
        let shop = Arc::new(Shop::default());
        let settings = Settings {
            json_limit: 4096,
            heartbeat: Duration::from_millis(100),
            idle_timeout: Duration::from_millis(400),
            graphql_introduction: Duration::from_millis(300),
            ..Settings::default()
        };
        let closing = CancellationToken::new();
        let router = Mount::new(BookshopContract::registry().unwrap(), Arc::clone(&shop), settings)
            .module::<CatalogueModule>()
            .module::<OrdersModule>()
            .graphql(BookshopContract::graphql(&shop))
            .until(closing.clone())
            .into_router();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("ws://{}/graphql", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { shop, url, closing }
    }

    async fn connect(&self) -> Socket {
        let mut request = self.url.as_str().into_client_request().unwrap();
        request.headers_mut().insert(header::SEC_WEBSOCKET_PROTOCOL, "graphql-transport-ws".parse().unwrap());
        connect_async(request).await.unwrap().0
    }

    /// A socket on which somebody has introduced themselves.
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

async fn say(socket: &mut Socket, message: &Value) {
    socket.send(Message::text(message.to_string())).await.unwrap();
}

async fn subscribe(socket: &mut Socket, id: &str, query: &str, variables: &Value) {
    let payload = json!({ "query": query, "variables": variables });
    say(socket, &json!({ "type": "subscribe", "id": id, "payload": payload })).await;
}

async fn hear(socket: &mut Socket) -> Value {
    loop {
        match tokio::time::timeout(Duration::from_secs(5), socket.next()).await.unwrap() {
            Some(Ok(Message::Text(text))) => return serde_json::from_str(&text).unwrap(),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
            other => panic!("no message: {other:?}"),
        }
    }
}

/// The code and the reason with which the server ends the conversation.
async fn end(mut socket: Socket) -> (u16, String) {
    loop {
        match tokio::time::timeout(Duration::from_secs(5), socket.next()).await.unwrap() {
            Some(Ok(Message::Close(Some(close)))) => {
                while let Some(Ok(_)) = socket.next().await {}
                return (close.code.into(), close.reason.to_string());
            }
            Some(Ok(_)) => {}
            other => panic!("it was not closed: {other:?}"),
        }
    }
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
    let open = Open::new().await;
    let mut socket = open.ada().await;
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
    open.shop.ship(serde_json::from_value(id.clone()).unwrap());
    assert_eq!(hear(&mut socket).await, event("OrderEventShipped"));

    // What the client has completed is heard no more, and its id is free again.
    say(&mut socket, &json!({ "type": "complete", "id": "follow" })).await;
    subscribe(&mut socket, "follow", FOLLOW, &json!({ "id": id })).await;
    assert_eq!(hear(&mut socket).await, event("OrderEventShipped"), "who comes later gets the last event");
}

#[tokio::test]
async fn what_cannot_be_executed_is_an_error_and_no_more() {
    let open = Open::new().await;
    let mut socket = open.ada().await;
    for query in ["{", "{ nothing }", "query ($id: ID!) { book(id: $id) { id } }"] {
        subscribe(&mut socket, "a", query, &json!({})).await;
        let error = hear(&mut socket).await;
        assert_eq!((&error["type"], &error["id"]), (&json!("error"), &json!("a")), "{error:#}");
        assert_eq!(error["payload"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED", "{error:#}");
    }
    // No `complete` comes after it, and the id is free again.
    subscribe(&mut socket, "a", "{ __typename }", &json!({})).await;
    assert_eq!(hear(&mut socket).await["payload"], json!({ "data": { "__typename": "Query" } }));
    assert_eq!(hear(&mut socket).await["type"], "complete");

    // A field that fails is a result.
    let none = json!({ "id": "01936f5f-2b3c-7d4e-8f50-61728394a5b6" });
    subscribe(&mut socket, "b", FOLLOW, &none).await;
    let failed = hear(&mut socket).await;
    let error = &failed["payload"]["errors"][0]["extensions"];
    assert_eq!((&failed["type"], &error["code"]), (&json!("next"), &json!("NOT_FOUND")), "{failed:#}");
    assert_eq!(error["problem"]["code"], "ORDER_NOT_FOUND");
    assert_eq!(hear(&mut socket).await, json!({ "type": "complete", "id": "b" }));
}

#[tokio::test]
async fn whoever_speaks_is_anybody_or_known() {
    let open = Open::new().await;
    for payload in [json!(null), json!({}), json!({ "authorization": null })] {
        let mut socket = open.introduced(&payload).await;
        subscribe(&mut socket, "a", "{ __typename }", &json!({})).await;
        assert_eq!(hear(&mut socket).await["type"], "next");
        assert_eq!(hear(&mut socket).await["type"], "complete");
        subscribe(&mut socket, "b", PLACE, &order()).await;
        let refused = hear(&mut socket).await;
        assert_eq!(refused["payload"]["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "{refused:#}");
    }
    for said in [json!("Bearer forged"), json!("Bearer once-of:ada"), json!("Basic of:ada"), json!("of:ada"), json!(7)]
    {
        let mut socket = open.connect().await;
        say(&mut socket, &json!({ "type": "connection_init", "payload": { "authorization": said } })).await;
        assert_eq!(end(socket).await, (4403, "Forbidden".into()), "{said}");
    }
}

#[tokio::test]
async fn who_breaks_a_rule_is_told_which() {
    let open = Open::new().await;
    let new = async || open.connect().await;

    let silent = connect_async(&open.url).await.unwrap().0;
    assert_eq!(end(silent).await, (4406, "Subprotocol not acceptable".into()));
    assert_eq!(end(new().await).await, (4408, "Connection initialisation timeout".into()));

    let mut socket = new().await;
    subscribe(&mut socket, "a", "{ __typename }", &json!({})).await;
    assert_eq!(end(socket).await, (4401, "Unauthorized".into()));

    let mut socket = open.ada().await;
    say(&mut socket, &json!({ "type": "connection_init" })).await;
    assert_eq!(end(socket).await, (4429, "Too many initialisation requests".into()));

    let mut socket = open.ada().await;
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
        let mut socket = open.ada().await;
        socket.send(Message::text(text)).await.unwrap();
        assert_eq!(end(socket).await, (4400, "Invalid message received".into()), "{text}");
    }
    let mut socket = open.ada().await;
    socket.send(Message::binary(vec![1])).await.unwrap();
    assert_eq!(end(socket).await.0, 4400);
    let mut socket = open.ada().await;
    socket.send(Message::text("x".repeat(5000))).await.unwrap();
    assert_eq!(end(socket).await.0, 1009);
}

#[tokio::test]
async fn a_connection_is_kept_alive_and_ends_with_the_server() {
    let open = Open::new().await;
    let mut socket = open.ada().await;
    for ping in [json!({ "type": "ping" }), json!({ "type": "ping", "payload": { "n": 1 } })] {
        say(&mut socket, &ping).await;
        let mut pong = ping.clone();
        pong["type"] = json!("pong");
        assert_eq!(hear(&mut socket).await, pong);
    }
    say(&mut socket, &json!({ "type": "pong", "payload": {} })).await;
    // For longer than silence is borne: reading answers the pings.
    let reading = async {
        while let Some(Ok(frame)) = socket.next().await {
            assert!(matches!(frame, Message::Ping(_)), "{frame:?}");
        }
    };
    assert!(tokio::time::timeout(Duration::from_secs(1), reading).await.is_err(), "it was closed though it answered");
    open.closing.cancel();
    assert_eq!(end(socket).await, (1001, "the server is going away".into()));
}

#[tokio::test]
async fn who_is_silent_is_left() {
    let open = Open::new().await;
    let mut socket = open.ada().await;
    tokio::time::sleep(Duration::from_millis(900)).await;
    let mut last = None;
    while let Some(Ok(frame)) = socket.next().await {
        last = Some(frame);
    }
    let Some(Message::Close(Some(close))) = last else { panic!("it was not closed: {last:?}") };
    assert_eq!(close.reason, "nothing was heard");
}

#[tokio::test]
async fn one_connection_has_a_bounded_number_of_operations() {
    let open = Open::new().await;
    let mut socket = open.ada().await;
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
    let open = Open::new().await;
    let url = open.url.clone();
    let judging = move || accepts("graphql-transport-ws", &[Path::new(&url)]);
    let report = tokio::task::spawn_blocking(judging).await.unwrap();
    assert_eq!(report.counts["scenarios"], 5);
}
