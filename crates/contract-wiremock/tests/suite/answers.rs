//! Answers that a test plans.

use std::time::{Duration, Instant};

use bookshop_contract::{
    Envelope,
    catalogue::{AddBook, Book, ChangeBook, GetBook, ListShelves, SetCover},
    orders::{GetOrder, PlaceOrder},
    problem::{BadRequest, Busy, OrderNotFound, OutOfStock},
};
use contract_kit::{
    example::Example,
    operation::{Created, NoContent, OneOf},
    problem::{ProblemType, Violation},
    values::True,
};
use contract_wiremock::{when, when_id};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{ID, client, get, header, new_order, post, start, status};

fn enveloped<T>(data: T) -> Envelope<T> {
    Envelope { success: True, data }
}

fn book() -> Envelope<Book> {
    enveloped(Book::example())
}

#[tokio::test]
async fn typed_answer_is_sent_as_a_server_sends_it() {
    let mocks = start().await;
    mocks.mount(when::<GetBook>().answer(book())).await;
    let path = format!("/books/{ID}");
    let answered = get(&mocks, &path).header("X-Request-Id", "test-1").send().await.unwrap();
    assert_eq!(answered.status(), 200);
    assert_eq!(header(&answered, "content-type"), Some("application/json"));
    assert_eq!(header(&answered, "cache-control"), Some("private, max-age=300"));
    assert_eq!(header(&answered, "x-api-version"), Some("v1"));
    assert_eq!(header(&answered, "x-request-id"), Some("test-1"));
    let entity_tag = header(&answered, "etag").unwrap().to_owned();
    assert_eq!(answered.json::<Envelope<Book>>().await.unwrap(), book());
    assert_eq!(status(get(&mocks, &path).header("If-None-Match", entity_tag)).await, 304);
}

#[tokio::test]
async fn typed_answers_have_the_status_and_headers_of_their_type() {
    let mocks = start().await;
    let location = format!("/books/{ID}");
    mocks.mount(when::<AddBook>().answer(Created { location: location.clone(), body: book() })).await;
    mocks.mount(when::<ChangeBook>().answer(OneOf::Second(NoContent))).await;
    mocks.mount(when::<SetCover>().answer(NoContent)).await;
    let added = post(&mocks, "/books", &json!({})).send().await.unwrap();
    assert_eq!((added.status().as_u16(), header(&added, "location")), (201, Some(&*location)));
    assert_eq!(status(client().patch(mocks.url() + &location).json(&json!({}))).await, 204);
    let cover = client().put(format!("{}{location}/cover", mocks.url())).send().await.unwrap();
    assert_eq!(cover.status(), 204);
    assert_eq!(cover.bytes().await.unwrap(), "");
}

#[tokio::test]
async fn json_answer_is_sent_with_its_headers() {
    let mocks = start().await;
    let body = serde_json::to_value(book()).unwrap();
    let mock =
        when_id("addBook").answer_json(201, &body).with_header("Location", "/books/7").with_header("X-Extra", "1");
    mocks.mount(mock).await;
    let added = post(&mocks, "/books", &json!({})).send().await.unwrap();
    assert_eq!(added.status(), 201);
    assert_eq!((header(&added, "location"), header(&added, "x-extra")), (Some("/books/7"), Some("1")));
    assert_eq!(added.json::<Value>().await.unwrap(), body);
}

#[tokio::test]
async fn deprecated_operation_sends_deprecation_and_sunset() {
    let mocks = start().await;
    let body = json!({ "success": true, "data": { "counts": { "토지": 12 } } });
    mocks.mount(when_id("getSearchStatistics").answer_json(200, body)).await;
    let answered = get(&mocks, "/searches").send().await.unwrap();
    assert_eq!(header(&answered, "deprecation"), Some("@1790812800"));
    assert_eq!(header(&answered, "sunset"), Some("Wed, 31 Mar 2027 00:00:00 GMT"));
}

#[tokio::test]
async fn planned_answer_is_given_to_every_call() {
    let mocks = start().await;
    mocks.mount(when_id("cancelOrder").answer_empty(204)).await;
    mocks.mount(when::<ListShelves>().answer(enveloped(Vec::new()))).await;
    // Without a token, with an id that is not a UUID, an unknown parameter, a wrong version and an unsupported
    // `Accept`.
    let cancelled = client().delete(mocks.url() + "/orders/x?unknown=1").header("X-API-Version", "v9");
    assert_eq!(status(cancelled).await, 204);
    let shelves = get(&mocks, "/shelves?text=%FF").header("Accept", "text/html").header("Authorization", "Basic x");
    assert_eq!(status(shelves.header("Connection", "upgrade").header("Upgrade", "h2c")).await, 200);
}

#[tokio::test]
async fn planned_answer_is_not_replayed_for_an_idempotency_key() {
    let mocks = start().await;
    mocks.mount(when_id("placeOrder").fail("BUSY").up_to_n_times(1)).await;
    mocks.mount(when_id("placeOrder").fail("OUT_OF_STOCK")).await;
    let place = || post(&mocks, "/orders", &new_order()).header("Idempotency-Key", "key-1");
    assert_eq!([status(place()).await, status(place()).await, status(place()).await], [503, 409, 409]);
}

#[tokio::test]
async fn declared_problem_is_sent_in_the_contracts_type() {
    let mocks = start().await;
    mocks.mount(when_id("placeOrder").fail("OUT_OF_STOCK")).await;
    let failed = post(&mocks, "/orders", &new_order()).send().await.unwrap();
    assert_eq!(failed.status(), 409);
    assert_eq!(header(&failed, "content-type"), Some("application/problem+json"));
    assert_eq!(header(&failed, "cache-control"), Some("no-store"));
    assert_eq!(header(&failed, "x-api-version"), Some("v1"));
    let problem: Value = failed.json().await.unwrap();
    assert_eq!(problem["code"], "OUT_OF_STOCK");
    assert_eq!(problem["title"], "Out of stock");
    assert_eq!(problem["status"], 409);
    assert_eq!(problem["type"], "https://bookshop.example/problems/out-of-stock");
}

#[tokio::test]
async fn implied_problem_may_be_answered() {
    let mocks = start().await;
    mocks.mount(when_id("getOrder").fail("UNAUTHENTICATED")).await;
    mocks.mount(when_id("listBooks").fail("TOO_MANY_REQUESTS")).await;
    mocks.mount(when_id("addBook").fail("VALIDATION_FAILED")).await;
    let refused = get(&mocks, &format!("/orders/{ID}")).send().await.unwrap();
    assert_eq!((refused.status().as_u16(), header(&refused, "www-authenticate")), (401, Some("Bearer")));
    let slowed = get(&mocks, "/books").send().await.unwrap();
    assert_eq!((slowed.status().as_u16(), header(&slowed, "retry-after")), (429, Some("1")));
    assert_eq!(status(post(&mocks, "/books", &json!({}))).await, 422);
}

#[tokio::test]
async fn problem_detail_is_the_given_reason() {
    let mocks = start().await;
    mocks.mount(when_id("placeOrder").fail_because("OUT_OF_STOCK", "one copy is left")).await;
    mocks.mount(when::<GetOrder>().fail_with(OrderNotFound.because("it was cancelled"))).await;
    let placed: Value = post(&mocks, "/orders", &new_order()).send().await.unwrap().json().await.unwrap();
    assert_eq!(placed["detail"], "one copy is left");
    let read: Value = get(&mocks, &format!("/orders/{ID}")).send().await.unwrap().json().await.unwrap();
    assert_eq!((&read["code"], &read["detail"]), (&json!("ORDER_NOT_FOUND"), &json!("it was cancelled")));
}

#[tokio::test]
async fn typed_problem_keeps_its_violations_and_its_pause() {
    let mocks = start().await;
    let too_short = Violation { pointer: "/title".into(), code: "minLength".into(), detail: "Too short.".into() };
    mocks.mount(when::<AddBook>().fail_with(BadRequest.because("no").violations(vec![too_short]))).await;
    mocks.mount(when::<PlaceOrder>().fail_with(Busy.because("full").retry_after(7))).await;
    let added: Value = post(&mocks, "/books", &json!({})).send().await.unwrap().json().await.unwrap();
    assert_eq!(added["errors"], json!({ "title": ["Too short."] }));
    let placed = post(&mocks, "/orders", &json!({})).send().await.unwrap();
    assert_eq!(header(&placed, "retry-after"), Some("7"));
}

#[tokio::test]
async fn delayed_answer_does_not_hold_back_others() {
    let mocks = start().await;
    let delay = Duration::from_millis(600);
    mocks.mount(when::<PlaceOrder>().fail_with(OutOfStock.because("slowly")).with_delay(delay)).await;
    mocks.mount(when_id("listBooks").answer_generated()).await;
    let begun = Instant::now();
    let slow = tokio::spawn(post(&mocks, "/orders", &new_order()).send());
    assert_eq!(status(get(&mocks, "/books")).await, 200);
    assert!(!slow.is_finished());
    assert_eq!(slow.await.unwrap().unwrap().status(), 409);
    assert!(begun.elapsed() >= delay);
}

#[tokio::test]
async fn head_is_answered_without_a_body() {
    let mocks = start().await;
    mocks.mount(when::<GetBook>().answer(book()).expect(2)).await;
    let url = format!("{}/books/{ID}", mocks.url());
    let length = client().get(&url).send().await.unwrap().bytes().await.unwrap().len();
    let head = client().request(Method::HEAD, &url).send().await.unwrap();
    assert_eq!((head.status().as_u16(), header(&head, "content-length")), (200, Some(&*length.to_string())));
    assert_eq!(head.bytes().await.unwrap(), "");
}
