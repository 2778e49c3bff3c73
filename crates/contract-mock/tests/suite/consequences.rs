//! Rules that change answers, and rules with further consequences.

use futures_util::StreamExt as _;
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::{
    running::{Running, code, data},
    sockets::Desk,
};

const BOOK: &str = "/books/01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f";

/// A mock that plays rules.
async fn playing(scenario: &str) -> Running {
    let mock = Running::new().await;
    mock.server.mock().play("mock.toml", scenario).unwrap();
    mock
}

/// The number of books, and the newest one.
async fn books(mock: &Running) -> (u64, Value) {
    let query = json!({ "query": "{ books(first: 1) { totalCount nodes { title price } } }" });
    let answer: Value = mock.ask(Method::POST, "/graphql").json(&query).send().await.unwrap().json().await.unwrap();
    let books = &answer["data"]["books"];
    (books["totalCount"].as_u64().unwrap(), books["nodes"][0].clone())
}

#[tokio::test]
async fn a_value_is_set_in_the_answer_and_stays_in_the_entity() {
    let mock = playing(
        r#"
        [[rules]]
        item = "changeBook"
        set = { "/translator" = "{/title} by {answer/title} of {path/id}", "/price" = "{answer/price}", "/addedAt" = "{now}" }
        "#,
    )
    .await;
    let before = data(mock.get(BOOK).send().await.unwrap(), 200).await;
    let change = || mock.signed(Method::PATCH, BOOK).json(&json!({ "title": "토지 1부" }));
    let changed = data(change().send().await.unwrap(), 200).await;
    let id = before["id"].as_str().unwrap();
    assert_eq!(changed["translator"], format!("토지 1부 by 토지 1부 of {id}"));
    assert_eq!(changed["price"], before["price"]);
    assert_ne!(changed["addedAt"], before["addedAt"]);
    assert_eq!(data(mock.get(BOOK).send().await.unwrap(), 200).await, changed);
}

#[tokio::test]
async fn a_call_creates_an_entity_and_lays_a_document() {
    let mock = playing(
        r#"
        [[rules]]
        item = "changeBook"

        [[rules.then]]
        creates = "Book"
        like = { type = "Book", id = "{path/id}" }
        properties = { title = "{like/title} once more" }

        [[rules.then]]
        document = "/searches"
        properties = { counts = { "{/title}" = 1, changes = 2 } }
        "#,
    )
    .await;
    let change = mock.signed(Method::PATCH, BOOK).json(&json!({ "title": "토지" }));
    data(change.send().await.unwrap(), 200).await;
    let book = data(mock.get(BOOK).send().await.unwrap(), 200).await;
    let like = json!({ "title": "토지 once more", "price": book["price"] });
    assert_eq!(books(&mock).await.1, like);
    let searches = data(mock.get("/searches").send().await.unwrap(), 200).await;
    assert_eq!(searches["counts"]["changes"], 2);
}

#[tokio::test]
async fn a_failure_leads_to_something_and_a_success_does_not() {
    let mock = playing(
        r#"
        [[rules]]
        item = "changeBook"
        when = { "/title" = "한강" }
        code = "BOOK_NOT_FOUND"

        [[rules]]
        item = "changeBook"
        then = [{ on = "BOOK_NOT_FOUND", creates = "Book", properties = { title = "not {/title}" } }]
        "#,
    )
    .await;
    let change = |title: &str| mock.signed(Method::PATCH, BOOK).json(&json!({ "title": title }));
    let (before, _) = books(&mock).await;
    data(change("토지").send().await.unwrap(), 200).await;
    assert_eq!(books(&mock).await.0, before);
    assert_eq!(code(change("한강").send().await.unwrap(), 404).await, "BOOK_NOT_FOUND");
    let (count, newest) = books(&mock).await;
    assert_eq!((count, &newest["title"]), (before + 1, &json!("not 한강")));
}

#[tokio::test]
async fn sockets_hear_of_each_other() {
    let mock = playing(
        r#"
        [[rules]]
        item = "desk"

        [[rules.then]]
        sends = "answer"
        properties = { text = "hello" }

        [[rules.then]]
        on = "close"
        sends = "answer"
        properties = { text = "bye" }

        [[rules]]
        item = "changeBook"
        then = [{ sends = "answer", to = "caller", properties = { text = "{answer/title}" } }]
        "#,
    )
    .await;
    let mut one = Desk::open(&mock).await;
    assert_eq!(one.next().await["text"], "hello", "its own");
    let mut other = Desk::open(&mock).await;
    assert_eq!((&one.next().await["text"], &other.next().await["text"]), (&json!("hello"), &json!("hello")));
    let token = mock.server.mock().first_account().token;
    let change = mock.ask(Method::PATCH, BOOK).bearer_auth(token).json(&json!({ "title": "토지" }));
    data(change.send().await.unwrap(), 200).await;
    assert_eq!((&one.next().await["text"], &other.next().await["text"]), (&json!("토지"), &json!("토지")));
    other.close().await;
    assert_eq!(one.next().await["text"], "bye");
}

#[tokio::test]
async fn a_file_is_found_where_the_answer_says() {
    let mock = playing(
        r#"
        [[rules]]
        item = "attachSample"
        file = { at = "/homepage", mediaType = "application/pdf" }
        "#,
    )
    .await;
    let boundary = "----part";
    let body = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"pages\"; filename=\"a.pdf\"\r\n\
         Content-Type: application/pdf\r\n\r\n%PDF-1.7\r\n--{boundary}--\r\n"
    );
    let upload = mock.signed(Method::POST, &format!("{BOOK}/samples"));
    let upload = upload.header("content-type", format!("multipart/form-data; boundary={boundary}")).body(body);
    let answer = upload.send().await.unwrap();
    let status = answer.status().as_u16();
    let book = data(answer, status).await;
    assert!((200..300).contains(&status), "{book}");
    let url = book["homepage"].as_str().unwrap();
    let file = mock.client.get(url).send().await.unwrap();
    assert_eq!((file.status().as_u16(), &file.headers()["content-type"]), (200, &"application/pdf".parse().unwrap()));
    assert_eq!(file.bytes().await.unwrap(), "%PDF-1.7");
    mock.server.mock().reset();
    assert_eq!(mock.client.get(url).send().await.unwrap().status(), 404);
}

#[tokio::test]
async fn a_feed_begins_with_as_many_messages_as_a_rule_says() {
    let mock = playing("[[rules]]\nitem = \"orderEvents\"\nseries = 1\nendAfter = 2").await;
    let token = mock.server.mock().first_account().token;
    let path = "/orders/01936f5f-2b3c-7d4e-8f50-61728394a5b6/events";
    let feed = |seen: &str| mock.get(path).bearer_auth(&token).header("last-event-id", seen).send();
    assert_eq!(events(feed("0").await.unwrap()).await, ["placed"]);
    assert!(events(feed("1").await.unwrap()).await.is_empty());
}

/// The names of the events that arrive immediately.
async fn events(feed: Response) -> Vec<String> {
    let mut bytes = feed.bytes_stream();
    let mut text = String::new();
    let pause = std::time::Duration::from_millis(300);
    while let Ok(Some(chunk)) = tokio::time::timeout(pause, bytes.next()).await {
        text.push_str(std::str::from_utf8(&chunk.unwrap()).unwrap());
    }
    text.lines().filter_map(|line| line.strip_prefix("event: ")).map(str::to_owned).collect()
}
