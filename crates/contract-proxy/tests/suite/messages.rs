//! Events and messages with violations: each is reported once, and passes.

use axum::{
    Router,
    body::Body,
    extract::{WebSocketUpgrade, ws},
    response::Response,
    routing::get,
};
use contract_mock::Direction;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio_tungstenite::{
    connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};

use crate::proxied::{Backend, Proxied, told};

/// A server whose sockets answer each text with the next of these.
async fn answering(path: &str, protocol: &'static str, answers: &'static [&'static str]) -> Backend {
    let serve = move |upgrade: WebSocketUpgrade| async move {
        upgrade.protocols([protocol]).on_upgrade(move |mut socket| async move {
            for answer in answers {
                let Some(Ok(_)) = socket.recv().await else { return };
                if socket.send(ws::Message::text(*answer)).await.is_err() {
                    return;
                }
            }
            while let Some(Ok(_)) = socket.recv().await {}
        })
    };
    Backend::of(Router::new().route(path, get(serve))).await
}

#[tokio::test]
async fn events_that_do_not_fit_are_reported_by_their_tags() {
    let id = "01936f5f-2b3c-7d4e-8f50-61728394a5b6";
    let feed = format!(
        "retry: 100\n\nevent: arrived\ndata: {{\"type\":\"arrived\",\ndata: \"orderId\":\"{id}\"}}\n\nevent: shipped\ndata: \
         {{\"type\":\"shipped\"}}\n\ndata: none\n\nevent: lost\ndata: {{\"type\":\"lost\"}}\n\n"
    );
    let sent = feed.clone();
    let router = Router::new().fallback(move || {
        let response = Response::builder().header("content-type", "text/event-stream; charset=utf-8");
        let response = response.body(Body::from(sent.clone())).unwrap();
        async { response }
    });
    let backend = Backend::of(router).await;
    let proxied = Proxied::to(&backend.url()).await;
    let answer = proxied.get(&format!("/orders/{id}/events")).send().await.unwrap();
    assert_eq!(answer.text().await.unwrap(), feed);
    let reports = proxied.reports(3).await;
    let names: Vec<_> = reports.iter().map(|entry| entry.message.as_deref().unwrap()).collect();
    assert_eq!(names, ["shipped", "OrderEvent", "lost"]);
    assert_eq!(told(&reports[0]), ["answer /orderId: required"]);
    assert_eq!(told(&reports[1]), ["answer : json"]);
    assert_eq!(told(&reports[2]).len(), 1);
    assert_eq!((proxied.totals().requests, proxied.totals().in_answers), (1, 3));
}

#[tokio::test]
async fn a_feed_that_is_none_is_reported() {
    let router = Router::new().fallback(|| async {
        Response::builder().header("content-type", "application/json").body(Body::from("{}")).unwrap()
    });
    let backend = Backend::of(router).await;
    let proxied = Proxied::to(&backend.url()).await;
    let path = "/orders/01936f5f-2b3c-7d4e-8f50-61728394a5b6/events";
    proxied.get(path).send().await.unwrap().bytes().await.unwrap();
    assert_eq!(told(&proxied.reports(1).await[0]), ["answer header/content-type: media-type"]);

    let router = Router::new().fallback(|| async {
        Response::builder().header("content-type", "text/event-stream").body(Body::from("data: 1\n\n")).unwrap()
    });
    let backend = Backend::of(router).await;
    let proxied = Proxied::to(&backend.url()).await;
    assert_eq!(proxied.get("/books").send().await.unwrap().text().await.unwrap(), "data: 1\n\n");
    assert_eq!(told(&proxied.reports(1).await[0]), ["answer header/content-type: media-type"]);
}

#[tokio::test]
async fn messages_of_both_sides_are_checked() {
    let backend = answering("/desk", "any", &[r#"{"type":"pong"}"#, r#"{"type":"answer"}"#, "no JSON"]).await;
    let proxied = Proxied::to(&backend.url()).await;
    let (mut desk, _) = connect_async(format!("ws://{}/desk", proxied.server.address())).await.unwrap();
    for (message, answer) in [
        (Message::text(r#"{"type":"ping"}"#), r#"{"type":"pong"}"#),
        (Message::text(r#"{"type":"ask","text":""}"#), r#"{"type":"answer"}"#),
        (Message::binary(vec![1]), "no JSON"),
    ] {
        desk.send(message).await.unwrap();
        assert_eq!(desk.next().await.unwrap().unwrap(), Message::text(answer), "it passes as it is");
    }
    let reports = proxied.reports(4).await;
    let found: Vec<_> = reports
        .iter()
        .map(|entry| (entry.message.as_deref().unwrap(), entry.violations[0].direction, told(entry)))
        .collect();
    assert_eq!(found[0], ("ask", Direction::Request, vec!["request /text: minLength".to_owned()]));
    assert_eq!(found[1], ("answer", Direction::Answer, vec!["answer /text: required".to_owned()]));
    assert_eq!(found[2], ("message", Direction::Request, vec!["request : type".to_owned()]));
    assert_eq!(found[3], ("DeskReply", Direction::Answer, vec!["answer : json".to_owned()]));
    assert_eq!((proxied.totals().in_answers, proxied.totals().in_accepted_requests), (2, 0));
    desk.close(None).await.unwrap();
}

#[tokio::test]
async fn a_handshake_that_is_refused_passes_and_is_checked() {
    let router = Router::new().fallback(|| async { Response::builder().status(403).body(Body::from("no")).unwrap() });
    let backend = Backend::of(router).await;
    let proxied = Proxied::to(&backend.url()).await;
    let refused = connect_async(format!("ws://{}/desk", proxied.server.address())).await;
    let Err(tokio_tungstenite::tungstenite::Error::Http(answer)) = refused else { panic!("{refused:?}") };
    assert_eq!((answer.status().as_u16(), answer.body().as_deref()), (403, Some(&b"no"[..])));
    assert_eq!(told(&proxied.reports(1).await[0]), ["answer status: enum"]);
}

#[tokio::test]
async fn results_of_graphql_over_a_socket_are_checked() {
    const PROTOCOL: &str = "graphql-transport-ws";
    let backend = answering(
        "/graphql",
        PROTOCOL,
        &[
            r#"{"type":"connection_ack"}"#,
            r#"{"type":"next","id":"1","payload":{"data":{"books":{"totalCount":"many"}}}}"#,
            r#"{"type":"error","id":"2","payload":[{}]}"#,
        ],
    )
    .await;
    let proxied = Proxied::to(&backend.url()).await;
    let mut request = format!("ws://{}/graphql", proxied.server.address()).into_client_request().unwrap();
    request.headers_mut().insert("sec-websocket-protocol", PROTOCOL.parse().unwrap());
    let (mut socket, _) = connect_async(request).await.unwrap();
    let subscribe = |id: &str, query: &str| json!({ "type": "subscribe", "id": id, "payload": { "query": query } });
    for message in [
        json!({ "type": "connection_init" }),
        subscribe("1", "{ books { totalCount } }"),
        subscribe("2", "{ books { nothing } }"),
    ] {
        socket.send(Message::text(message.to_string())).await.unwrap();
        let answer: Value = serde_json::from_str(socket.next().await.unwrap().unwrap().to_text().unwrap()).unwrap();
        assert!(answer["type"].is_string());
    }
    let reports = proxied.reports(3).await;
    let found: Vec<_> = reports.iter().flat_map(told).collect();
    let expected = ["answer /data/books/totalCount: type", "request /query: graphql", "answer /0/message: type"];
    assert_eq!(found, expected);
}
