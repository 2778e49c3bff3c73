//! Requests over REST.

use serde_json::{Value, json};

use crate::{
    step::{Step, step},
    transcript::Transcript,
};

const NO_BOOK: &str = "/books/01936f5f-2b3c-7d4e-8f50-61728394a5b6";
const NO_ORDER: &str = "/orders/01936f5f-2b3c-7d4e-8f50-61728394a5b6";
const SAMPLE: &str = "--sample\r\nContent-Disposition: form-data; name=\"pages\"; filename=\"a.pdf\"\r\n\
                      Content-Type: application/pdf\r\n\r\n%PDF-1.4\r\n--sample--\r\n";

/// A new book with additional members.
pub(crate) fn book(others: &Value) -> Value {
    let mut book = json!({
        "title": "토지", "genre": "novel", "script": "한글", "authors": ["박경리"], "price": 15_000,
        "publishedOn": "1994-08-15", "contact": "desk@bookshop.example"
    });
    for (name, value) in others.as_object().into_iter().flatten() {
        book[name] = value.clone();
    }
    book
}

/// A new order for a town.
pub(crate) fn order(town: &str) -> Value {
    let lines = json!([{ "bookId": "01936f5f-2b3c-7d4e-8f50-61728394a5b6", "copies": 2 }]);
    json!({ "lines": lines, "address": { "street": "세종대로 110", "town": town } })
}

pub(crate) async fn visit(transcript: &mut Transcript) {
    transcript.send(books()).await;
    transcript.send(refused_books()).await;
    transcript.send(orders()).await;
    transcript.send(elsewhere()).await;
}

fn books() -> Vec<Step> {
    let add = |note, others: Value| step("POST", "/books", note).ada().json(&book(&others));
    vec![
        add("a book", json!({})).keep("book", "/data/id").keep("location", "location"),
        add("a second book", json!({ "title": "태백산맥" })),
        add("a third book, at the highest price", json!({ "title": "장길산", "price": 10_000_000 })),
        add("a fourth book, under a key", json!({ "title": "혼불" })).header("idempotency-key", "k-1"),
        add("the fourth book again", json!({ "title": "혼불" })).header("idempotency-key", "k-1"),
        add("another book under its key", json!({ "title": "객주" })).header("idempotency-key", "k-1"),
        step("GET", "{location}", "the place of the book"),
        step("GET", "/books", "all"),
        step("GET", "/books?limit=2", "the first page"),
        step("GET", "/books?limit=2&page=2", "the second page"),
        step("GET", "/books?limit=100", "the highest limit"),
        step("GET", "/books/{book}", "the book").keep("etag", "etag"),
        step("GET", "/books/{book}", "what is known").header("if-none-match", "{etag}"),
        step("PATCH", "/books/{book}", "a change").ada().json(&json!({ "title": "토지 1" })),
        step("GET", "/books/{book}", "the changed book"),
        step("GET", "/books/{book}", "what was known").header("if-none-match", "{etag}"),
        step("PATCH", "/books/{book}", "a change of what is known")
            .ada()
            .header("if-match", "{etag}")
            .json(&json!({ "title": "토지 2" })),
        step("PATCH", "/books/{book}", "without a token").json(&json!({ "title": "토지 3" })),
        step("PATCH", "/books/{book}", "with a token that is none")
            .header("authorization", "Bearer ada")
            .json(&json!({ "title": "토지 4" })),
        step("PUT", "/books/{book}/cover", "a cover").ada().bytes("image/png", "png"),
        step("PUT", "/books/{book}/cover", "a large cover").ada().bytes("image/png", vec![b'p'; 2_000_001]),
        step("PUT", "/books/01936f5f-2b3c-7d4e-8f50-61728394a5b6/cover", "of no book").ada().bytes("image/png", "png"),
        step("POST", "/books/{book}/samples", "a sample").ada().bytes("multipart/form-data; boundary=sample", SAMPLE),
    ]
}

fn refused_books() -> Vec<Step> {
    let add = |note, others: Value| step("POST", "/books", note).ada().json(&book(&others));
    let mut free = book(&json!({}));
    free.as_object_mut().expect("a book is an object").remove("price");
    vec![
        step("POST", "/books", "no price").ada().json(&free),
        add("null", json!({ "homepage": null })),
        add("a price as a text", json!({ "price": "15000" })),
        add("a price too high", json!({ "price": 10_000_001 })),
        add("a language of another form", json!({ "language": "Korean" })),
        step("POST", "/books", "as a text").ada().bytes("text/plain", book(&json!({})).to_string()),
        step("GET", "/books?limit=101", "a limit too high"),
        step("GET", "/books?page=1&page=2", "two pages"),
        step("GET", "/books?colour=red", "an unknown parameter"),
        step("GET", "/books", "as HTML").header("accept", "text/html"),
        step("GET", NO_BOOK, "no book"),
        step("GET", "/books/a%22b", "no id, with a quote"),
        step("DELETE", "/books", "an undeclared method"),
    ]
}

fn orders() -> Vec<Step> {
    let place = |note, town| step("POST", "/orders", note).ada().json(&order(town));
    let mut surplus = order("서울");
    surplus["colour"] = "red".into();
    vec![
        place("an order", "서울").header("idempotency-key", "k-1").keep("order", "/data/id"),
        place("the order again", "서울").header("idempotency-key", "k-1"),
        place("another order under its key", "부산").header("idempotency-key", "k-1"),
        place("without a key", "서울"),
        step("POST", "/orders", "an unknown property").ada().json(&surplus).header("idempotency-key", "k-2"),
        step("GET", "/orders/{order}", "the order").ada(),
        step("GET", "/orders/{order}", "as another customer").eve(),
        step("GET", "/orders/{order}", "without a token"),
        step("GET", NO_ORDER, "no order").ada(),
        step("DELETE", "/orders/{order}", "as another customer").eve(),
        step("GET", "/orders/{order}", "after the other customer").ada(),
        place("an order to cancel", "서울").header("idempotency-key", "k-3").keep("cancelled", "/data/id"),
        step("DELETE", "/orders/{cancelled}", "the customer's own").ada(),
        step("GET", "/orders/{cancelled}", "after it was cancelled").ada(),
        step("POST", "/session", "ada").json(&json!({ "name": "ada" })).keep("token", "/data/token"),
        step("POST", "/session", "no JSON").bytes("application/json", "{"),
        step("GET", "/orders/{order}", "in the session").header("authorization", "Bearer {token}"),
        step("DELETE", "/session", "the end of the session").header("authorization", "Bearer {token}"),
        step("GET", "/orders/{order}", "after the session").header("authorization", "Bearer {token}"),
    ]
}

fn elsewhere() -> Vec<Step> {
    vec![
        step("GET", "/shelves", "all"),
        step("GET", "/shelves", "with a token").ada(),
        step("HEAD", "/shelves", "the head"),
        step("GET", "/shelves", "of another version").header("x-api-version", "v2"),
        step("GET", "/searches", "all"),
        step("GET", "/nowhere", "nothing"),
    ]
}
