//! Mocks of the bookshop, as a client's tests use them: over HTTP, with reqwest.

#![allow(missing_docs, reason = "the names of the tests say what they hold")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod answers;
mod errors;
mod expectations;
mod generated;
mod matching;

use std::{sync::LazyLock, time::Duration};

use bookshop_contract::BookshopContract;
use contract_kit::build::Contract;
use contract_model::registry::Registry;
use contract_wiremock::ContractMocks;
use reqwest::{Client, RequestBuilder, Response};
use serde_json::{Value, json};

/// The id of a book and of an order.
const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

fn registry() -> Registry {
    static REGISTRY: LazyLock<Registry> = LazyLock::new(|| BookshopContract::registry().unwrap());
    REGISTRY.clone()
}

/// The bookshop's registry with a change.
fn changed(change: impl FnOnce(&mut Value)) -> Registry {
    let mut registry = serde_json::to_value(registry()).unwrap();
    change(&mut registry);
    serde_json::from_value(registry).unwrap()
}

async fn start() -> ContractMocks {
    ContractMocks::start(registry()).await.unwrap()
}

fn client() -> Client {
    Client::builder().timeout(Duration::from_secs(20)).build().unwrap()
}

fn get(mocks: &ContractMocks, path: &str) -> RequestBuilder {
    client().get(mocks.url() + path)
}

fn post(mocks: &ContractMocks, path: &str, body: &Value) -> RequestBuilder {
    client().post(mocks.url() + path).json(body)
}

async fn status(request: RequestBuilder) -> u16 {
    request.send().await.unwrap().status().as_u16()
}

fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
    response.headers().get(name).map(|value| value.to_str().unwrap())
}

/// A valid order.
fn new_order() -> Value {
    json!({
        "lines": [{ "bookId": ID, "copies": 2 }],
        "address": { "street": "세종대로 110", "town": "서울" },
    })
}
