//! Requests that violate the contract: refused, recorded, or accepted.

use contract_mock::Validation;
use reqwest::Method;
use serde_json::json;

use crate::running::{Running, code};

#[tokio::test]
async fn requests_are_refused_as_a_server_refuses_them() {
    let mock = Running::new().await;
    assert_eq!(code(mock.get("/books?colour=red").send().await.unwrap(), 400).await, "BAD_REQUEST");
    assert_eq!(code(mock.ask(Method::POST, "/books").send().await.unwrap(), 401).await, "UNAUTHENTICATED");
    let text = mock.ask(Method::POST, "/session").header("content-type", "text/plain").body("ada");
    assert_eq!(code(text.send().await.unwrap(), 415).await, "UNSUPPORTED_MEDIA_TYPE");
    let missing = mock.ask(Method::POST, "/session").json(&json!({}));
    assert_eq!(code(missing.send().await.unwrap(), 422).await, "VALIDATION_FAILED");
    let method = mock.ask(Method::PUT, "/books").send().await.unwrap();
    assert_eq!(method.headers()["allow"], "GET, HEAD, POST");
    assert_eq!(code(method, 405).await, "METHOD_NOT_ALLOWED");
    let version = mock.get("/books").header("x-api-version", "v9").send().await.unwrap();
    assert_eq!(code(version, 400).await, "BAD_REQUEST");
    assert_eq!(code(mock.get("/nothing").send().await.unwrap(), 404).await, "NOT_FOUND");
}

#[tokio::test]
async fn a_tolerated_request_is_answered_and_noted() {
    for (validation, is_noted) in [(Validation::Warn, true), (Validation::Off, false)] {
        let mock = Running::with(|options| options.validation = validation).await;
        assert_eq!(mock.get("/books?colour=red&limit=many").send().await.unwrap().status(), 200);
        assert_eq!(mock.ask(Method::POST, "/session").json(&json!({ "name": 5 })).send().await.unwrap().status(), 200);
        let noted = mock.server.mock().requests();
        assert_eq!(noted[0].is_tolerated, is_noted);
        assert_eq!(noted[0].violations.iter().any(|found| found.pointer == "/name"), is_noted, "{noted:?}");
        let json = mock.ask(Method::POST, "/session").header("content-type", "application/json").body("{");
        assert_eq!(json.send().await.unwrap().status(), 400, "a body that is no JSON has no values to go on with");
    }
}

#[tokio::test]
async fn a_file_of_a_form_may_be_as_large_as_the_contract_says() {
    let mock = Running::open().await;
    let send = |bytes: usize| {
        let pages = reqwest::multipart::Part::bytes(vec![7; bytes]).mime_str("application/pdf").unwrap();
        let form = reqwest::multipart::Form::new().part("pages", pages);
        mock.ask(Method::POST, "/books/01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f/samples").multipart(form).send()
    };
    assert_eq!(send(5_000_000).await.unwrap().status(), 202);
    assert_eq!(code(send(5_000_001).await.unwrap(), 413).await, "PAYLOAD_TOO_LARGE");
}
