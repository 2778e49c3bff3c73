//! The connections of a server are limited, in total and per address: silent ones are closed to make room, others are
//! answered with 503, and the server's operators always get answers.

use std::{net::IpAddr, time::Duration};

use bookshop::open::Open;
use contract_axum::{Bounds, Settings};
use reqwest::{Client, Response, header};
use tests::{
    heal7::Heal7,
    raw,
    socket::{self, end},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time,
};
use tokio_tungstenite::tungstenite::Error;

/// A client whose connections come from this address of the machine, one per request.
fn client_at(address: [u8; 4]) -> Client {
    Client::builder().local_address(IpAddr::from(address)).pool_max_idle_per_host(0).build().unwrap()
}

/// A reference server with these limits.
async fn heal7(total: usize, per_address: usize, reserve: usize) -> Heal7 {
    Heal7::with(|config| {
        config.connections.total = total;
        config.connections.per_address = per_address;
        config.connections.reserve = reserve;
    })
    .await
}

/// A feed of the platform's state, which stays open.
async fn feed(heal7: &Heal7, client: &Client) -> Response {
    let request = client.get(heal7.http("/events/system")).header(header::ACCEPT, "text/event-stream");
    let mut feed = request.send().await.unwrap();
    assert_eq!(feed.status(), 200);
    assert!(feed.chunk().await.unwrap().is_some());
    feed
}

async fn status(heal7: &Heal7, client: &Client, path: &str) -> u16 {
    client.get(heal7.http(path)).send().await.unwrap().status().as_u16()
}

/// Waits until a request has the wanted answer.
async fn until_answered(heal7: &Heal7, client: &Client, path: &str, wanted: u16) {
    let waiting = async {
        while status(heal7, client, path).await != wanted {
            time::sleep(Duration::from_millis(20)).await;
        }
    };
    time::timeout(Duration::from_secs(5), waiting).await.unwrap();
}

async fn is_closed(mut stream: TcpStream) {
    let mut byte = [0];
    let read = time::timeout(Duration::from_secs(5), stream.read(&mut byte)).await;
    assert!(matches!(read, Ok(Ok(0) | Err(_))), "the server keeps the connection: {read:?}");
}

#[tokio::test]
async fn silent_connections_are_closed_for_new_ones() {
    let bounds = Bounds { total: 8, per_address: 6, reserve: 2 };
    let open = Open::new(Settings { connections: bounds, ..Settings::default() }).await;
    let mut silent = Vec::new();
    for number in 0..200u8 {
        // First from one address, and then from many.
        let source = [127, 0, 0, if number < 100 { 1 } else { number }];
        silent.push(raw::connect_from(source.into(), open.address).await);
        if number % 20 == 0 {
            let asking = client_at([127, 0, 0, 1]).get(open.http("/shelves")).send();
            let answer = time::timeout(Duration::from_secs(2), asking).await.expect("silent connections do not block");
            assert_eq!(answer.unwrap().status(), 200);
        }
    }
    // The newest connections are kept, and the older ones have been closed.
    let last = silent.split_off(silent.len() - 8);
    for stream in silent {
        is_closed(stream).await;
    }
    for mut stream in last {
        stream.write_all(b"GET /shelves HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n\r\n").await.unwrap();
        assert!(raw::rest(stream).await.starts_with("HTTP/1.1 200 "));
    }
}

#[tokio::test]
async fn idle_keep_alive_connection_is_closed_for_a_new_one() {
    let bounds = Bounds { total: 2, per_address: 2, reserve: 1 };
    let open = Open::new(Settings { connections: bounds, ..Settings::default() }).await;
    let mut kept = Vec::new();
    for _ in 0..6 {
        let mut stream = raw::connect(open.address).await;
        stream.write_all(b"GET /shelves HTTP/1.1\r\nhost: shop\r\n\r\n").await.unwrap();
        let mut begin = [0; 15];
        time::timeout(Duration::from_secs(2), stream.read_exact(&mut begin)).await.unwrap().unwrap();
        assert_eq!(&begin, b"HTTP/1.1 200 OK");
        kept.push(stream);
    }
    let oldest = kept.remove(0);
    assert!(raw::rest(oldest).await.contains("\r\n\r\n"), "its answer was whole");
}

#[tokio::test]
async fn full_server_refuses_clients_and_answers_health_checks() {
    let heal7 = heal7(3, 3, 2).await;
    let client = client_at([127, 0, 0, 1]);
    let mut feeds = Vec::new();
    for _ in 0..3 {
        feeds.push(feed(&heal7, &client).await);
    }
    // From every address, because the total limit is reached.
    for address in [[127, 0, 0, 1], [127, 0, 0, 2]] {
        let client = client_at(address);
        let refused = client.get(heal7.http("/users/profile")).send().await.unwrap();
        assert_eq!(refused.status(), 503);
        assert!(refused.headers().contains_key(header::RETRY_AFTER));
        assert_eq!(refused.headers()[header::CONNECTION], "close");
        assert_eq!(refused.headers()[header::CONTENT_TYPE], "application/problem+json");
        let problem: serde_json::Value = refused.json().await.unwrap();
        heal7.is("Problem", &problem);
        assert_eq!(problem["code"], "SERVICE_UNAVAILABLE");
        for path in ["/health", "/ready"] {
            assert_eq!(status(&heal7, &client, path).await, 200, "{path}");
        }
    }
    // Silent connections and incomplete requests in the reserve do not block operators.
    let mut silent = Vec::new();
    for _ in 0..20 {
        let mut stream = raw::connect(heal7.address).await;
        stream.write_all(b"GET /health HTTP/1.1\r\nhost:").await.unwrap();
        silent.push(stream);
        assert_eq!(status(&heal7, &client, "/health").await, 200);
    }
    feeds.pop();
    until_answered(&heal7, &client, "/users/profile", 401).await;
}

#[tokio::test]
async fn one_address_cannot_use_up_all_connections() {
    let heal7 = heal7(100, 2, 4).await;
    let (greedy, other) = (client_at([127, 0, 0, 1]), client_at([127, 0, 0, 2]));
    let feeds = [feed(&heal7, &greedy).await, feed(&heal7, &greedy).await];
    assert_eq!(status(&heal7, &greedy, "/users/profile").await, 503);
    assert_eq!(status(&heal7, &greedy, "/health").await, 200);
    assert_eq!(status(&heal7, &other, "/users/profile").await, 401);
    drop(feeds);
    until_answered(&heal7, &greedy, "/users/profile", 401).await;
}

#[tokio::test]
async fn a_socket_keeps_its_place_until_it_ends() {
    let heal7 = heal7(3, 3, 2).await;
    let anna = heal7.person("anna").await;
    let mut sockets = vec![heal7.socket(&anna).await, heal7.graphql_socket(None).await, heal7.socket(&anna).await];
    let client = client_at([127, 0, 0, 1]);
    assert_eq!(status(&heal7, &client, "/users/profile").await, 503);
    let refused =
        socket::connect(&heal7.ws("/graphql"), Some(("sec-websocket-protocol", "graphql-transport-ws"))).await;
    assert!(matches!(refused, Err(Error::Http(answer)) if answer.status() == 503));
    let mut last = sockets.pop().unwrap();
    last.close(None).await.unwrap();
    until_answered(&heal7, &client, "/users/profile", 401).await;
}

#[tokio::test]
async fn behind_a_proxy_the_sockets_and_feeds_of_each_client_are_counted() {
    let heal7 = Heal7::with(|config| {
        config.trusted_proxies = 1;
        config.connections.per_address = 2;
    })
    .await;
    let client = Client::new();
    let feed = |address: &str| {
        let request = client.get(heal7.http("/events/system")).header(header::ACCEPT, "text/event-stream");
        request.header("x-forwarded-for", format!("192.0.2.99, {address}")).send()
    };
    let graphql = |address: &'static str| {
        let url = heal7.ws("/graphql");
        async move { socket::connect(&url, Some(("x-forwarded-for", address))).await }
    };
    let first = feed("2001:db8::1").await.unwrap();
    let second = graphql("2001:db8::2").await.unwrap();
    let refused = feed("2001:db8::3").await.unwrap();
    assert_eq!((first.status().as_u16(), refused.status().as_u16()), (200, 503));
    assert!(refused.headers().contains_key(header::RETRY_AFTER));
    let refused = graphql("2001:db8::4").await;
    assert!(matches!(refused, Err(Error::Http(answer)) if answer.status() == 503), "before it is a socket");
    assert_eq!(feed("2001:db8:1::1").await.unwrap().status(), 200, "another network");
    // The connections of the proxy itself are not counted; it keeps as many as it likes.
    let mut kept = Vec::new();
    for _ in 0..8 {
        kept.push(raw::connect(heal7.address).await);
    }
    for mut stream in kept {
        let request = b"GET /health HTTP/1.1\r\nhost: a\r\nx-forwarded-for: 192.0.2.7\r\nconnection: close\r\n\r\n";
        stream.write_all(request).await.unwrap();
        assert!(raw::rest(stream).await.starts_with("HTTP/1.1 200 "));
    }
    assert_eq!(end(second).await.0, 4406, "it offered no subprotocol");
    let waiting = async {
        while graphql("2001:db8::5").await.is_err() {
            time::sleep(Duration::from_millis(20)).await;
        }
    };
    time::timeout(Duration::from_secs(5), waiting).await.expect("the place is free again");
}

#[tokio::test]
async fn the_feeds_of_one_http_2_connection_are_counted() {
    let heal7 = heal7(100, 3, 2).await;
    let stream = TcpStream::connect(heal7.address).await.unwrap();
    let (mut client, connection) = h2::client::handshake(stream).await.unwrap();
    let driving = tokio::spawn(connection);
    let mut statuses = Vec::new();
    let mut feeds = Vec::new();
    for _ in 0..5 {
        client = client.ready().await.unwrap();
        let request = axum::http::Request::get(heal7.http("/events/system")).header("accept", "text/event-stream");
        let (answer, _) = client.send_request(request.body(()).unwrap(), true).unwrap();
        let answer = answer.await.unwrap();
        statuses.push(answer.status().as_u16());
        feeds.push(answer);
    }
    assert_eq!(statuses, [200, 200, 200, 503, 503]);
    driving.abort();
}
