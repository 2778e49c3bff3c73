//! `contract-axum` serves GraphQL over HTTP at `/graphql` as the specification and external audits require, and fails
//! with the contract's problems.

use std::{path::Path, time::Duration};

use bookshop::{BookshopContract, open::Open, shop::IMPATIENT};
use contract_axum::{GraphqlLimits, Settings};
use contract_kit::{build::Contract, validate::Validator};
use reqwest::{Client, RequestBuilder, Response, header};
use serde_json::{Value, json};
use tests::judges::accepts;

const GRAPHQL_RESPONSE: &str = "application/graphql-response+json";

/// An open bookshop, and a customer.
struct Visit {
    url: String,
    client: Client,
    validator: Validator,
}

impl Visit {
    async fn new() -> Self {
        let settings = Settings {
            json_limit: 4096,
            handler_timeout: Duration::from_millis(300),
            graphql: GraphqlLimits { depth: 5, ..GraphqlLimits::default() },
            ..Settings::default()
        };
        let url = Open::new(settings).await.http("/graphql");
        Self { url, client: Client::new(), validator: Validator::new(&BookshopContract::registry().unwrap()) }
    }

    fn post(&self, query: &str, variables: &Value) -> RequestBuilder {
        let request = json!({ "query": query, "variables": variables });
        self.client.post(&self.url).header(header::ACCEPT, GRAPHQL_RESPONSE).json(&request)
    }

    /// The only error of an answer, with a problem of the contract.
    async fn error(&self, answer: Response, status: u16, class: &str, code: &str) -> Value {
        assert_eq!(answer.status(), status, "{class}");
        let answer: Value = answer.json().await.unwrap();
        let error = &answer["errors"][0];
        assert_eq!(answer["errors"].as_array().unwrap().len(), 1, "{answer:#}");
        assert_eq!(error["extensions"]["code"], class, "{answer:#}");
        let problem = &error["extensions"]["problem"];
        assert_eq!(problem["code"], code, "{answer:#}");
        let violations = self.validator.named("Problem", problem);
        assert!(violations.is_empty(), "{problem:#}\n{violations:#?}");
        answer
    }
}

const ADD: &str = "mutation ($input: NewBookInput!) { addBook(input: $input) { id title binding } }";

fn book(title: &str) -> Value {
    json!({ "input": {
        "title": title, "genre": "novel", "script": "한글", "authors": ["박경리"], "price": 15_000,
        "publishedOn": "1994-08-15", "contact": "desk@bookshop.example"
    } })
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audits_of_graphql_http_find_nothing() {
    let visit = Visit::new().await;
    let url = visit.url.clone();
    let judging = move || accepts("graphql-over-http", &[Path::new(&url)]);
    let report = tokio::task::spawn_blocking(judging).await.unwrap();
    assert_eq!(report.counts["audits"], 61);
}

#[tokio::test]
async fn queries_and_mutations_are_answered() {
    let visit = Visit::new().await;
    let added = visit.post(ADD, &book("토지")).bearer_auth("of:ada").send().await.unwrap();
    assert_eq!(added.status(), 200);
    assert_eq!(added.headers()[header::CONTENT_TYPE], "application/graphql-response+json; charset=utf-8");
    assert_eq!(added.headers()[header::CACHE_CONTROL], "no-store");
    assert!(added.headers().contains_key("x-request-id"));
    let added: Value = added.json().await.unwrap();
    assert_eq!(added["data"]["addBook"]["binding"], "paperback", "{added:#}");
    let id = &added["data"]["addBook"]["id"];
    let found = visit.post("query ($id: ID!) { book(id: $id) { title } }", &json!({ "id": id }));
    let found: Value = found.send().await.unwrap().json().await.unwrap();
    assert_eq!(found, json!({ "data": { "book": { "title": "토지" } } }));

    let variables = json!({ "id": id }).to_string();
    let query = [("query", "query B($id: ID!) { book(id: $id) { title } }"), ("variables", &variables)];
    let found = visit.client.get(reqwest::Url::parse_with_params(&visit.url, query).unwrap()).send().await.unwrap();
    assert_eq!(found.headers()[header::CONTENT_TYPE], "application/json; charset=utf-8");
    assert_eq!(found.json::<Value>().await.unwrap()["data"]["book"]["title"], "토지");
}

#[tokio::test]
async fn fields_fail_with_the_problems_of_the_contract() {
    let visit = Visit::new().await;
    let answer = visit.post(ADD, &book("토지")).send().await.unwrap();
    visit.error(answer, 200, "UNAUTHENTICATED", "UNAUTHENTICATED").await;

    let none = json!({ "id": "01936f5f-2b3c-7d4e-8f50-61728394a5b6", "patch": { "title": "x" } });
    let change = "mutation ($id: ID!, $patch: BookPatch!) { changeBook(id: $id, patch: $patch) { id } }";
    let answer = visit.post(change, &none).bearer_auth("of:ada").send().await.unwrap();
    let answer = visit.error(answer, 200, "NOT_FOUND", "BOOK_NOT_FOUND").await;
    assert_eq!(answer["data"], Value::Null);
    assert_eq!(answer["errors"][0]["path"], json!(["changeBook"]));

    let answer = visit.post(ADD, &book("")).bearer_auth("of:ada").send().await.unwrap();
    let answer = visit.error(answer, 200, "BAD_USER_INPUT", "VALIDATION_FAILED").await;
    let problem = &answer["errors"][0]["extensions"]["problem"];
    assert_eq!(problem["errors"], json!({ "/input/title": ["minLength"] }));
}

/// A document with one operation needs no `operationName`, even if the operation has a name.
#[tokio::test]
async fn a_mutation_with_a_name_is_not_executed_by_get() {
    let visit = Visit::new().await;
    let named = "mutation Named($id: ID!) { changeBook(id: $id, patch: {}) { id } }";
    let variables = json!({ "id": "01936f5f-2b3c-7d4e-8f50-61728394a5b6" }).to_string();
    let query = [("query", named), ("variables", &variables)];
    let found = visit.client.get(reqwest::Url::parse_with_params(&visit.url, query).unwrap()).send().await.unwrap();
    assert_eq!(found.status(), 405);
    assert_eq!(found.headers()[header::ALLOW], "POST");
}

/// An `ID` and a text with a format accept any text in the schema, but not in the contract, which names the rule.
#[tokio::test]
async fn invalid_argument_is_a_validation_error() {
    let visit = Visit::new().await;
    let spread = "query { ...A } fragment A on Query { one: __typename two: book(id: 7) { id } }";
    for (query, variables, pointer) in [
        ("query ($id: ID!) { book(id: $id) { id } }", json!({ "id": "토지" }), "/id"),
        ("{ book(id: \"01936f5f\") { id } }", json!({}), "/id"),
        (spread, json!({}), "/id"),
    ] {
        let answer = visit.post(query, &variables).send().await.unwrap();
        let answer = visit.error(answer, 200, "BAD_USER_INPUT", "VALIDATION_FAILED").await;
        let errors = &answer["errors"][0]["extensions"]["problem"]["errors"];
        assert_eq!(*errors, json!({ pointer: ["pattern"] }), "{query}");
    }
}

#[tokio::test]
async fn invalid_documents_are_refused() {
    let visit = Visit::new().await;
    let ask = |query: &str| visit.post(query, &json!({})).send();
    for query in [
        "{",
        "{ nothing }",
        "query A { search(text: 1) { __typename } }",
        "",
        "fragment F on Book { id }",
        "query ($id: ID!) { book(id: $id) { id } }",
    ] {
        let answer = ask(query).await.unwrap();
        assert_eq!(answer.status(), 400, "{query}");
        let answer: Value = answer.json().await.unwrap();
        assert_eq!(answer.get("data"), None, "{answer:#}");
        for error in answer["errors"].as_array().unwrap() {
            assert_eq!(error["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED", "{answer:#}");
            assert_eq!(error["extensions"]["problem"]["code"], "BAD_REQUEST");
        }
    }
    // The same for clients that accept JSON: status 200, as the specification requires.
    let json = visit.client.post(&visit.url).json(&json!({ "query": "{ nothing }" })).send().await.unwrap();
    assert_eq!(json.status(), 200);
    assert_eq!(json.json::<Value>().await.unwrap().get("data"), None);

    let deep = "{ search(text: \"a\") { ... on SearchHitShelf { shelf { parent { parent { parent { parent { slug } } } } } } } }";
    visit.error(ask(deep).await.unwrap(), 400, "GRAPHQL_VALIDATION_FAILED", "BAD_REQUEST").await;
    let wide = format!("{{ {} }}", (0..1001).map(|n| format!("a{n}: __typename ")).collect::<String>());
    assert_eq!(ask(&wide).await.unwrap().status(), 413, "a document is not longer than a body may be");
    let subscription = "subscription { orderEvents(id: \"01936f5f-2b3c-7d4e-8f50-61728394a5b6\") { __typename } }";
    assert_eq!(ask(subscription).await.unwrap().status(), 400);
}

#[tokio::test]
async fn requests_are_admitted_by_the_rules_of_the_contract() {
    let visit = Visit::new().await;
    let ask = || visit.post("{ __typename }", &json!({}));
    let forged = ask().bearer_auth("forged").send().await.unwrap();
    assert_eq!(forged.headers()[header::WWW_AUTHENTICATE], "Bearer");
    visit.error(forged, 401, "UNAUTHENTICATED", "UNAUTHENTICATED").await;
    visit
        .error(ask().bearer_auth("once-of:ada").send().await.unwrap(), 401, "UNAUTHENTICATED", "UNAUTHENTICATED")
        .await;
    visit.error(ask().header("x-api-version", "v2").send().await.unwrap(), 400, "BAD_USER_INPUT", "BAD_REQUEST").await;

    let hurry = || ask().bearer_auth(format!("of:{IMPATIENT}")).send();
    assert_eq!(hurry().await.unwrap().status(), 200);
    let late = hurry().await.unwrap();
    assert_eq!(late.headers()[header::RETRY_AFTER], "7");
    visit.error(late, 429, "TOO_MANY_REQUESTS", "TOO_MANY_REQUESTS").await;

    let mutation = [("query", "mutation { __typename }")];
    let get = visit.client.get(reqwest::Url::parse_with_params(&visit.url, mutation).unwrap());
    let refused = get.header(header::ACCEPT, GRAPHQL_RESPONSE).send().await.unwrap();
    assert_eq!(refused.headers()[header::ALLOW], "POST");
    visit.error(refused, 405, "BAD_USER_INPUT", "METHOD_NOT_ALLOWED").await;
    let put = visit.client.put(&visit.url).send().await.unwrap();
    assert_eq!((put.status().as_u16(), &put.headers()[header::ALLOW]), (405, &"GET, HEAD, POST".parse().unwrap()));

    let refuse = |accept| visit.client.post(&visit.url).header(header::ACCEPT, accept).json(&json!({ "query": "{a}" }));
    let html = refuse("text/html").send().await.unwrap();
    visit.error(html, 406, "BAD_USER_INPUT", "NOT_ACCEPTABLE").await;
    for (media_type, text, status, code) in [
        ("text/plain", "{}", 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("application/json", "{", 400, "BAD_REQUEST"),
        ("application/json", "[{\"query\":\"{__typename}\"}]", 400, "BAD_REQUEST"),
        ("application/json", "{\"query\":7}", 400, "BAD_REQUEST"),
        ("application/json", "{\"query\":\"{__typename}\",\"variables\":[]}", 400, "BAD_REQUEST"),
    ] {
        let request = visit.client.post(&visit.url).header(header::CONTENT_TYPE, media_type).body(text);
        visit.error(request.send().await.unwrap(), status, "BAD_USER_INPUT", code).await;
    }
}
