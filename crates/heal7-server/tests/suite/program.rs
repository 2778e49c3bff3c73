//! The program runs without configuration, reports its address, ends open connections when it is asked to stop, and
//! leaves the database alone if it is configured to.

use std::time::Duration;

use serde_json::{Value, json};

use crate::running::{Running, program};

#[tokio::test]
async fn default_configuration_persists_data_across_restarts() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::start(folder.path(), &[]);
    let person = json!({ "email": "anna@example.com", "password": "별이빛나는밤에1976", "name": "Anna" });
    let client = reqwest::Client::new();
    let made = client.post(server.http("/auth/register")).json(&person).send().await.unwrap();
    assert_eq!(made.status(), 201);
    assert!(folder.path().join("heal7.db").exists());
    server.ask_to_stop();
    let (is_well, took, log) = server.end();
    assert!(is_well && took < Duration::from_secs(5), "{took:?}\n{log}");
    assert!(log.contains("stopped"), "{log}");

    let again = Running::start(folder.path(), &["--migrate", "off", "--log", "json"]);
    let known = client
        .post(again.http("/auth/login"))
        .json(&json!({ "email": person["email"], "password": person["password"] }));
    let known = known.header("x-request-id", "of-a-test").send().await.unwrap();
    assert_eq!(known.status(), 200);
    again.ask_to_stop();
    let (is_well, _, log) = again.end();
    assert!(is_well, "{log}");
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect();
    let answered = lines.iter().find(|line| line["message"] == "answered").expect("requests are logged");
    assert_eq!(
        (&answered["status"], &answered["span"]["request_id"]),
        (&json!(200), &json!("of-a-test")),
        "{answered:#}"
    );
    assert!(!log.contains("별이빛나는밤에1976"), "{log}");
}

/// When the server is asked to stop, it ends feeds, completes running requests, and accepts no new ones.
#[tokio::test]
async fn shutdown_ends_feeds_and_completes_running_requests() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::start(folder.path(), &[]);
    let client = reqwest::Client::new();
    let mut feed =
        client.get(server.http("/events/system")).header("accept", "text/event-stream").send().await.unwrap();
    assert!(feed.chunk().await.unwrap().is_some());
    // The hashing of a password takes a while, so the request is still running.
    let person = json!({ "email": "anna@example.com", "password": "별이빛나는밤에1976", "name": "Anna" });
    let under_way = tokio::spawn(client.post(server.http("/auth/register")).json(&person).send());
    tokio::time::sleep(Duration::from_millis(20)).await;
    server.ask_to_stop();
    assert_eq!(under_way.await.unwrap().unwrap().status(), 201);
    while feed.chunk().await.unwrap().is_some() {}
    let path = server.http("/health");
    let (is_well, took, log) = server.end();
    assert!(is_well && took < Duration::from_secs(5), "{took:?}\n{log}");
    assert!(reqwest::get(path).await.is_err(), "nobody listens");
}

/// Clients that never send the rest of their requests do not delay the end of the server.
#[test]
fn half_a_request_does_not_delay_the_end() {
    use std::io::Write;
    let folder = tempfile::tempdir().unwrap();
    let server = Running::start(folder.path(), &[]);
    let begun = ["", "G", "GET /health HTTP/1.1\r\nhost: hea", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"];
    let _begun = begun.map(|begun| {
        let mut stream = std::net::TcpStream::connect(&server.address).unwrap();
        stream.write_all(begun.as_bytes()).unwrap();
        stream
    });
    std::thread::sleep(Duration::from_millis(200));
    server.ask_to_stop();
    let (is_well, took, log) = server.end();
    assert!(is_well && took < Duration::from_secs(5), "{took:?}\n{log}");
}

/// The address that the server got is the issuer of tokens, and the beginning of links in messages.
#[tokio::test]
async fn issuer_has_the_port_that_was_chosen() {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    let folder = tempfile::tempdir().unwrap();
    let server = Running::start(folder.path(), &["--listen", ":0"]);
    let person = json!({ "email": "anna@example.com", "password": "별이빛나는밤에1976", "name": "Anna" });
    let answer = reqwest::Client::new().post(server.http("/auth/register")).json(&person).send().await.unwrap();
    let session: Value = answer.json().await.unwrap();
    let claims = session["data"]["token"].as_str().unwrap().split('.').nth(1).unwrap();
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap();
    assert_eq!(claims["iss"], server.http(""));
    server.ask_to_stop();
    assert!(server.end().0);
}

/// Errors in the log are for operators to act upon, so no client can cause them.
#[tokio::test]
async fn client_errors_are_not_logged_as_errors() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::start(folder.path(), &["--log", "json"]);
    // The confirmation of an address redirects to the pages of the platform, which are on another server.
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    for provider in ["google", "kakao", "naver"] {
        let answer = client.get(server.http(&format!("/auth/social/{provider}"))).send().await.unwrap();
        assert_eq!(answer.status(), 503);
        let problem: Value = answer.json().await.unwrap();
        assert_eq!(problem["code"], "SOCIAL_PROVIDER_UNAVAILABLE");
    }
    let many = (0..100).map(|number| {
        let email = format!("nobody{number}@example.com");
        let login = client.post(server.http("/auth/login")).json(&json!({ "email": email, "password": "wrong" }));
        async { login.send().await.unwrap().status().as_u16() }
    });
    let statuses = futures_util::future::join_all(many).await;
    assert!(statuses.contains(&401) && statuses.contains(&429), "{statuses:?}");
    for (method, path, body) in [
        (reqwest::Method::POST, "/auth/refresh", "{"),
        (reqwest::Method::GET, "/nowhere", ""),
        (reqwest::Method::GET, "/uploads/..%2f..%2fetc%2fpasswd", ""),
        (reqwest::Method::GET, "/auth/verify-email?token=a.b.c", ""),
        (reqwest::Method::POST, "/graphql", "{"),
        (reqwest::Method::POST, "/payment/create", "{}"),
    ] {
        let request = client.request(method, server.http(path)).header("content-type", "application/json");
        request.body(body).send().await.unwrap();
    }
    server.ask_to_stop();
    let (is_well, _, log) = server.end();
    assert!(is_well, "{log}");
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect();
    assert!(lines.iter().any(|line| line["message"] == "answered"), "requests are logged: {log}");
    for line in lines {
        assert!(!["ERROR", "WARN"].contains(&line["level"].as_str().unwrap()), "{line:#}");
    }
}

#[test]
fn migrations_can_be_left_to_the_command() {
    let folder = tempfile::tempdir().unwrap();
    let refused = program(folder.path(), &["--listen", "127.0.0.1:0", "--migrate", "off"]).output().unwrap();
    let printed = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && printed.contains("run `heal7-server migrate`"), "{printed}");
    let migrating: Vec<_> = (0..4).map(|_| program(folder.path(), &["migrate"]).spawn().unwrap()).collect();
    for one in migrating {
        let output = one.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let server = Running::start(folder.path(), &["--migrate", "off"]);
    server.ask_to_stop();
    assert!(server.end().0);
}

#[test]
fn port_in_use_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::start(folder.path(), &[]);
    let second = program(folder.path(), &["--listen", &server.address]).output().unwrap();
    let printed = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(!second.status.success() && printed.contains("--listen 127.0.0.1:0"), "{printed}");
    server.ask_to_stop();
    assert!(server.end().0);
}

/// A request is a span in the trace of its caller, and the collector has received it when the program has ended.
#[tokio::test(flavor = "multi_thread")]
async fn traces_go_to_the_collector() {
    let (sent, mut collected) = tokio::sync::mpsc::unbounded_channel();
    let collector = axum::Router::new().fallback(move |request: axum::extract::Request| async move {
        let path = request.uri().path().to_owned();
        let body = axum::body::to_bytes(request.into_body(), usize::MAX).await.unwrap();
        sent.send((path, body)).unwrap();
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, collector).await });

    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("server.toml");
    std::fs::write(&settings, format!("[telemetry]\nendpoint = \"{endpoint}\"\n")).unwrap();
    let server = Running::start(folder.path(), &["--config", settings.to_str().unwrap(), "--log", "json"]);
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let request = reqwest::Client::new().get(server.http("/health"));
    let request = request.header("traceparent", format!("00-{trace}-00f067aa0ba902b7-01"));
    assert_eq!(request.send().await.unwrap().status(), 200);
    server.ask_to_stop();
    let (is_well, _, log) = server.end();
    assert!(is_well && log.contains(&format!("\"trace_id\":\"{trace}\"")), "{log}");

    let (path, body) = collected.recv().await.unwrap();
    assert_eq!(path, "/v1/traces");
    let holds = |bytes: &[u8]| body.windows(bytes.len()).any(|window| window == bytes);
    let id: Vec<_> = (0..16).map(|byte| u8::from_str_radix(&trace[byte * 2..byte * 2 + 2], 16).unwrap()).collect();
    assert!(holds(&id) && holds(b"heal7-server") && holds(b"request") && holds(b"/health"));
}
