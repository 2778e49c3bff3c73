//! In cookie mode, a refresh token is valid only in its cookie, and the body of a refresh is read like every other
//! body.

use std::time::{Duration, Instant};

use reqwest::{Response, header};
use serde_json::{Value, json};
use tests::heal7::{Heal7, PASSWORD, Person};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

async fn in_cookie_mode() -> Heal7 {
    Heal7::with(|config| {
        config.cookies.enabled = true;
        config.origins = vec!["https://heal7.example".to_owned()];
    })
    .await
}

/// The refresh token in the cookie that an answer sets.
fn kept(answer: &Response) -> String {
    let mut printed = answer.headers().get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap());
    let token = printed.find_map(|cookie| cookie.strip_prefix("heal7_refresh=")?.split(';').next());
    token.expect("the answer keeps a token").to_owned()
}

fn refresh(heal7: &Heal7, printed: &str, cookie: Option<&str>) -> reqwest::RequestBuilder {
    let request = heal7.post("/auth/refresh", &json!({ "refreshToken": printed }));
    match cookie {
        Some(token) => request.header(header::COOKIE, format!("heal7_refresh={token}")),
        None => request,
    }
}

#[tokio::test]
async fn a_token_outside_its_cookie_is_not_accepted_and_ends_nothing() {
    let heal7 = in_cookie_mode().await;
    let account = json!({ "email": "anna@example.com", "password": PASSWORD, "name": "Anna" });
    let (made, body) = heal7.answer(heal7.post("/auth/register", &account)).await;
    let (token, word) = (kept(&made), Person::from_session(&body["data"]).refresh);
    assert!(token.starts_with("rt_") && word.starts_with("cookie_"));
    for cookie in [None, Some(token.as_str()), Some(word.as_str()), Some("")] {
        heal7.problem(refresh(&heal7, &token, cookie), 401, "INVALID_REFRESH_TOKEN").await;
    }
    let (refreshed, body) = heal7.answer(refresh(&heal7, &word, Some(&token))).await;
    assert_eq!(refreshed.status(), 200, "{body:#}");
    let (next, next_word) = (kept(&refreshed), Person::from_session(&body["data"]).refresh);
    // If the exchanged token were read from the body, its second use would end the session.
    heal7.problem(refresh(&heal7, &token, None), 401, "INVALID_REFRESH_TOKEN").await;
    let (refreshed, body) = heal7.answer(refresh(&heal7, &next_word, Some(&next))).await;
    assert_eq!(refreshed.status(), 200, "{body:#}");
}

#[tokio::test]
async fn a_large_body_of_a_refresh_is_refused() {
    let heal7 = in_cookie_mode().await;
    let large = "a".repeat(2 * 1024 * 1024);
    heal7.problem(refresh(&heal7, &large, None), 413, "PAYLOAD_TOO_LARGE").await;
    let stream = futures_util::stream::iter([Ok::<_, std::io::Error>(json!({ "refreshToken": large }).to_string())]);
    let unannounced = heal7.ask(reqwest::Method::POST, "/auth/refresh");
    let unannounced = unannounced.header(header::CONTENT_TYPE, "application/json");
    heal7.problem(unannounced.body(reqwest::Body::wrap_stream(stream)), 413, "PAYLOAD_TOO_LARGE").await;
}

/// A byte per second keeps the connection alive, but not the request.
#[tokio::test]
async fn a_slow_body_of_a_refresh_is_given_up() {
    let heal7 = in_cookie_mode().await;
    let (mut reading, mut writing) = TcpStream::connect(heal7.address).await.unwrap().into_split();
    let head = "POST /auth/refresh HTTP/1.1\r\nhost: heal7\r\ncontent-type: application/json\r\n\
                content-length: 1000\r\nconnection: close\r\n\r\n{";
    let begun = Instant::now();
    writing.write_all(head.as_bytes()).await.unwrap();
    let sending = tokio::spawn(async move {
        while writing.write_all(b" ").await.is_ok() {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    });
    let mut answer = Vec::new();
    let patience = Duration::from_secs(40);
    // Bytes that were sent after the answer may reset the connection once the answer has arrived.
    _ = tokio::time::timeout(patience, reading.read_to_end(&mut answer)).await.expect("the request is given up");
    sending.abort();
    assert!(begun.elapsed() >= Duration::from_secs(20), "clients on a train are waited for: {:?}", begun.elapsed());
    let answer = String::from_utf8(answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 400 "), "{answer}");
    let problem: Value = serde_json::from_str(body).unwrap();
    assert_eq!(problem["code"], "BAD_REQUEST");
}
