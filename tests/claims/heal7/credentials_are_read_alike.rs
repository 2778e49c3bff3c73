//! Every transport reads credentials in the same way: a scheme without a token counts as no credentials, a socket
//! without a valid token is closed with the right code, open connections end with their session, and a module that is
//! not mounted is reported as such.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use bookshop::open::Open;
use contract_axum::Settings;
use contract_kit::registry::Transport;
use heal7_server::mounted::MODULES;
use reqwest::{Method, header};
use serde_json::{Value, json};
use tests::{
    heal7::Heal7,
    socket::{self, end, hear, say},
};

/// The values of `Authorization` that clients send when no person is signed in.
const EMPTY: [&str; 4] = ["Bearer ", "Bearer", "bearer  ", ""];

#[tokio::test]
async fn scheme_without_a_token_is_anonymous() {
    let heal7 = Heal7::new().await;
    for credentials in EMPTY {
        let asking = |method, path| heal7.ask(method, path).header(header::AUTHORIZATION, credentials);
        heal7.data(asking(Method::GET, "/health"), 200).await;
        heal7.problem(asking(Method::GET, "/users/profile"), 401, "UNAUTHENTICATED").await;
        let query = json!({ "query": "{ __typename }" });
        let (response, answer) = heal7.answer(asking(Method::POST, "/graphql").json(&query)).await;
        assert_eq!((response.status().as_u16(), answer), (200, json!({ "data": { "__typename": "Query" } })));
        let mine = json!({ "query": "{ mySajuResults { totalCount } }" });
        let (_, answer) = heal7.answer(asking(Method::POST, "/graphql").json(&mine)).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "{answer:#}");

        let protocol = ("sec-websocket-protocol", "graphql-transport-ws");
        let mut socket = socket::connect(&heal7.ws("/graphql"), Some(protocol)).await.unwrap();
        let payload = json!({ "authorization": credentials });
        say(&mut socket, &json!({ "type": "connection_init", "payload": payload })).await;
        assert_eq!(hear(&mut socket).await, json!({ "type": "connection_ack" }), "{credentials:?}");
    }
    let forged = heal7.post("/graphql", &json!({ "query": "{ __typename }" })).bearer_auth("forged");
    assert_eq!(heal7.answer(forged).await.0.status(), 401, "a token that is there must be valid");
}

#[tokio::test]
async fn a_socket_without_a_usable_token_is_opened_and_closed_with_4401() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    let path = heal7.ws(&format!("/ws/{}", anna.id));
    let token = format!("bearer.{}", URL_SAFE_NO_PAD.encode(&anna.token));
    for offer in [
        None,
        Some("heal7.v1".to_owned()),
        Some("heal7.v1, bearer.".to_owned()),
        Some("heal7.v1, bearer.!!!".to_owned()),
        Some(format!("heal7.v1, bearer.{}", URL_SAFE_NO_PAD.encode("forged"))),
        Some("other.v9".to_owned()),
        Some(format!("other.v9, {token}")),
    ] {
        let header = offer.as_deref().map(|offer| ("sec-websocket-protocol", offer));
        let socket = socket::connect(&path, header).await.unwrap_or_else(|error| panic!("{offer:?}: {error}"));
        assert_eq!(end(socket).await.0, 4401, "{offer:?}");
    }
    let mut socket = heal7.socket(&anna).await;
    assert_eq!(hear(&mut socket).await["type"], "user_joined");
}

#[tokio::test]
async fn a_graphql_socket_ends_with_its_session() {
    let heal7 = Heal7::new().await;
    let (anna, bora) = (heal7.person("anna").await, heal7.person("bora").await);
    let query = json!({ "type": "subscribe", "id": "a", "payload": { "query": "{ mySajuResults { totalCount } }" } });
    let (mut of_anna, mut of_bora) = (heal7.graphql_socket(Some(&anna)).await, heal7.graphql_socket(Some(&bora)).await);
    let mut of_nobody = heal7.graphql_socket(None).await;
    say(&mut of_anna, &query).await;
    assert_eq!(hear(&mut of_anna).await["type"], "next");
    assert_eq!(hear(&mut of_anna).await["type"], "complete");
    heal7.data(heal7.ask(Method::POST, "/auth/logout").bearer_auth(&anna.token), 204).await;
    assert_eq!(end(of_anna).await, (4401, "the session has ended".into()));
    for socket in [&mut of_bora, &mut of_nobody] {
        say(socket, &query).await;
        assert_eq!(hear(socket).await["type"], "next", "others' connections stay open");
    }
}

/// A refresh token that is used twice ends its session and the session's open connections.
#[tokio::test]
async fn a_stolen_session_ends_on_its_sockets() {
    let heal7 = Heal7::with(|config| config.tokens.grace_seconds = 0).await;
    let anna = heal7.person("anna").await;
    let socket = heal7.graphql_socket(Some(&anna)).await;
    let refresh = json!({ "refreshToken": anna.refresh });
    heal7.data(heal7.post("/auth/refresh", &refresh), 200).await;
    tokio::time::sleep(Duration::from_millis(10)).await;
    heal7.problem(heal7.post("/auth/refresh", &refresh), 401, "REFRESH_TOKEN_REUSED").await;
    assert_eq!(end(socket).await.0, 4401);
}

#[tokio::test]
async fn unmounted_module_is_unavailable() {
    let heal7 = Heal7::new().await;
    let mut count = 0;
    let is_mounted = |module: &String| MODULES.contains(&module.as_str());
    for operation in heal7.registry.operations.iter().filter(|operation| !is_mounted(&operation.module)) {
        let path = operation.path.replace(['{', '}'], "");
        let request = heal7.ask(operation.method.parse().unwrap(), &path);
        heal7.problem(request, 503, "MODULE_UNAVAILABLE").await;
        count += 1;
    }
    assert!(count > 5, "the modules ai and payments have operations");
    for channel in heal7.registry.channels.iter().filter(|channel| !is_mounted(&channel.module)) {
        let path = channel.path.replace(['{', '}'], "");
        let request = heal7.get(&path);
        let request = match channel.transport {
            Transport::Sse => request.header(header::ACCEPT, "text/event-stream"),
            Transport::Websocket => request,
        };
        heal7.problem(request, 503, "MODULE_UNAVAILABLE").await;
    }
    let wrong = heal7.ask(Method::PATCH, "/ai/status");
    assert_eq!(heal7.answer(wrong).await.0.headers()[header::ALLOW], "GET, HEAD");
    let document: Value = heal7.get("/openapi.json").send().await.unwrap().json().await.unwrap();
    assert!(document["paths"].get("/ai/status").is_none(), "the documents show what is served");
}

/// A channel without a token in its contract reports the subprotocol that it expects.
#[tokio::test]
async fn credentials_are_read_the_same_for_another_contract() {
    let open = Open::new(Settings::default()).await;
    let client = reqwest::Client::new();
    for credentials in EMPTY {
        let request = client.post(open.http("/graphql")).header(header::AUTHORIZATION, credentials);
        let answer = request.json(&json!({ "query": "{ __typename }" })).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{credentials:?}");
        let orders = client.get(open.http("/orders/01936f5f-2b3c-7d4e-8f50-61728394a5b6"));
        let orders = orders.header(header::AUTHORIZATION, credentials).send().await.unwrap();
        assert_eq!(orders.status(), 401, "{credentials:?}");
    }
}
