//! Feeds and sockets that are opened and dropped.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use reqwest::Method;
use serde_json::json;

use super::{flood, grows_by_less_than, meanwhile};
use crate::running::{Running, data};

/// Opens a feed or a socket, reads the head of the answer, and drops the connection.
fn open_and_drop(address: SocketAddr, path: &str, token: &str, headers: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: mock\r\nauthorization: Bearer {token}\r\n{headers}\r\n").unwrap();
    let mut head = [0; 12];
    stream.read_exact(&mut head).unwrap();
    String::from_utf8_lossy(&head).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_are_dropped_leave_nothing_behind() {
    const FEED: &str = "accept: text/event-stream\r\n";
    const SOCKET: &str = "connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n\
                          sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    let mock = Running::new().await;
    let order = format!("/orders/{}/events", mock.order("k-0").await["id"].as_str().unwrap());
    let address = mock.server.address();
    grows_by_less_than(24, async {
        for round in 0..20 {
            // Each round has a session of its own.
            let session = mock.ask(Method::POST, "/session").json(&json!({ "name": "ada" })).send().await.unwrap();
            let token = data(session, 200).await["token"].as_str().unwrap().to_owned();
            let order = order.clone();
            let opened = tokio::task::spawn_blocking(move || {
                let feeds = (0..10).map(|_| open_and_drop(address, &order, &token, FEED));
                let feeds: Vec<String> = feeds.collect();
                let sockets = (0..10).map(|_| open_and_drop(address, "/desk", &token, SOCKET));
                feeds.into_iter().chain(sockets).collect::<Vec<_>>()
            });
            let opened = meanwhile(&mock, opened).await.unwrap();
            let (feeds, sockets) = opened.split_at(10);
            assert!(feeds.iter().all(|head| head == "HTTP/1.1 200"), "{feeds:?}");
            assert!(sockets.iter().all(|head| head == "HTTP/1.1 101"), "{sockets:?}");
            mock.order(&format!("k-{round}")).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_cuts_off_a_feed_without_an_end() {
    let mock = Running::new().await;
    let order = format!("/orders/{}/events", mock.order("k-1").await["id"].as_str().unwrap());
    let rule = json!([{ "item": "orderEvents", "truncate": 10 }]);
    assert_eq!(mock.ask(Method::PUT, "/__mock/rules").json(&rule).send().await.unwrap().status(), 204);
    let statuses = flood(&mock, 1, async |_| {
        let mut feed = mock.signed(Method::GET, &order).header("accept", "text/event-stream").send().await.unwrap();
        let cut = tokio::time::timeout(Duration::from_secs(5), async {
            let mut length = 0;
            while let Ok(Some(part)) = feed.chunk().await {
                length += part.len();
            }
            length
        });
        assert_eq!(cut.await.expect("the feed is cut off"), 10);
        mock.get("/shelves").send().await.unwrap()
    })
    .await;
    assert_eq!(statuses, [200]);
}
