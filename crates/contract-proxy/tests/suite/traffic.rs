//! Traffic that fits the contract passes unchanged, on every transport.

use axum::{
    Router,
    body::Body,
    extract::{Request, WebSocketUpgrade, ws},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use contract_mock::Options;
use futures_util::{SinkExt, StreamExt};
use reqwest::Method;
use serde_json::{Value, json};
use tokio_tungstenite::{
    connect_async,
    tungstenite::{Message, client::IntoClientRequest, protocol::CloseFrame},
};

use crate::{
    proxied::{Backend, Proxied},
    real::{Running, data},
};

/// The headers that belong to one connection, or that the proxy itself adds.
const OWN: [&str; 5] = ["via", "date", "connection", "transfer-encoding", "x-request-id"];

fn compared(headers: &HeaderMap) -> Vec<(String, String)> {
    let named = headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()));
    let mut compared: Vec<_> = named.filter(|(name, _)| !OWN.contains(&name.as_str())).collect();
    compared.sort();
    compared
}

#[tokio::test]
async fn answers_have_the_bytes_and_the_headers_of_the_server() {
    let real = Running::new().await;
    let proxied = Proxied::to(&real.server.url()).await;
    let token = real.server.mock().first_account().token;
    let order = real.order("k-1").await;
    let of_order = format!("/orders/{}", order["id"].as_str().unwrap());
    for (method, path) in [
        (Method::GET, "/books?limit=3&word=%ED%86%A0%EC%A7%80"),
        (Method::HEAD, "/books"),
        (Method::GET, "/shelves"),
        (Method::GET, "/books/01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f"),
        (Method::GET, &of_order),
        (Method::GET, "/orders/01936f5f-2b3c-7d4e-8f50-000000000000"),
        (Method::GET, "/searches"),
    ] {
        let direct = real.ask(method.clone(), path).bearer_auth(&token).header("accept-encoding", "gzip");
        let through = proxied.ask(method.clone(), path).bearer_auth(&token).header("accept-encoding", "gzip");
        let (direct, through) = tokio::join!(direct.send(), through.send());
        let (direct, through) = (direct.unwrap(), through.unwrap());
        assert_eq!(through.status(), direct.status(), "{path}");
        assert_eq!(compared(through.headers()), compared(direct.headers()), "{path}");
        assert_eq!(through.bytes().await.unwrap(), direct.bytes().await.unwrap(), "{method} {path}");
    }
    assert!(proxied.reports(0).await.is_empty());
    let totals = proxied.totals();
    assert_eq!((totals.requests, totals.has_violations(), totals.failures), (7, false, 0));
}

#[tokio::test]
async fn a_fresh_answer_and_a_form_and_bytes_pass() {
    let real = Running::open().await;
    let proxied = Proxied::to(&real.server.url()).await;
    let book = "/books/01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f";
    let tag = proxied.get(book).send().await.unwrap().headers()["etag"].clone();
    assert_eq!(proxied.get(book).header("if-none-match", tag).send().await.unwrap().status(), 304);
    let pages = reqwest::multipart::Part::bytes(vec![7; 3_000_000]).mime_str("application/pdf").unwrap();
    let form = reqwest::multipart::Form::new().part("pages", pages.file_name("a.pdf")).text("caption", "One");
    let sample = proxied.ask(Method::POST, &format!("{book}/samples")).multipart(form).send().await.unwrap();
    data(sample, 202).await;
    let cover = proxied.ask(Method::PUT, &format!("{book}/cover")).header("content-type", "image/png");
    assert_eq!(cover.body(vec![1; 1_900_000]).send().await.unwrap().status(), 204);
    assert!(proxied.reports(0).await.is_empty());
}

#[tokio::test]
async fn a_request_comes_to_the_server_as_it_was_sent() {
    let backend = Backend::new(|_| {
        let answer = Response::builder().header("content-type", "text/plain").header("connection", "x-hop");
        answer
            .header("x-hop", "1")
            .header("x-kept", "2")
            .header("set-cookie", "a=1")
            .header("set-cookie", "b=2")
            .body("ok".into())
            .unwrap()
    })
    .await;
    let proxied = Proxied::to(&format!("{}/shop/", backend.url())).await;
    let request = proxied.ask(Method::PATCH, "/any/%EA%B0%80?a=1&a=2&b=%20").header("host", "shop.test");
    let request = request.header("x-one", "1").header("connection", "x-mine").header("x-mine", "1");
    let answer = request.header("x-forwarded-for", "192.0.2.9").body("bytes, not JSON").send().await.unwrap();
    assert!(!answer.headers().contains_key("x-hop"));
    assert_eq!(answer.headers()["x-kept"], "2");
    assert_eq!(answer.headers().get_all("set-cookie").iter().count(), 2);
    assert!(answer.headers()["via"].to_str().unwrap().starts_with("1.1 contract-mock-"));
    assert_eq!(answer.text().await.unwrap(), "ok");

    let seen = backend.seen.lock().unwrap();
    let (request, headers) = (&seen[0], seen[0].headers());
    assert_eq!(
        (request.method(), request.uri().to_string()),
        (&Method::PATCH, "/shop/any/%EA%B0%80?a=1&a=2&b=%20".into())
    );
    assert_eq!(request.body(), "bytes, not JSON");
    assert_eq!((&headers["x-one"], headers.get("x-mine")), (&"1".parse().unwrap(), None));
    assert_eq!(headers["host"], backend.address.to_string());
    assert_eq!(
        (&headers["x-forwarded-host"], &headers["x-forwarded-for"]),
        (&"shop.test".parse().unwrap(), &"192.0.2.9, 127.0.0.1".parse().unwrap())
    );
    assert_eq!(headers["content-length"], "15");
}

#[tokio::test]
async fn a_body_longer_than_any_of_the_contract_passes_too() {
    let backend =
        Backend::new(|request: &Request<_>| Response::new(Body::from(request.body().len().to_string()))).await;
    let proxied = Proxied::with(&backend.url(), |options| options.settings.json_limit = 1024).await;
    let long =
        proxied.ask(Method::POST, "/session").header("content-type", "application/json").body(vec![b' '; 7_000_000]);
    assert_eq!(long.send().await.unwrap().text().await.unwrap(), "7000000");
    let reports = proxied.reports(1).await;
    assert_eq!(reports[0].violations[0].code, "PAYLOAD_TOO_LARGE");
}

#[tokio::test]
async fn events_pass_as_they_come() {
    let (sender, receiver) = tokio::sync::mpsc::unbounded_channel::<String>();
    let receiver = std::sync::Arc::new(std::sync::Mutex::new(Some(receiver)));
    let router = Router::new().fallback(move || {
        let receiver = receiver.lock().unwrap().take().unwrap();
        let events = futures_util::stream::unfold(receiver, |mut receiver| async {
            Some((Ok::<_, std::io::Error>(receiver.recv().await?), receiver))
        });
        async {
            Response::builder().header("content-type", "text/event-stream").body(Body::from_stream(events)).unwrap()
        }
    });
    let backend = Backend::of(router).await;
    let proxied = Proxied::to(&backend.url()).await;
    let id = "01936f5f-2b3c-7d4e-8f50-61728394a5b6";
    sender.send(": hello\n\n".into()).unwrap();
    let mut feed = proxied.get(&format!("/orders/{id}/events")).send().await.unwrap();
    assert_eq!(feed.chunk().await.unwrap().unwrap(), ": hello\n\n");
    let arrived = format!("event: arrived\ndata: {}\n\n", json!({ "type": "arrived", "orderId": id }));
    for piece in [&arrived[..20], &arrived[20..]] {
        sender.send(piece.to_owned()).unwrap();
        assert_eq!(feed.chunk().await.unwrap().unwrap(), piece, "no event is held back");
    }
    drop(sender);
    assert_eq!(feed.chunk().await.unwrap(), None);
    assert!(proxied.reports(0).await.is_empty());
}

#[tokio::test]
async fn sockets_pass_messages_subprotocols_and_farewells() {
    let router = Router::new().route(
        "/echo",
        get(|upgrade: WebSocketUpgrade| async {
            upgrade.protocols(["two"]).on_upgrade(|mut socket| async move {
                while let Some(Ok(message)) = socket.recv().await {
                    if message.to_text().is_ok_and(|text| text == "end") {
                        let frame = ws::CloseFrame { code: 4123, reason: "enough".into() };
                        _ = socket.send(ws::Message::Close(Some(frame))).await;
                    } else if matches!(message, ws::Message::Text(_) | ws::Message::Binary(_)) {
                        _ = socket.send(message).await;
                    }
                }
            })
        }),
    );
    let backend = Backend::of(router).await;
    let proxied = Proxied::to(&backend.url()).await;
    let mut request = format!("ws://{}/echo", proxied.server.address()).into_client_request().unwrap();
    request.headers_mut().insert("sec-websocket-protocol", "one, two".parse().unwrap());
    let (mut socket, answer) = connect_async(request).await.unwrap();
    assert_eq!(answer.headers()["sec-websocket-protocol"], "two");
    for message in [Message::text("가"), Message::binary(vec![0, 255]), Message::text("x".repeat(300_000))] {
        socket.send(message.clone()).await.unwrap();
        assert_eq!(socket.next().await.unwrap().unwrap(), message);
    }
    socket.send(Message::text("end")).await.unwrap();
    let Message::Close(Some(CloseFrame { code, reason })) = socket.next().await.unwrap().unwrap() else { panic!() };
    assert_eq!((u16::from(code), reason.as_str()), (4123, "enough"));
    assert!(socket.next().await.is_none());
    let reports = proxied.reports(1).await;
    assert_eq!(reports[0].violations[0].pointer, "path", "only the path is unknown to the contract");
}

#[tokio::test]
async fn graphql_and_the_help_desk_pass_over_sockets() {
    let real = Running::open().await;
    let proxied = Proxied::to(&real.server.url()).await;
    let (mut desk, _) = connect_async(format!("ws://{}/desk", proxied.server.address())).await.unwrap();
    desk.send(Message::text(r#"{"type":"ping"}"#)).await.unwrap();
    let pong: Value = serde_json::from_str(desk.next().await.unwrap().unwrap().to_text().unwrap()).unwrap();
    assert_eq!(pong["type"], "pong");
    desk.close(None).await.unwrap();

    let mut request = format!("ws://{}/graphql", proxied.server.address()).into_client_request().unwrap();
    request.headers_mut().insert("sec-websocket-protocol", "graphql-transport-ws".parse().unwrap());
    let (mut socket, _) = connect_async(request).await.unwrap();
    socket.send(Message::text(r#"{"type":"connection_init"}"#)).await.unwrap();
    assert_eq!(socket.next().await.unwrap().unwrap(), Message::text(r#"{"type":"connection_ack"}"#));
    let subscribe = json!({ "type": "subscribe", "id": "1", "payload": { "query": "{ all: books { nodes { id named: title } } }" } });
    socket.send(Message::text(subscribe.to_string())).await.unwrap();
    let next: Value = serde_json::from_str(socket.next().await.unwrap().unwrap().to_text().unwrap()).unwrap();
    assert!(next["payload"]["data"]["all"]["nodes"][0]["named"].is_string(), "{next}");
    assert!(proxied.reports(0).await.is_empty());
}

#[tokio::test]
async fn an_invalid_request_is_refused_where_that_is_asked_for() {
    let backend = Backend::new(|_| Response::new(Body::empty())).await;
    let proxied =
        Proxied::with(&backend.url(), |options: &mut Options| options.validation = contract_mock::Validation::On).await;
    let wrong = proxied.ask(Method::POST, "/session").json(&json!({ "name": 5 })).send().await.unwrap();
    assert_eq!(crate::real::code(wrong, 422).await, "VALIDATION_FAILED");
    let wrong = proxied.ask(Method::POST, "/graphql").json(&json!({ "query": "{ nothing }" })).send().await.unwrap();
    assert_eq!(wrong.status(), 400);
    assert!(wrong.json::<Value>().await.unwrap()["errors"][0]["message"].as_str().unwrap().contains("nothing"));
    assert!(backend.seen.lock().unwrap().is_empty(), "nothing of it came to the server");
    assert_eq!(proxied.totals().in_refused_requests, 2);
    assert_eq!(proxied.reports(2).await[0].violations[0].pointer, "/name");
}
