//! The cost of a handler that does nothing but answer every request with the bytes of a file, for `cargo xtask bench
//! server`.
//!
//! `bare ADDRESS FILE`

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "it is a yardstick, not a program")]

use axum::{
    Router,
    body::Bytes,
    http::{HeaderValue, header},
};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() {
    let [address, file] = std::env::args().skip(1).collect::<Vec<_>>().try_into().unwrap();
    let bytes = Bytes::from(std::fs::read(file).unwrap());
    let answer = move || {
        let bytes = bytes.clone();
        async move { ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], bytes) }
    };
    let listener = TcpListener::bind(address).await.unwrap();
    println!("ready");
    axum::serve(listener, Router::new().fallback(answer)).await.unwrap();
}
