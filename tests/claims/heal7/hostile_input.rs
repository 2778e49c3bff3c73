//! Every parser of network input refuses unreadable input without a panic, a long computation or the end of the
//! process. This is a bounded run; `cargo xtask fuzz` runs for a given time.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use bookshop::open::Open;
use contract_axum::Settings;
use reqwest::{Client, Method, RequestBuilder, header::HeaderValue};
use serde_json::{Value, json};
use tests::{
    fuzz::{PATIENCE, Target},
    heal7::Heal7,
    socket,
};
use tokio_tungstenite::tungstenite;

/// Sends a request, and accepts any answer except a failure of the server itself.
async fn judged(request: RequestBuilder) -> Result<(), String> {
    let response = request.timeout(PATIENCE).send().await.map_err(|error| format!("no answer: {error:?}"))?;
    let status = response.status();
    let has = |name: &str, value: &str| response.headers().get(name).is_some_and(|printed| printed == value);
    // A feed has no end, and a compressed body is not a text.
    if status.is_success() && (has("content-type", "text/event-stream") || has("content-encoding", "gzip")) {
        return Ok(());
    }
    let is_compressed = has("content-encoding", "gzip");
    let body = response.bytes().await.map_err(|error| format!("no body: {error:?}"))?;
    let text = String::from_utf8_lossy(&body);
    if status.as_u16() == 500 || text.contains("INTERNAL_ERROR") {
        return Err(format!("{status}: {text}"));
    }
    if status.as_u16() >= 400 && !body.is_empty() && !is_compressed && serde_json::from_slice::<Value>(&body).is_err() {
        return Err(format!("{status} without a problem: {text}"));
    }
    Ok(())
}

/// An input as the value of a header, if it can be one.
fn header(input: &[u8]) -> Option<HeaderValue> {
    let visible: Vec<u8> = input.iter().copied().filter(|byte| *byte >= 0x20 && *byte != 0x7f).take(4000).collect();
    HeaderValue::from_bytes(&visible).ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn documents() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    let words = &[
        "{",
        "}",
        "...",
        "fragment F on Query ",
        "query ",
        "$a",
        "@include(if: true)",
        "\"\"\"",
        "__schema{types{name}}",
        ": ",
        "sajuResult(id: \"1\") {id}",
    ];
    let target = Target { name: "documents", words };
    target
        .run(async |input| {
            let query = String::from_utf8_lossy(input);
            judged(heal7.post("/graphql", &json!({ "query": query })).bearer_auth(&anna.token)).await?;
            if query.len() > 8000 {
                return Ok(());
            }
            let encoded = url::form_urlencoded::Serializer::new(String::new()).append_pair("query", &query).finish();
            judged(heal7.get(&format!("/graphql?{encoded}"))).await
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn variables() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    let query = "query ($id: ID!, $first: Int, $filter: SajuResultFilter) { sajuResult(id: $id) { id } \
                 mySajuResults(first: $first, filter: $filter) { totalCount } }";
    let words = &["null", "{\"id\":", "[", "]", "\"first\":", "1e309", "\"\\ud800\"", "true"];
    let target = Target { name: "variables", words };
    target
        .run(async |input| {
            let mut body = format!("{{\"query\":{},\"variables\":", json!(query)).into_bytes();
            body.extend(input);
            body.push(b'}');
            let request = heal7.ask(Method::POST, "/graphql").header("content-type", "application/json").body(body);
            judged(request.bearer_auth(&anna.token)).await
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn parameters() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    let words = &["page=", "limit=", "after=", "&", "%", "%00", "+", "=", "%F0%9F"];
    let target = Target { name: "parameters", words };
    target
        .run(async |input| {
            // Bytes that a client cannot put into a URL are percent-encoded.
            let query: String = input
                .iter()
                .take(8000)
                .map(|byte| match byte {
                    b'!'..=b'~' if !b"#<>\"`".contains(byte) => char::from(*byte).to_string(),
                    other => format!("%{other:02X}"),
                })
                .collect();
            judged(heal7.get(&format!("/saju/history?{query}")).bearer_auth(&anna.token)).await?;
            let path = query.replace(['?', '/'], "");
            if path.contains("..") || path.is_empty() {
                return Ok(());
            }
            judged(heal7.get(&format!("/saju/results/{path}")).bearer_auth(&anna.token)).await
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forms() {
    let open = Open::new(Settings::default()).await;
    let client = Client::new();
    let words =
        &["--b", "\r\n", "Content-Disposition: form-data; name=\"pages\"", "--", "filename=\"", ";", "\r\n\r\n"];
    let target = Target { name: "forms", words };
    let place = open.http("/books/01936f5f-2b3c-7d4e-8f50-61728394a5b6/samples");
    target
        .run(async |input| {
            let request = client.post(&place).bearer_auth("of:ada").body(input.to_vec());
            judged(request.header("content-type", "multipart/form-data; boundary=b")).await?;
            let Some(kind) = header(input) else { return Ok(()) };
            judged(client.post(&place).bearer_auth("of:ada").header("content-type", kind).body("--b--")).await
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    let words = &["null", "\"email\":", "\"birthDate\":", "{", "}", "\\u0000", "1e999", "\"\\ud800\"", "[]"];
    let target = Target { name: "bodies", words };
    target
        .run(async |input| {
            for (method, path) in [
                (Method::POST, "/auth/login"),
                (Method::POST, "/saju/calculate"),
                (Method::PUT, "/users/preferences"),
                (Method::PATCH, "/users/profile"),
            ] {
                let request = heal7.ask(method, path).header("content-type", "application/json").body(input.to_vec());
                judged(request.bearer_auth(&anna.token)).await?;
            }
            Ok(())
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cookies() {
    let heal7 = Heal7::with(|config| {
        config.cookies.enabled = true;
        config.origins = vec!["https://heal7.example".into()];
    })
    .await;
    let words = &["heal7_refresh=", "rt_", "; ", "=", "\"", "%", "cookie_"];
    let target = Target { name: "cookies", words };
    target
        .run(async |input| {
            let Some(cookie) = header(input) else { return Ok(()) };
            let body = json!({ "refreshToken": String::from_utf8_lossy(input).chars().take(300).collect::<String>() });
            judged(heal7.post("/auth/refresh", &body).header("cookie", cookie)).await
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn subprotocols() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    let words = &["heal7.v1", "bearer.", ",", " ", "=", "graphql-transport-ws"];
    let target = Target { name: "subprotocols", words };
    let paths = [heal7.ws(&format!("/ws/{}", anna.id)), heal7.ws("/graphql")];
    target
        .run(async |input| {
            for offer in [input.to_vec(), format!("heal7.v1, bearer.{}", URL_SAFE_NO_PAD.encode(input)).into_bytes()] {
                let Some(offer) = header(&offer).and_then(|offer| offer.to_str().map(str::to_owned).ok()) else {
                    continue;
                };
                for path in &paths {
                    let opened =
                        tokio::time::timeout(PATIENCE, socket::connect(path, Some(("sec-websocket-protocol", &offer))));
                    match opened.await.map_err(|_| "no handshake".to_owned())? {
                        // The client validates the handshake, and may reject the subprotocol that the server has
                        // chosen.
                        Ok(_) | Err(tungstenite::Error::Protocol(_)) => {}
                        Err(tungstenite::Error::Http(response)) if response.status().as_u16() < 500 => {}
                        Err(error) => return Err(format!("{offer}: {error}")),
                    }
                }
            }
            Ok(())
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn event_ids() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    let words = &["-", "18446744073709551615", "0", "\u{e9}"];
    let target = Target { name: "event-ids", words };
    target
        .run(async |input| {
            let Some(id) = header(input) else { return Ok(()) };
            for path in ["/events/notifications", "/events/system"] {
                let request = heal7.get(path).bearer_auth(&anna.token).header("accept", "text/event-stream");
                judged(request.header("last-event-id", &id)).await?;
            }
            Ok(())
        })
        .await;
}

/// The other headers that the server reads.
#[tokio::test(flavor = "multi_thread")]
async fn headers() {
    let heal7 = Heal7::new().await;
    let words = &["Bearer ", "W/\"", "*", ";q=", ",", "00-", "application/json"];
    let target = Target { name: "headers", words };
    let names = [
        "authorization",
        "accept",
        "accept-language",
        "content-type",
        "if-none-match",
        "if-match",
        "idempotency-key",
        "traceparent",
        "x-request-id",
        "x-forwarded-for",
        "x-api-version",
        "origin",
        "accept-encoding",
        "content-encoding",
        "expect",
        "range",
    ];
    let mut turn = 0;
    target
        .run(async |input| {
            let Some(value) = header(input) else { return Ok(()) };
            turn += 1;
            let name = names[turn % names.len()];
            judged(heal7.get("/users/profile").header(name, &value)).await?;
            let body = heal7.ask(Method::POST, "/auth/login").header("content-type", "application/json").body("{}");
            judged(if name == "content-type" { heal7.get("/health") } else { body.header(name, value) }).await
        })
        .await;
}
