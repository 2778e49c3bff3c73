//! A server that breaks its contract: each violation is reported once, and the answer passes unchanged.

use axum::{body::Bytes, extract::Request, response::Response};
use contract_mock::{Direction, Entry};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    proxied::{Backend, Proxied, json, told},
    real::Running,
};

const BOOK: &str = "/books/01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f";
const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";

/// A valid book.
fn book() -> Value {
    json!({
        "id": "01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f", "title": "토지", "binding": "paperback", "genre": "novel",
        "script": "한글", "authors": ["박경리"], "price": 15000, "popularity": 87.5, "publishedOn": "1969-09-01",
        "addedAt": "2026-01-15T09:30:00Z",
    })
}

fn with(mut value: Value, name: &str, member: Value) -> Value {
    value[name] = member;
    value
}

fn success(data: &Value) -> Value {
    json!({ "success": true, "data": data })
}

fn problem(status: u16, code: &str) -> Value {
    let kind = "https://bookshop.example/problems/any";
    json!({ "type": kind, "title": "A title", "status": status, "code": code, "errorType": "VALIDATION" })
}

/// A request, its answer, and the expected violations.
type Case = (Method, &'static str, Option<Value>, (u16, &'static str, Value), &'static str);

/// The only report about a request that a server answers in this way.
async fn reported(
    method: Method,
    path: &str,
    body: Option<Value>,
    answer: impl Fn() -> Response + Clone + Send + Sync + 'static,
) -> Entry {
    let backend = Backend::new(move |_: &Request<Bytes>| answer()).await;
    let proxied = Proxied::to(&backend.url()).await;
    let mut request = proxied.ask(method, path).header("idempotency-key", "k-1");
    if let Some(body) = body {
        request = request.json(&body);
    }
    request.send().await.unwrap().bytes().await.unwrap();
    proxied.reports(1).await.remove(0)
}

#[tokio::test]
async fn each_violation_of_an_answer_is_reported_once() {
    let order = || {
        Some(json!({
            "lines": [{ "bookId": "01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f", "copies": 2 }],
            "address": { "street": "세종대로 110", "town": "서울" },
        }))
    };
    let placed = json!({
        "id": "01936f5f-2b3c-7d4e-8f50-61728394a5b6", "lines": [], "address": { "street": "a", "town": "b" },
        "placedAt": "2026-01-15T09:30:00Z",
    });
    let cases: Vec<Case> = vec![
        (Method::GET, BOOK, None, (200, JSON, success(&with(book(), "price", json!(-1)))), "/data/price: minimum"),
        (Method::GET, BOOK, None, (200, JSON, success(&json!(null))), "/data: type"),
        (Method::GET, BOOK, None, (200, JSON, book()), "/success: required, /data: required"),
        (Method::GET, BOOK, None, (200, PROBLEM, success(&book())), "header/content-type: media-type"),
        (Method::GET, BOOK, None, (201, JSON, success(&book())), "status: enum"),
        (Method::GET, BOOK, None, (302, JSON, success(&book())), "status: enum"),
        (Method::GET, BOOK, None, (418, PROBLEM, problem(418, "BAD_REQUEST")), "status: enum"),
        (Method::GET, BOOK, None, (404, JSON, problem(404, "BOOK_NOT_FOUND")), "header/content-type: media-type"),
        (Method::GET, BOOK, None, (404, PROBLEM, problem(400, "BOOK_NOT_FOUND")), "/status: const"),
        (Method::GET, BOOK, None, (404, PROBLEM, problem(404, "ORDER_NOT_FOUND")), "/code: enum"),
        (Method::GET, BOOK, None, (404, PROBLEM, problem(404, "LOST")), "/code: enum"),
        (Method::GET, BOOK, None, (400, PROBLEM, problem(400, "BOOK_NOT_FOUND")), "/code: const"),
        (
            Method::GET,
            BOOK,
            None,
            (500, PROBLEM, json!({ "oops": true })),
            "/type: required, /title: required, /status: required, /code: required, /errorType: required",
        ),
        (Method::GET, "/books", None, (404, PROBLEM, problem(404, "BOOK_NOT_FOUND")), "status: enum"),
        (Method::POST, "/orders", order(), (201, JSON, success(&placed)), "header/location: required"),
        (Method::DELETE, "/session", None, (200, JSON, json!({})), "status: enum"),
    ];
    for (method, path, body, (status, media_type, answer), expected) in cases {
        let name = format!("{method} {path} {status} {answer}");
        let entry = reported(method, path, body, move || json(status, media_type, &answer)).await;
        let expected: Vec<String> = expected.split(", ").map(|found| format!("answer {found}")).collect();
        let mut found = told(&entry);
        let mut sorted = expected.clone();
        found.sort();
        sorted.sort();
        assert_eq!(found, sorted, "{name}");
        assert_eq!(entry.status, status);
    }
}

#[tokio::test]
async fn a_body_that_is_no_json_or_missing_is_reported() {
    let bare = |status: u16, body: &'static str| {
        move || Response::builder().status(status).header("content-type", JSON).body(body.into()).unwrap()
    };
    assert_eq!(told(&reported(Method::GET, BOOK, None, bare(200, "{")).await), ["answer : json"]);
    assert_eq!(told(&reported(Method::GET, BOOK, None, bare(200, "")).await), ["answer : body"]);
    let gzip = || {
        let answer = Response::builder().header("content-type", JSON).header("content-encoding", "gzip");
        answer.body("not gzip".into()).unwrap()
    };
    let entry = reported(Method::GET, BOOK, None, gzip).await;
    assert!(entry.failure.unwrap().contains("not of the coding"));
}

#[tokio::test]
async fn each_violation_of_a_request_is_reported_once_and_passes() {
    let cases = [
        (Method::GET, "/books?colour=red", None, "query/colour: unknown"),
        (Method::GET, "/books?limit=many", None, "query/limit: type"),
        (Method::GET, "/books/seven", None, "path/id: pattern"),
        (Method::POST, "/session", Some(json!({ "name": 5 })), "/name: type"),
        (Method::GET, "/nothing", None, "path: NOT_FOUND"),
        (Method::PUT, "/books", Some(json!({})), "method: METHOD_NOT_ALLOWED"),
        (Method::GET, "/desk", None, "header/upgrade: transport"),
        (Method::POST, "/graphql", Some(json!({ "query": "{ nothing }" })), "/query: graphql"),
        (
            Method::POST,
            "/graphql",
            Some(json!({ "query": "{ books(first: 0) { totalCount } }" })),
            "books(/first): minimum",
        ),
        (
            Method::POST,
            "/graphql",
            Some(json!({ "query": "{ books(first: true) { totalCount } }" })),
            "/query: graphql",
        ),
        (Method::GET, "/graphql?query=mutation%7BaddBook(input%3A%7B%7D)%7Bid%7D%7D", None, "/query: graphql"),
    ];
    for (method, path, body, expected) in cases {
        // A refusal that every operation allows.
        let refused = || json(400, PROBLEM, &problem(400, "BAD_REQUEST"));
        let of_graphql = || json(400, JSON, &json!({ "errors": [{ "message": "no" }] }));
        let is_graphql = path.starts_with("/graphql");
        let entry = reported(method, path, body, move || if is_graphql { of_graphql() } else { refused() }).await;
        let mut found = told(&entry);
        found.dedup();
        assert_eq!(found, [format!("request {expected}")], "{path}");
        assert!(!entry.is_tolerated, "the server has refused it");
    }
}

#[tokio::test]
async fn a_request_that_the_server_accepts_counts_against_it() {
    let backend = Backend::new(|request: &Request<Bytes>| match request.uri().path() {
        "/session" => json(200, JSON, &success(&json!({ "token": "of:ada" }))),
        _ => json(422, PROBLEM, &problem(422, "VALIDATION_FAILED")),
    })
    .await;
    let proxied = Proxied::to(&backend.url()).await;
    let order = proxied.ask(Method::POST, "/orders").json(&json!({})).header("idempotency-key", "k");
    assert_eq!(order.send().await.unwrap().status(), 422);
    let totals = proxied.totals();
    assert_eq!((totals.in_refused_requests, totals.in_answers, totals.has_violations()), (2, 0, false));
    let session = proxied.ask(Method::POST, "/session").json(&json!({ "name": "ADA" }));
    assert_eq!(session.send().await.unwrap().status(), 200);
    assert_eq!((proxied.totals().in_accepted_requests, proxied.totals().has_violations()), (1, true));
    let reports = proxied.reports(2).await;
    assert!(reports[1].is_tolerated);
    assert_eq!(told(&reports[1]), ["request /name: pattern"]);
}

#[tokio::test]
async fn the_journal_tells_the_side_of_each_violation() {
    let backend = Backend::new(|_: &Request<Bytes>| json(200, JSON, &success(&with(book(), "title", json!(1))))).await;
    let proxied = Proxied::to(&backend.url()).await;
    proxied.get(&format!("{BOOK}?colour=red")).send().await.unwrap().bytes().await.unwrap();
    let journal: Value = proxied.get("/__mock/requests").send().await.unwrap().json().await.unwrap();
    let entry = &journal["requests"][0];
    assert_eq!((&entry["item"], &entry["status"]), (&json!("getBook"), &json!(200)));
    let sides: Vec<&Value> = entry["violations"].as_array().unwrap().iter().map(|found| &found["direction"]).collect();
    assert_eq!(sides, [&json!("request"), &json!("answer")]);
    assert_eq!(proxied.reports(1).await[0].violations[1].direction, Direction::Answer);
    assert!(proxied.get("/__mock/").send().await.unwrap().text().await.unwrap().contains("direction"));
    assert_eq!(proxied.get("/__mock/nothing").send().await.unwrap().status(), 404);
    assert_eq!(backend.seen.lock().unwrap().len(), 1, "the routes of the mock are not the server's");
}

#[tokio::test]
async fn results_of_graphql_are_checked_field_by_field() {
    let query = "{ one: book(id: \"01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f\") { named: title cost: price } \
                 books { edges { node { id } } } hits: search(text: \"a\") { __typename ... on SearchHitBook { score } } }";
    let fits = json!({
        "one": { "named": "토지", "cost": 15000 },
        "books": { "edges": [{ "node": { "id": "01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f" } }] },
        "hits": [{ "__typename": "SearchHitBook", "score": 0.5 }],
    });
    let mut lost = fits.clone();
    lost["one"] = json!({ "named": "토지" });
    let mut out_of_range = fits.clone();
    out_of_range["one"]["cost"] = json!(-5);
    out_of_range["hits"][0]["score"] = json!(7);
    let failed = |code: &str| {
        let problem = json!({ "type": "https://bookshop.example/problems/any", "title": "A title", "status": 404, "code": code, "errorType": "VALIDATION" });
        json!([{ "message": "no", "path": ["one"], "extensions": { "problem": problem } }])
    };
    let mut null = fits.clone();
    null["one"] = Value::Null;
    for (answer, expected) in [
        (json!({ "data": fits }), vec![]),
        (json!({ "data": lost }), vec!["answer /data/one/cost: required"]),
        (json!({ "data": out_of_range }), vec!["answer /data/hits/0/score: maximum", "answer /data/one/cost: minimum"]),
        (json!({}), vec!["answer : required"]),
        (json!({ "data": fits, "errors": [] }), vec!["answer /errors: minItems"]),
        (json!({ "data": null, "errors": [{}] }), vec!["answer /errors/0/message: type"]),
        (json!({ "data": null, "errors": failed("BAD_REQUEST") }), vec![]),
        (
            json!({ "data": null, "errors": failed("BOOK_NOT_FOUND") }),
            vec!["answer /errors/0/extensions/problem/code: enum"],
        ),
        (json!({ "data": null, "errors": failed("LOST") }), vec!["answer /errors/0/extensions/problem/code: enum"]),
    ] {
        let sent = answer.clone();
        let backend = Backend::new(move |_: &Request<Bytes>| json(200, JSON, &sent)).await;
        let proxied = Proxied::to(&backend.url()).await;
        let asked = proxied.ask(Method::POST, "/graphql").json(&json!({ "query": query }));
        assert_eq!(asked.send().await.unwrap().json::<Value>().await.unwrap(), answer);
        let reports = proxied.reports(usize::from(!expected.is_empty())).await;
        let mut found = reports.first().map(told).unwrap_or_default();
        found.sort();
        assert_eq!(found, expected, "{answer}");
    }
}

#[tokio::test]
async fn an_answer_that_is_compressed_is_checked_too() {
    let real = Running::with(|options| options.settings.check_answers = true).await;
    let other = json!([{ "item": "listBooks", "latency": 1 }]);
    assert_eq!(real.ask(Method::PUT, "/__mock/rules").json(&other).send().await.unwrap().status(), 204);
    let proxied = Proxied::to(&real.server.url()).await;
    let books = proxied.get("/books").header("accept-encoding", "br, gzip").send().await.unwrap();
    assert_eq!(books.headers()["content-encoding"], "gzip");
    books.bytes().await.unwrap();
    assert!(proxied.reports(0).await.is_empty());
    assert_eq!(proxied.totals().requests, 1);
}
