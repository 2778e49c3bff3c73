//! The calls that a mock matches.

use bookshop_contract::{
    catalogue::{ChangeBook, GetBook, ListBooks},
    orders::{OrderId, PlaceOrder},
};
use contract_wiremock::{
    ContractMocks, when, when_id,
    wiremock::{
        ResponseTemplate,
        matchers::{body_partial_json, header},
    },
};
use serde_json::{Value, json};

use crate::{ID, changed, client, get, new_order, post, start, status};

const OTHER: &str = "01890a5d-ac96-774b-bcce-b302099a8058";

#[tokio::test]
async fn operation_is_matched_by_method_and_path() {
    let mocks = start().await;
    mocks.mount(when::<GetBook>().fail("BOOK_NOT_FOUND")).await;
    assert_eq!(status(get(&mocks, &format!("/books/{ID}"))).await, 404);
    let problem: Value = get(&mocks, "/books/a%2Fb").send().await.unwrap().json().await.unwrap();
    assert_eq!(problem["code"], "BOOK_NOT_FOUND");
    for path in ["/books", "/books/", "/books/a/b", "/orders/a", "/books/a/"] {
        let unmatched = get(&mocks, path).send().await.unwrap();
        assert_eq!(unmatched.bytes().await.unwrap(), "", "{path}");
    }
    let other_method = client().patch(format!("{}/books/{ID}", mocks.url())).send().await.unwrap();
    assert_eq!(other_method.bytes().await.unwrap(), "");
}

#[tokio::test]
async fn literal_path_goes_before_a_parameter() {
    let registry = changed(|registry| {
        let operations = registry["operations"].as_array_mut().unwrap();
        let shelves = operations.iter_mut().find(|operation| operation["id"] == "listShelves").unwrap();
        shelves["path"] = json!("/books/shelves");
    });
    let mocks = ContractMocks::start(registry).await.unwrap();
    mocks.mount(when_id("getBook").fail("BOOK_NOT_FOUND").expect(1)).await;
    mocks.mount(when_id("listShelves").answer_generated().expect(1)).await;
    assert_eq!(status(get(&mocks, "/books/shelves")).await, 200);
    assert_eq!(status(get(&mocks, "/books/other")).await, 404);
}

#[tokio::test]
async fn path_parameter_is_matched_by_its_value() {
    let mocks = start().await;
    let id: OrderId = serde_json::from_value(json!(ID)).unwrap();
    mocks.mount(when_id("getOrder").with_parameter("id", id).fail("BUSY")).await;
    assert_eq!(status(get(&mocks, &format!("/orders/{ID}"))).await, 503);
    assert_eq!(status(get(&mocks, &format!("/orders/{OTHER}"))).await, 404);
}

#[tokio::test]
async fn query_parameters_are_matched_with_defaults_and_lists() {
    let mocks = start().await;
    let list = || when::<ListBooks>().with_parameter("page", 1).with_parameter("word", ["a b", "토지"]);
    mocks.mount(list().with_parameter("genre", None::<String>).fail("BUSY")).await;
    let is_matched = async |query: &str| status(get(&mocks, &format!("/books?{query}"))).await == 503;
    assert!(is_matched("word=a+b&word=%ED%86%A0%EC%A7%80").await);
    assert!(is_matched("word=a%20b&page=1&word=토지&limit=3").await);
    assert!(!is_matched("word=a+b&word=%ED%86%A0%EC%A7%80&page=2").await);
    assert!(!is_matched("word=a+b").await);
    assert!(!is_matched("word=토지&word=a+b").await);
    assert!(!is_matched("word=a+b&word=토지&page=1&page=1").await);
    assert!(!is_matched("word=a+b&word=토지&genre=novel").await);
    assert!(!is_matched("page=1").await);
    mocks.reset().await;
    mocks.mount(when::<ListBooks>().with_parameter("word", [(); 0]).fail("BUSY")).await;
    assert!(is_matched("page=7").await);
}

#[tokio::test]
async fn header_parameter_is_matched() {
    let mocks = start().await;
    mocks.mount(when::<ChangeBook>().with_parameter("If-Match", "\"v1\"").fail("BUSY")).await;
    let change = |version: &str| {
        let change = client().patch(format!("{}/books/{ID}", mocks.url()));
        change.header("if-match", version).json(&json!({}))
    };
    assert_eq!(status(change("\"v1\"")).await, 503);
    assert_eq!(status(change("\"v2\"")).await, 404);
}

#[tokio::test]
async fn body_is_matched_whatever_its_order_and_numbers_look_like() {
    let mocks = start().await;
    mocks.mount(when::<PlaceOrder>().with_body(new_order()).fail("BUSY")).await;
    let send = async |body: &str| {
        let place = client().post(mocks.url() + "/orders").header("Content-Type", "application/json");
        status(place.body(body.to_owned())).await
    };
    let address = r#"{ "town": "서울", "street": "세종대로 110" }"#;
    let same = format!(r#"{{ "address": {address}, "lines": [{{ "copies": 2.0, "bookId": "{ID}" }}] }}"#);
    assert_eq!(send(&same).await, 503);
    assert_eq!(send(&same.replace("2.0", "3")).await, 404);
    assert_eq!(send("{").await, 404);
}

#[tokio::test]
async fn matchers_of_wiremock_narrow_the_calls() {
    let mocks = start().await;
    let two = body_partial_json(json!({ "lines": [{ "copies": 2 }] }));
    mocks.mount(when::<PlaceOrder>().and(header("X-Try", "1")).and(two).fail("BUSY")).await;
    assert_eq!(status(post(&mocks, "/orders", &new_order()).header("X-Try", "1")).await, 503);
    assert_eq!(status(post(&mocks, "/orders", &new_order())).await, 404);
    assert_eq!(status(post(&mocks, "/orders", &json!({})).header("X-Try", "1")).await, 404);
}

#[tokio::test]
async fn calls_may_have_a_responder_of_wiremock() {
    let mocks = start().await;
    let calls = mocks.given(when::<GetBook>().with_parameter("id", ID)).unwrap();
    calls.respond_with(ResponseTemplate::new(418)).expect(1).mount(mocks.server()).await;
    assert_eq!(status(get(&mocks, &format!("/books/{ID}"))).await, 418);
}
