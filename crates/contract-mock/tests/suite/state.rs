//! The data of a mock: the same for the same seed, and changed by requests.

use futures_util::StreamExt;
use reqwest::{Method, header};
use serde_json::{Value, json};

use crate::running::{Running, code, data};

fn book() -> Value {
    json!({
        "title": "구운몽", "isbn": "9788937460449", "binding": "paperback", "genre": "novel", "script": "한글",
        "authors": ["김만중"], "price": 12000, "publishedOn": "2026-01-15", "contact": "hong@example.com",
    })
}

#[tokio::test]
async fn a_created_entity_is_read_changed_and_removed() {
    let mock = Running::new().await;
    let created = mock.signed(Method::POST, "/books").json(&book()).send().await.unwrap();
    let location = created.headers()[header::LOCATION].to_str().unwrap().to_owned();
    let created = data(created, 201).await;
    assert_eq!(location, format!("/books/{}", created["id"].as_str().unwrap()));
    assert_eq!(data(mock.get(&location).send().await.unwrap(), 200).await, created);

    let patch = json!({ "title": "사씨남정기" });
    let changed = data(mock.signed(Method::PATCH, &location).json(&patch).send().await.unwrap(), 200).await;
    assert_eq!(changed["title"], "사씨남정기");
    assert_eq!(data(mock.get(&location).send().await.unwrap(), 200).await, changed);

    let order = mock.order("k-1").await;
    let order_path = format!("/orders/{}", order["id"].as_str().unwrap());
    assert_eq!(data(mock.signed(Method::GET, &order_path).send().await.unwrap(), 200).await, order);
    assert_eq!(mock.signed(Method::DELETE, &order_path).send().await.unwrap().status(), 204);
    assert_eq!(code(mock.signed(Method::GET, &order_path).send().await.unwrap(), 404).await, "ORDER_NOT_FOUND");
}

#[tokio::test]
async fn every_transport_reads_the_same_state() {
    let mock = Running::open().await;
    let created = data(mock.ask(Method::POST, "/books").json(&book()).send().await.unwrap(), 201).await;
    let query = json!({ "query": "query ($id: ID!) { book(id: $id) { id title price } }", "variables": { "id": created["id"] } });
    let answer: Value = mock.ask(Method::POST, "/graphql").json(&query).send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["data"]["book"], json!({ "id": created["id"], "title": "구운몽", "price": 12000 }), "{answer}");
}

#[tokio::test]
async fn a_page_in_an_object_shows_the_collection() {
    let mock = Running::new().await;
    let page = async |query: &str| data(mock.get(&format!("/books?{query}")).send().await.unwrap(), 200).await;
    let created = data(mock.signed(Method::POST, "/books").json(&book()).send().await.unwrap(), 201).await;
    let all = page("limit=100").await;
    assert_eq!(all["items"][0], created, "the last one that was created comes first");
    assert_eq!(all["total"], 13);
    let second = page("limit=2&page=2").await;
    assert_eq!(second["items"].as_array().unwrap(), &all["items"].as_array().unwrap()[2..4]);
    assert_eq!(second["total"], 13);
    let poems = page("genre=poetry&limit=100").await;
    let shown = poems["items"].as_array().unwrap();
    assert!(!shown.is_empty() && shown.iter().all(|book| book["genre"] == "poetry"), "{poems}");
    assert_eq!(poems["total"], shown.len());
}

#[tokio::test]
async fn the_same_seed_gives_the_same_bytes() {
    let (one, other) = tokio::join!(Running::new(), Running::new());
    let third = Running::with(|options| options.seed = "another".into()).await;
    for path in ["/books", "/shelves", "/searches", "/books/01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f"] {
        let bytes = async |mock: &Running| mock.get(path).send().await.unwrap().bytes().await.unwrap();
        assert_eq!(bytes(&one).await, bytes(&other).await, "{path}");
        assert_ne!(bytes(&one).await, bytes(&third).await, "{path}");
    }
}

#[tokio::test]
async fn a_repeated_key_has_the_first_answer() {
    let mock = Running::new().await;
    let (first, again, another) = (mock.order("k-1").await, mock.order("k-1").await, mock.order("k-2").await);
    assert_eq!(first, again);
    assert_ne!(first["id"], another["id"]);
}

#[tokio::test]
async fn a_feed_resumes_after_the_last_event() {
    let mock = Running::new().await;
    let order = mock.order("k-1").await;
    let path = format!("/orders/{}/events", order["id"].as_str().unwrap());
    let request = || mock.signed(Method::GET, &path).header(header::ACCEPT, "text/event-stream");
    let ids = async |request: reqwest::RequestBuilder| {
        let mut text = String::new();
        let mut body = request.send().await.unwrap().bytes_stream();
        while let Ok(Some(Ok(part))) = tokio::time::timeout(std::time::Duration::from_millis(300), body.next()).await {
            text.push_str(std::str::from_utf8(&part).unwrap());
        }
        text.lines().filter_map(|line| line.strip_prefix("id: ")).map(str::to_owned).collect::<Vec<_>>()
    };
    let all = ids(request()).await;
    assert!(all.len() > 1, "{all:?}");
    assert_eq!(ids(request().header("last-event-id", &all[0])).await, all[1..]);
    mock.order("k-2").await;
    assert_eq!(ids(request()).await, all, "another order is no event of this one");
}
