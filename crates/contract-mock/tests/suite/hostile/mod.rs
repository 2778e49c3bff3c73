//! Clients that ask for too much: the memory of the mock stays bounded, it never panics, and other clients still get
//! answers.

mod connections;
mod control;
mod requests;
mod sessions;
mod state;

use std::{
    fs,
    time::{Duration, Instant},
};

use futures_util::{StreamExt, stream};
use reqwest::{Client, Method, Response};
use serde_json::{Value, json};

use crate::running::Running;

/// The number of concurrent requests in a flood.
const AT_A_TIME: usize = 8;
/// The maximum time until another client is answered.
const PATIENCE: Duration = Duration::from_secs(3);

/// Sends requests, some of them concurrently, while another client sends requests repeatedly. Returns the statuses.
async fn flood(mock: &Running, count: usize, request: impl AsyncFn(usize) -> Response) -> Vec<u16> {
    let statuses = stream::iter(0..count).map(async |index| {
        let answer = request(index).await;
        let status = answer.status().as_u16();
        answer.bytes().await.unwrap();
        status
    });
    meanwhile(mock, statuses.buffered(AT_A_TIME).collect()).await
}

/// Does something while another client sends requests repeatedly, which are answered in time.
async fn meanwhile<T>(mock: &Running, work: impl Future<Output = T>) -> T {
    let url = format!("{}/shelves", mock.server.url());
    let other = tokio::spawn(async move {
        let client = Client::new();
        loop {
            let begun = Instant::now();
            assert_eq!(client.get(&url).send().await.unwrap().status(), 200);
            assert!(begun.elapsed() < PATIENCE, "another client waited for {:?}", begun.elapsed());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    let done = work.await;
    assert_eq!(mock.get("/shelves").send().await.unwrap().status(), 200);
    other.abort();
    assert!(other.await.is_err_and(|error| error.is_cancelled()), "another client was not answered in time");
    done
}

/// Fails if the work increases the memory of this process by more MiB. Client and server share the process.
async fn grows_by_less_than(mebibytes: u64, work: impl Future<Output = ()>) {
    let before = resident();
    work.await;
    let grown = resident().saturating_sub(before);
    assert!(grown < mebibytes << 20, "the memory has grown by {} MiB", grown >> 20);
}

/// The memory of this process in bytes; 0 if the system does not report it.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or_default() * 1024
}

/// A new book with one very long author.
fn book(title: &str, length: usize) -> Value {
    json!({
        "title": title, "isbn": "9788937460449", "binding": "paperback", "genre": "novel", "script": "한글",
        "authors": ["x".repeat(length.max(1))], "price": 12000, "publishedOn": "2026-01-15",
        "contact": "hong@example.com",
    })
}

async fn add_book(mock: &Running, title: &str, length: usize) -> Response {
    mock.signed(Method::POST, "/books").json(&book(title, length)).send().await.unwrap()
}

async fn snapshot(mock: &Running) -> Value {
    mock.get("/__mock/snapshot").send().await.unwrap().json().await.unwrap()
}
