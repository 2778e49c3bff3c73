//! Floods of sessions and registrations.

use contract_model::registry::Registry;
use futures_util::future::join_all;
use reqwest::{Method, Response};
use serde_json::{Value, json};

use super::{flood, snapshot};
use crate::running::{Running, code, data, registry};

#[tokio::test(flavor = "multi_thread")]
async fn the_printed_token_outlasts_any_number_of_sessions() {
    let mock = Running::new().await;
    let order = format!("/orders/{}", mock.order("k-1").await["id"].as_str().unwrap());
    let sign_in = async || mock.ask(Method::POST, "/session").json(&json!({ "name": "ada" })).send().await.unwrap();
    let token = async || data(sign_in().await, 200).await["token"].as_str().unwrap().to_owned();
    let first = token().await;
    let statuses = flood(&mock, 2_000, async |_| sign_in().await).await;
    assert!(statuses.iter().all(|status| *status == 200), "{statuses:?}");
    let status = async |token: &str| mock.get(&order).bearer_auth(token).send().await.unwrap().status().as_u16();
    assert_eq!(mock.signed(Method::GET, &order).send().await.unwrap().status(), 200);
    assert_eq!((status(&first).await, status(&token().await).await), (401, 200));
    assert_eq!(snapshot(&mock).await["changes"]["accounts"]["sessions"].as_object().unwrap().len(), 2_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_oldest_persons_are_forgotten_with_their_sessions() {
    let mock = Running::of(with_readers(), |_| {}).await;
    let account = |name: &str| json!({ "email": format!("{name}@example.com"), "password": "a long password" });
    let ask = async |path: &str, name: &str| -> Response {
        mock.ask(Method::POST, path).json(&account(name)).send().await.unwrap()
    };
    let registered: Value = ask("/readers", "first").await.json().await.unwrap();
    let token = registered["token"].as_str().unwrap();
    let profile = async |token: &str| mock.get("/reader").bearer_auth(token).send().await.unwrap();
    assert_eq!(profile(token).await.json::<Value>().await.unwrap()["email"], "first@example.com");
    let statuses = flood(&mock, 520, async |index| ask("/readers", &format!("reader{index}")).await).await;
    assert!(statuses.iter().all(|status| *status == 201), "{statuses:?}");
    assert_eq!(profile(token).await.status(), 401, "the session ends with the person");
    assert_eq!(ask("/login", "first").await.status(), 401);
    assert_eq!(ask("/login", "reader519").await.status(), 200);
    assert_eq!(code(ask("/readers", "reader519").await, 409).await, "OUT_OF_STOCK");
    assert_eq!(ask("/readers", "first").await.status(), 201, "the name is free again");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_many_gets_a_name() {
    let mock = Running::of(with_readers(), |_| {}).await;
    let account = json!({ "email": "ada@example.com", "password": "a long password" });
    let answers = join_all((0..40).map(|_| mock.ask(Method::POST, "/readers").json(&account).send())).await;
    let statuses: Vec<u16> = answers.into_iter().map(|answer| answer.unwrap().status().as_u16()).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 409).count(), 39, "{statuses:?}");
}

/// The contract of the bookshop, with readers who register.
fn with_readers() -> Registry {
    let mut contract: Value = serde_json::to_value(registry()).unwrap();
    let plain = |properties: Value, direction: &str| {
        let schema =
            json!({ "description": "An object.", "shape": "object", "properties": properties, "closed": true });
        json!({ "schema": schema, "direction": direction, "role": { "kind": "plain" } })
    };
    let reference = |name: &str| json!({ "description": "A value.", "shape": "reference", "name": name });
    let property = |name: &str, schema: Value| json!({ "name": name, "required": true, "schema": schema });
    let text = json!({ "description": "A text.", "shape": "string", "examples": ["a long password"] });
    let mut id = contract["types"]["BookId"].clone();
    id["schema"]["description"] = "Identifies a reader.".into();
    let types = contract["types"].as_object_mut().unwrap();
    types.insert("ReaderId".into(), id);
    let email = || property("email", reference("EmailAddress"));
    types.insert("Reader".into(), plain(json!([property("id", reference("ReaderId")), email()]), "answer"));
    types.insert("Account".into(), plain(json!([email(), property("password", text.clone())]), "request"));
    let begun = json!([property("reader", reference("Reader")), property("token", text)]);
    types.insert("Begun".into(), plain(begun, "answer"));
    let example = json!({ "email": "ada@example.com", "password": "a long password" });
    let reader = json!({ "id": "01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f", "email": "ada@example.com" });
    let operation = |id: &str, path: &str, status: u16, errors: Value| {
        json!({
            "id": id, "module": "orders", "method": "POST", "path": path, "summary": "Begin", "description": "At once.",
            "auth": "public", "parameters": [], "errors": errors,
            "body": { "kind": "json", "schema": reference("Account"), "example": example },
            "answers": [{
                "status": status, "description": "Success.",
                "body": { "schema": reference("Begun"), "example": { "reader": reader, "token": "a" } },
            }],
            "policy": { "session": { "kind": "begins", "tokens": { "access": "/token" } } },
        })
    };
    let mut profile = operation("getReader", "/reader", 200, json!([]));
    profile["method"] = "GET".into();
    profile["auth"] = "bearer".into();
    profile["body"] = json!({ "kind": "none" });
    profile["policy"] = json!({});
    profile["answers"][0]["body"] = json!({ "schema": reference("Reader"), "example": reader });
    let further = [
        operation("register", "/readers", 201, json!(["OUT_OF_STOCK"])),
        operation("logIn", "/login", 200, json!(["UNAUTHENTICATED"])),
        profile,
    ];
    contract["operations"].as_array_mut().unwrap().extend(further);
    Registry::from_json(&contract.to_string()).unwrap()
}
