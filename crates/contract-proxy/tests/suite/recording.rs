//! Answers that pass a proxy are recorded, and a mock with the scenario gives the same answers to the same reads.

use axum::{body::Bytes, extract::Request};
use contract_mock::{MockServer, Options, Validation};
use contract_model::registry::{Implied, Registry};
use reqwest::{Client, Method};
use serde_json::{Value, json};

use crate::{
    proxied::{Backend, Proxied, json as answer},
    real::{Running, data},
};

/// The answer for each path, with the token of the first account.
async fn reads(url: &str, token: &str, paths: &[&str]) -> Vec<Value> {
    let client = Client::new();
    let mut answers = Vec::new();
    for path in paths {
        let answer = client.get(format!("{url}{path}")).bearer_auth(token).send().await.unwrap();
        let status = answer.status().as_u16();
        answers.push(json!({ "path": path, "status": status, "body": answer.json::<Value>().await.unwrap() }));
    }
    answers
}

#[tokio::test]
async fn reads_through_a_proxy_are_answered_again_from_the_scenario() {
    let real = Running::with(|options| options.seed = "real".into()).await;
    let token = real.server.mock().first_account().token;
    let order = real.order("k-1").await;
    let of_order = format!("/orders/{}", order["id"].as_str().unwrap());
    let books = data(real.get("/books").send().await.unwrap(), 200).await;
    let of_book = format!("/books/{}", books["items"][0]["id"].as_str().unwrap());
    let paths = ["/books", &of_book, &of_order, "/searches"];
    let expected = reads(&real.server.url(), &token, &paths).await;

    let proxied = Proxied::to(&real.server.url()).await;
    assert_eq!(reads(&proxied.server.url(), &token, &paths).await, expected);
    let scenario = proxied.get("/__mock/scenario").send().await.unwrap().text().await.unwrap();

    let fresh = Running::new().await;
    let token = fresh.server.mock().first_account().token;
    assert_ne!(reads(&fresh.server.url(), &token, &paths).await, expected);
    fresh.server.mock().play("recorded.toml", &scenario).unwrap();
    assert_eq!(reads(&fresh.server.url(), &token, &paths).await, expected);
    // The books of the page are also in the collection.
    let cover = json!({ "query": "{ books { nodes { id title } } }" });
    let cover = fresh.ask(Method::POST, "/graphql").json(&cover).send().await.unwrap();
    let cover: Value = cover.json().await.unwrap();
    let node = |book: &Value| json!({ "id": book["id"], "title": book["title"] });
    assert_eq!(cover["data"]["books"]["nodes"][0], node(&books["items"][0]), "{cover}");
}

#[tokio::test]
async fn what_was_removed_is_gone_and_what_was_refused_is_not_recorded() {
    let real = Running::open().await;
    let proxied = Proxied::to(&real.server.url()).await;
    let order = real.order("k-1").await;
    let of_order = format!("/orders/{}", order["id"].as_str().unwrap());
    proxied.get(&of_order).send().await.unwrap().bytes().await.unwrap();
    assert_eq!(proxied.ask(Method::DELETE, &of_order).send().await.unwrap().status(), 204);
    assert_eq!(proxied.ask(Method::POST, "/session").json(&json!({ "name": 5 })).send().await.unwrap().status(), 422);
    let scenario = proxied.server.mock().record().unwrap();
    let fresh = Running::open().await;
    fresh.server.mock().play("recorded.toml", &scenario).unwrap();
    assert_eq!(fresh.get(&of_order).send().await.unwrap().status(), 404);
}

#[tokio::test]
async fn results_of_graphql_are_recorded_without_their_aliases() {
    let real = Running::with(|options| options.seed = "real".into()).await;
    let proxied = Proxied::to(&real.server.url()).await;
    let query = json!({ "query": "{ all: books { nodes { key: id named: title price } } }" });
    let plain = json!({ "query": "{ books { nodes { id title price } totalCount } }" });
    let ask = async |url: String, query: &Value| -> Value {
        let asked = Client::new().post(format!("{url}/graphql")).json(query).send().await.unwrap();
        asked.json().await.unwrap()
    };
    let aliased = ask(proxied.server.url(), &query).await;
    let expected = ask(real.server.url(), &plain).await;
    assert_eq!(aliased["data"]["all"]["nodes"][0]["named"], expected["data"]["books"]["nodes"][0]["title"]);
    let fresh = Running::new().await;
    fresh.server.mock().play("recorded.toml", &proxied.server.mock().record().unwrap()).unwrap();
    let again = ask(fresh.server.url(), &plain).await;
    let nodes = |answer: &Value| answer["data"]["books"]["nodes"].clone();
    assert_eq!(nodes(&again), nodes(&expected));
    assert_eq!(again["data"]["books"]["totalCount"], 10, "the page that was read, and nothing made");
}

#[tokio::test]
async fn an_answer_that_does_not_fit_is_not_recorded() {
    let backend = Backend::new(|_: &Request<Bytes>| {
        answer(200, "application/json", &json!({ "success": true, "data": { "counts": { "토지": "many" } } }))
    })
    .await;
    let proxied = Proxied::to(&backend.url()).await;
    let before = proxied.server.mock().record().unwrap();
    proxied.get("/searches").send().await.unwrap().bytes().await.unwrap();
    proxied.reports(1).await;
    assert_eq!(proxied.server.mock().record().unwrap(), before);
}

/// The bookshop, with an operation that answers the books as a list without a page around it.
fn with_lists() -> Registry {
    let mut registry = crate::real::registry();
    let shelves = registry.operations.iter().find(|operation| operation.id == "listShelves").unwrap().clone();
    let books = registry.operations.iter().find(|operation| operation.id == "listBooks").unwrap().parameters.clone();
    let list: contract_model::schema::Schema =
        serde_json::from_value(json!({ "shape": "array", "items": { "shape": "reference", "name": "Book" } })).unwrap();
    let mut operation = shelves;
    operation.id = "listAllBooks".into();
    operation.path = "/all-books".into();
    operation.parameters =
        books.into_iter().filter(|parameter| ["page", "limit"].contains(&parameter.name.as_str())).collect();
    operation.answers[0].body.as_mut().unwrap().schema = list;
    registry.operations.push(operation);
    registry
}

/// A mock of a contract, or a proxy in front of one.
async fn start(registry: Registry, seed: &str, proxy: Option<contract_proxy::Proxy>) -> MockServer {
    let options = Options {
        seed: seed.into(),
        validation: Validation::Warn,
        front: proxy.map(|proxy| std::sync::Arc::new(proxy) as _),
        ..Options::default()
    };
    MockServer::start_with(registry, &options, ([127, 0, 0, 1], 0).into(), axum::Router::new()).await.unwrap()
}

/// A proxy that finds no violations.
fn in_front_of(server: &MockServer) -> contract_proxy::Proxy {
    contract_proxy::Proxy::new(server.url().parse().unwrap(), |entry| panic!("{entry:?}"))
}

/// The bookshop, with members who can read themselves.
fn with_members() -> Registry {
    let mut registry = crate::real::registry();
    let id =
        json!({ "schema": { "shape": "string", "format": "uuid" }, "direction": "both", "role": { "kind": "id" } });
    let property = |name: &str, schema: Value| json!({ "name": name, "required": true, "schema": schema });
    let of_id = json!({ "shape": "reference", "name": "MemberId" });
    let properties = json!([property("id", of_id.clone()), property("name", json!({ "shape": "string" }))]);
    let member = json!({
        "schema": { "shape": "object", "properties": properties, "closed": false },
        "direction": "answer",
        "role": { "kind": "plain" },
    });
    registry.types.insert("MemberId".into(), serde_json::from_value(id).unwrap());
    registry.types.insert("Member".into(), serde_json::from_value(member).unwrap());
    let mut operation = registry.operations.iter().find(|operation| operation.id == "getOrder").unwrap().clone();
    operation.id = "getMember".into();
    operation.path = "/members/{id}".into();
    operation.policy.owner = Some("id".into());
    operation.parameters[0].schema = serde_json::from_value(of_id).unwrap();
    let member = serde_json::from_value(json!({ "shape": "reference", "name": "Member" })).unwrap();
    operation.answers[0].body.as_mut().unwrap().schema = member;
    registry.operations.push(operation);
    let mut forbidden = registry.problem("UNAUTHENTICATED").unwrap().clone();
    (forbidden.code, forbidden.status, forbidden.implied) = ("FORBIDDEN".into(), 403, Some(Implied::Owner));
    registry.problems.push(forbidden);
    registry
}

#[tokio::test]
async fn the_signed_in_person_is_the_first_one_of_the_mock() {
    let real = start(with_members(), "real", None).await;
    let proxied = start(with_members(), "mock", Some(in_front_of(&real))).await;
    let account = |server: &MockServer| server.mock().first_account();
    let path = |server: &MockServer| format!("/members/{}", account(server).person.unwrap());
    let me = reads(&proxied.url(), &account(&real).token, &[&path(&real)]).await;
    assert_eq!(me[0]["status"], 200, "{me:?}");
    let fresh = start(with_members(), "mock", None).await;
    fresh.mock().play("recorded.toml", &proxied.mock().record().unwrap()).unwrap();
    let again = reads(&fresh.url(), &account(&fresh).token, &[&path(&fresh)]).await;
    assert_eq!(again[0]["body"]["name"], me[0]["body"]["name"]);
    assert_eq!(again[0]["body"]["id"].as_str(), account(&fresh).person.as_deref(), "the id stays the mock's");
}

#[tokio::test]
async fn lists_are_answered_again_in_their_order_and_page_by_page() {
    let real = start(with_lists(), "real", None).await;
    // The second page comes first, as when a client goes back a page.
    let paths =
        ["/all-books?page=2&limit=5", "/all-books?limit=5", "/all-books?page=3&limit=5", "/all-books?limit=100"];
    let expected = reads(&real.url(), "any", &paths).await;
    assert_eq!(expected[3]["body"].as_array().unwrap().len(), 12);
    let proxied = start(with_lists(), "mock", Some(in_front_of(&real))).await;
    assert_eq!(reads(&proxied.url(), "any", &paths[..3]).await, expected[..3]);
    let fresh = start(with_lists(), "mock", None).await;
    fresh.mock().play("recorded.toml", &proxied.mock().record().unwrap()).unwrap();
    assert_eq!(reads(&fresh.url(), "any", &paths).await, expected, "also a page that was not recorded");
}
