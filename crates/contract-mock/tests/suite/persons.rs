//! Persons of a contract without a type for them: each sign-in request body is one person.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::running::{Running, data};

/// The token of a person who signs in with a name.
async fn signed_in(mock: &Running, name: &str) -> String {
    let request = mock.ask(Method::POST, "/session").json(&json!({ "name": name }));
    data(request.send().await.unwrap(), 200).await["token"].as_str().unwrap().to_owned()
}

/// The status of a request for an order.
async fn read(mock: &Running, order: &Value, token: &str) -> StatusCode {
    let path = format!("/orders/{}", order["id"].as_str().unwrap());
    mock.get(&path).bearer_auth(token).send().await.unwrap().status()
}

#[tokio::test]
async fn same_request_is_the_same_person_and_another_one_is_another() {
    let mock = Running::new().await;
    let (grace, again, linus) =
        (signed_in(&mock, "grace").await, signed_in(&mock, "grace").await, signed_in(&mock, "linus").await);
    let order = json!({
        "lines": [{ "bookId": "01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f", "copies": 2 }],
        "address": { "street": "세종대로 110", "town": "서울" },
    });
    let request = mock.ask(Method::POST, "/orders").bearer_auth(&grace).header("idempotency-key", "of-grace");
    let order = data(request.json(&order).send().await.unwrap(), 201).await;
    assert_eq!(read(&mock, &order, &grace).await, StatusCode::OK);
    assert_eq!(read(&mock, &order, &again).await, StatusCode::OK);
    assert_eq!(read(&mock, &order, &linus).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn example_of_the_contract_signs_the_first_person_in() {
    let mock = Running::new().await;
    let of_the_first = mock.order("of-the-first").await;
    let ada = signed_in(&mock, "ada").await;
    assert_eq!(read(&mock, &of_the_first, &ada).await, StatusCode::OK);
    let grace = signed_in(&mock, "grace").await;
    assert_eq!(read(&mock, &of_the_first, &grace).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn session_ends_by_the_operation_that_ends_it_whatever_its_method() {
    let mock = Running::new().await;
    let order = mock.order("of-the-first").await;
    let ada = signed_in(&mock, "ada").await;
    let ended = mock.ask(Method::DELETE, "/session").bearer_auth(&ada).send().await.unwrap();
    assert_eq!(ended.status(), StatusCode::NO_CONTENT);
    assert_eq!(read(&mock, &order, &ada).await, StatusCode::UNAUTHORIZED);
}
