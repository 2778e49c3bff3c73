//! A mock that runs for a test.

use axum::Router;
use contract_mock::{Authentication, MockServer, Options};
use contract_model::registry::Registry;
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};

/// The contract of a bookshop.
pub(crate) fn registry() -> Registry {
    Registry::from_json(include_str!("../../../contract-model/tests/registries/bookshop.json")).unwrap()
}

/// A mock of the bookshop, and a client with its token.
pub(crate) struct Running {
    pub server: MockServer,
    pub client: Client,
    token: String,
}

impl Running {
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub(crate) async fn with(set: impl FnOnce(&mut Options)) -> Self {
        Self::of(registry(), set).await
    }

    /// A mock of a contract.
    pub(crate) async fn of(registry: Registry, set: impl FnOnce(&mut Options)) -> Self {
        let mut options = Options::default();
        set(&mut options);
        assert!(options.settings.check_answers, "a test checks every answer against the contract");
        let server =
            MockServer::start_with(registry, &options, ([127, 0, 0, 1], 0).into(), Router::new()).await.unwrap();
        let token = server.mock().first_account().token;
        Self { server, client: Client::new(), token }
    }

    /// A mock without authentication.
    pub(crate) async fn open() -> Self {
        Self::with(|options| options.authentication = Authentication::Off).await
    }

    pub(crate) fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.server.url()))
    }

    pub(crate) fn get(&self, path: &str) -> RequestBuilder {
        self.ask(Method::GET, path)
    }

    /// A request with the token of the first account.
    pub(crate) fn signed(&self, method: Method, path: &str) -> RequestBuilder {
        self.ask(method, path).bearer_auth(&self.token)
    }

    /// Places an order with the given idempotency key.
    pub(crate) async fn order(&self, key: &str) -> Value {
        let order = json!({
            "lines": [{ "bookId": "01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f", "copies": 2 }],
            "address": { "street": "세종대로 110", "town": "서울" },
        });
        let request = self.signed(Method::POST, "/orders").header("idempotency-key", key).json(&order);
        data(request.send().await.unwrap(), 201).await
    }
}

/// The data of a success.
pub(crate) async fn data(response: Response, status: u16) -> Value {
    let found = response.status();
    let body: Value = response.json().await.unwrap();
    assert_eq!(found, status, "{body}");
    body["data"].clone()
}

/// The code of a problem, whose status equals the status of the answer.
pub(crate) async fn code(response: Response, status: u16) -> String {
    let found = response.status();
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    let body: Value = response.json().await.unwrap();
    assert_eq!((found.as_u16(), body["status"].as_u64()), (status, Some(status.into())), "{body}");
    body["code"].as_str().unwrap().to_owned()
}
