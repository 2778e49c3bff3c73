//! A client that does not finish its request, or does not read the answer, is disconnected; a client that is only slow
//! is not. A request has exactly one host.

use std::{future, time::Duration};

use axum::{body::Bytes, http::Request};
use bookshop::open::Open;
use contract_axum::Settings;
use h2::{
    RecvStream,
    client::{Builder, ResponseFuture, SendRequest},
};
use heal7_server::config::Config;
use tests::{heal7::Heal7, raw};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinHandle,
    time::{self, Instant},
};

/// The time that a client has in these tests.
const SHORT: Duration = Duration::from_secs(1);
/// The time after which a client that is still connected counts as kept.
const LONG: Duration = Duration::from_secs(5);
/// A document of several hundred kilobytes.
const DOCUMENT: &str = "/openapi.json";
/// The beginning of an HTTP/2 connection, with empty settings.
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0";

async fn heal7() -> Heal7 {
    Heal7::with(|config: &mut Config| {
        config.http.stall_seconds = SHORT.as_secs();
        config.http.head_seconds = SHORT.as_secs();
        config.http.body_seconds = SHORT.as_secs();
    })
    .await
}

/// An HTTP/2 connection of a client whose streams have this window.
async fn h2_client(heal7: &Heal7, window: u32) -> (SendRequest<Bytes>, JoinHandle<Result<(), h2::Error>>) {
    let stream = TcpStream::connect(heal7.address).await.unwrap();
    let (client, connection) = Builder::new().initial_window_size(window).handshake(stream).await.unwrap();
    (client, tokio::spawn(connection))
}

async fn ask(client: &mut SendRequest<Bytes>, url: &str) -> ResponseFuture {
    future::poll_fn(|context| client.poll_ready(context)).await.unwrap();
    client.send_request(Request::get(url).body(()).unwrap(), true).unwrap().0
}

/// Reads a body, this many bytes at a time and with a pause after each.
async fn read(mut body: RecvStream, pause: Duration) -> usize {
    let mut read = 0;
    while let Some(chunk) = body.data().await {
        let bytes = chunk.expect("the server goes on").len();
        read += bytes;
        time::sleep(pause).await;
        body.flow_control().release_capacity(bytes).unwrap();
    }
    read
}

#[tokio::test]
async fn a_client_that_reads_nothing_over_http_1_is_cut_off() {
    let heal7 = heal7().await;
    let request = format!("GET {DOCUMENT} HTTP/1.1\r\nhost: heal7\r\n\r\n");
    let mut deaf = Vec::new();
    for _ in 0..20 {
        let mut stream = raw::connect(heal7.address).await;
        // More than all buffers on the way can hold.
        stream.write_all(request.repeat(30).as_bytes()).await.unwrap();
        deaf.push(stream);
    }
    let begun = Instant::now();
    for stream in &mut deaf {
        raw::is_cut_off(stream).await;
    }
    assert!(begun.elapsed() < LONG * 2, "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_client_that_reads_slowly_over_http_1_gets_everything() {
    let heal7 = heal7().await;
    let whole = heal7.get(DOCUMENT).send().await.unwrap().bytes().await.unwrap().len();
    let mut slow = raw::connect(heal7.address).await;
    // So many that they wait in the server, and not in the buffers on the way.
    let request = format!("GET {DOCUMENT} HTTP/1.1\r\nhost: heal7\r\n\r\n");
    slow.write_all(request.repeat(20).as_bytes()).await.unwrap();
    let (begun, mut got, mut buffer) = (Instant::now(), 0, vec![0; 64 * 1024]);
    while got < whole * 20 {
        let read = time::timeout(LONG, slow.read(&mut buffer)).await.unwrap().unwrap();
        assert!(read > 0, "it was cut off after {got} bytes and {:?}", begun.elapsed());
        got += read;
        // Slow for several times the limit for reading nothing.
        if begun.elapsed() < SHORT * 4 {
            time::sleep(SHORT / 50).await;
        }
    }
    assert!(begun.elapsed() > SHORT * 3, "it was slow");
}

#[tokio::test]
async fn http_2_client_without_a_window_is_disconnected() {
    let heal7 = heal7().await;
    let (mut client, connection) = h2_client(&heal7, 0).await;
    let mut answers = Vec::new();
    for _ in 0..8 {
        answers.push(ask(&mut client, &heal7.http(DOCUMENT)).await.await.unwrap());
    }
    assert!(answers.iter().all(|answer| answer.status() == 200));
    // With or without a message about it.
    _ = time::timeout(LONG, connection).await.expect("it is cut off").unwrap();
}

#[tokio::test]
async fn a_client_that_reads_slowly_over_http_2_gets_everything() {
    let heal7 = heal7().await;
    let whole = heal7.get(DOCUMENT).send().await.unwrap().bytes().await.unwrap().len();
    let (mut client, connection) = h2_client(&heal7, 64 * 1024).await;
    let (begun, answer) = (Instant::now(), ask(&mut client, &heal7.http(DOCUMENT)).await.await.unwrap());
    let got = time::timeout(Duration::from_secs(30), read(answer.into_body(), SHORT / 16)).await.unwrap();
    assert_eq!(got, whole);
    assert!(begun.elapsed() > SHORT * 2, "it was slow: {:?}", begun.elapsed());
    connection.abort();
}

#[tokio::test]
async fn idle_http_2_connection_is_closed() {
    let heal7 = heal7().await;
    let (mut client, connection) = h2_client(&heal7, 64 * 1024).await;
    let answer = ask(&mut client, &heal7.http("/health")).await.await.unwrap();
    assert_eq!(answer.status(), 200);
    read(answer.into_body(), Duration::ZERO).await;
    // Although it answers the server's pings.
    _ = time::timeout(LONG, connection).await.expect("it is closed").unwrap();
}

#[tokio::test]
async fn head_sent_byte_by_byte_times_out() {
    let open = Open::new(Settings { head_timeout: SHORT, ..Settings::default() }).await;
    let mut stream = raw::connect(open.address).await;
    let begun = Instant::now();
    let writing = async {
        for byte in b"GET /shelves HTTP/1.1\r\nhost: shop\r\nx: ".iter().chain([&b'a'; 1000]) {
            if stream.write_all(&[*byte]).await.is_err() {
                break;
            }
            time::sleep(SHORT / 20).await;
        }
    };
    time::timeout(LONG * 2, writing).await.expect("the connection is closed");
    assert!(begun.elapsed() < LONG, "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_head_that_never_ends_over_http_2_is_refused() {
    let open = Open::new(Settings { head_timeout: SHORT, ..Settings::default() }).await;
    // One HEADERS frame (length, type 1, flags 0, stream 1) that announces more.
    let headers = b"\0\0\x01\x01\0\0\0\0\x01\x82";
    // Nothing follows.
    let mut silent = PREFACE.to_vec();
    silent.extend(headers);
    raw::exchange(open.address, &silent).await;
    // It never ends: CONTINUATION frames (type 9) with one literal header each.
    let mut stream = raw::connect(open.address).await;
    stream.write_all(&silent).await.unwrap();
    let continuation = b"\0\0\x06\x09\0\0\0\0\x01\0\x01a\x02bc";
    let flooding = async { while stream.write_all(&continuation.repeat(200)).await.is_ok() {} };
    time::timeout(SHORT, flooding).await.expect("the flood is not waited for as long as a head may take");
    // Pings and settings do not keep a connection open, because they request nothing.
    let mut stream = raw::connect(open.address).await;
    stream.write_all(PREFACE).await.unwrap();
    let ping = b"\0\0\x08\x06\0\0\0\0\0pingping";
    let pinging = async {
        while stream.write_all(ping).await.is_ok() {
            time::sleep(SHORT / 20).await;
        }
    };
    time::timeout(LONG, pinging).await.expect("the connection is closed");
}

#[tokio::test]
async fn a_head_that_is_too_large_is_refused() {
    let open = Open::new(Settings { head_limit: 8 * 1024, ..Settings::default() }).await;
    let head = format!("GET /shelves HTTP/1.1\r\nhost: shop\r\nconnection: close\r\nx: {}\r\n\r\n", "a".repeat(20_000));
    let answer = raw::exchange(open.address, head.as_bytes()).await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431 "), "{answer}");
    let head = head.replace(&"a".repeat(20_000), &"a".repeat(2000));
    assert!(raw::exchange(open.address, head.as_bytes()).await.starts_with("HTTP/1.1 200 "));
}

#[tokio::test]
async fn body_sent_byte_by_byte_times_out() {
    let heal7 = heal7().await;
    let head =
        "POST /auth/login HTTP/1.1\r\nhost: heal7\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n";
    let mut stream = raw::connect(heal7.address).await;
    stream.write_all(head.as_bytes()).await.unwrap();
    let (mut reading, mut writing) = stream.into_split();
    let dribble = tokio::spawn(async move {
        while writing.write_all(b" ").await.is_ok() {
            time::sleep(SHORT / 20).await;
        }
    });
    let mut begin = [0; 12];
    time::timeout(LONG, reading.read_exact(&mut begin)).await.expect("it is answered").unwrap();
    assert_eq!(&begin, b"HTTP/1.1 400");
    dribble.abort();

    let (mut client, connection) = h2_client(&heal7, 64 * 1024).await;
    future::poll_fn(|context| client.poll_ready(context)).await.unwrap();
    let request = Request::post(heal7.http("/auth/login")).header("content-type", "application/json");
    let (answer, mut body) = client.send_request(request.body(()).unwrap(), false).unwrap();
    let dribble = tokio::spawn(async move {
        while body.send_data(Bytes::from_static(b" "), false).is_ok() {
            time::sleep(SHORT / 20).await;
        }
    });
    let answer = time::timeout(LONG, answer).await.expect("it is answered").unwrap();
    assert_eq!(answer.status(), 400);
    dribble.abort();
    connection.abort();
}

#[tokio::test]
async fn request_with_several_hosts_is_refused() {
    let open = Open::new(Settings::default()).await;
    let asked = |version: &str, host: &str| {
        let request = format!("GET /shelves HTTP/{version}\r\n{host}connection: close\r\n\r\n");
        async move { raw::exchange(open.address, request.as_bytes()).await }
    };
    for good in ["host: shop\r\n", "host: shop.example:8080\r\n", "host: [::1]:80\r\n", "Host: 127.0.0.1\r\n"] {
        let answer = asked("1.1", good).await;
        assert!(answer.starts_with("HTTP/1.1 200 "), "{good}{answer}");
    }
    assert!(asked("1.0", "").await.starts_with("HTTP/1.0 200 "), "HTTP/1.0 knows no hosts");
    let bad =
        ["", "host: a\r\nhost: b\r\n", "host: a\r\nhost: a\r\n", "host: \r\n", "host: a/b\r\n", "host: me@shop\r\n"];
    for bad in bad {
        let answer = asked("1.1", bad).await;
        assert!(answer.starts_with("HTTP/1.1 400 "), "{bad}{answer}");
        assert!(answer.contains("application/problem+json") && answer.contains("x-request-id"), "{bad}{answer}");
    }
    assert!(asked("1.0", "host: a\r\nhost: b\r\n").await.starts_with("HTTP/1.0 400 "));

    let heal7 = heal7().await;
    let answer = raw::exchange(heal7.address, b"GET /health HTTP/1.1\r\nconnection: close\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 400 ") && answer.contains("\"BAD_REQUEST\""), "{answer}");
}
