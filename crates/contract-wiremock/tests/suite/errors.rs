//! The messages for mocks that do not fit the contract, and for contracts that cannot be mocked.

use std::collections::BTreeMap;

use bookshop_contract::{
    Envelope,
    catalogue::{Book, GetBook},
    orders::PlaceOrder,
};
use contract_kit::{example::Example, values::True};
use contract_wiremock::{ContractMocks, OperationMock, StartError, when, when_id};
use serde_json::{Value, json};

use crate::{ID, changed, new_order, start};

/// The message about a mock.
async fn refusal(mock: OperationMock) -> String {
    start().await.build(mock).err().unwrap().to_string()
}

/// A value that cannot be JSON: a map whose keys are not texts.
fn not_json() -> BTreeMap<[u8; 1], u8> {
    BTreeMap::from([([1], 1)])
}

#[tokio::test]
async fn unknown_operation_is_refused() {
    assert_eq!(
        refusal(when_id("getOrdr").answer_generated()).await,
        "cannot mock `getOrdr`: the contract has no operation with this id; did you mean getOrder?"
    );
    let message = refusal(when_id("x").fail("BUSY")).await;
    assert!(message.ends_with(
        "; use one of listBooks, getBook, addBook, changeBook, setCover, attachSample, \
                               listShelves, getSearchStatistics, signIn, signOut, placeOrder, getOrder, cancelOrder"
    ));
}

#[tokio::test]
async fn channels_and_fields_are_refused() {
    assert_eq!(
        refusal(when_id("orderEvents").answer_generated()).await,
        "cannot mock `orderEvents`: it is a channel, but only operations can be mocked by id; for feeds and sockets, \
         start a `contract_mock::MockServer`"
    );
    assert_eq!(
        refusal(when_id("search").answer_generated()).await,
        "cannot mock `search`: it is a GraphQL field, but only operations can be mocked by id; match `POST /graphql` \
         with matchers of wiremock, or answer it with `answer_unmatched`"
    );
}

#[tokio::test]
async fn type_of_another_contract_is_refused() {
    let registry = changed(|registry| {
        let operations = registry["operations"].as_array_mut().unwrap();
        let get_book = operations.iter_mut().find(|operation| operation["id"] == "getBook").unwrap();
        get_book["path"] = json!("/v2/books/{id}");
    });
    let mocks = ContractMocks::start(registry).await.unwrap();
    assert_eq!(
        mocks.build(when::<GetBook>().answer_generated()).err().unwrap().to_string(),
        "cannot mock `getBook`: the type `bookshop_contract::catalogue::GetBook` describes `GET /books/{id}`, but the \
         contract of these mocks has `GET /v2/books/{id}`; start the mocks with the registry of the type's contract"
    );
}

#[tokio::test]
async fn problem_must_be_one_of_the_operation() {
    assert_eq!(
        refusal(when_id("placeOrder").fail("OUT_OF_STOK")).await,
        "`placeOrder` cannot fail with `OUT_OF_STOK`: the contract has no problem with this code; did you mean \
         OUT_OF_STOCK?"
    );
    assert_eq!(
        refusal(when_id("getOrder").fail("OUT_OF_STOCK")).await,
        "`getOrder` cannot fail with `OUT_OF_STOCK`: the operation neither declares nor implies it; declare it in the \
         contract, or use one of BAD_REQUEST, UNAUTHENTICATED, NOT_ACCEPTABLE, TOO_MANY_REQUESTS, TIMEOUT, BUSY, \
         INTERNAL, ORDER_NOT_FOUND"
    );
    // These problems are implied only for a path without an operation, and for operations with a body.
    assert!(refusal(when_id("getOrder").fail("METHOD_NOT_ALLOWED")).await.contains("neither declares nor implies"));
    assert!(refusal(when_id("getOrder").fail("PAYLOAD_TOO_LARGE")).await.contains("neither declares nor implies"));
}

#[tokio::test]
async fn status_headers_and_body_must_be_declared() {
    let body = || json!({ "success": true, "data": Book::example() });
    assert_eq!(
        refusal(when_id("changeBook").answer_empty(202)).await,
        "`changeBook` cannot answer 202: it declares only 200, 204; to answer with a problem, use `fail`"
    );
    assert_eq!(
        refusal(when_id("addBook").answer_json(201, body())).await,
        "the answer 201 of `addBook` has no header `Location`, which the contract declares; add it with `with_header`"
    );
    assert_eq!(
        refusal(when_id("getBook").answer_empty(200)).await,
        "the answer 200 of `getBook` has no body, but the contract declares one; give it with `answer_json`"
    );
    assert_eq!(
        refusal(when_id("changeBook").answer_json(204, body())).await,
        "the answer 204 of `changeBook` has a body, but the contract declares none; use `answer_empty(204)`"
    );
    assert_eq!(
        refusal(when_id("getBook").answer_generated().with_header("X-Note", "a\nb")).await,
        "the answer of `getBook` cannot have the header `X-Note: a\nb`: expected a header name and visible ASCII \
         characters"
    );
}

#[tokio::test]
async fn body_of_an_answer_must_fit_the_contract() {
    let mut book = serde_json::to_value(Book::example()).unwrap();
    book["price"] = json!(-1);
    assert_eq!(
        refusal(when_id("getBook").answer_json(200, json!({ "success": true, "data": book }))).await,
        "the body of the answer 200 of `getBook` does not fit the contract: at /data/price: This must be at least 0. It \
         is -1; expected a whole body, with its envelope where there is one"
    );
    let message = refusal(when_id("getBook").answer_json(200, json!({ "success": true, "data": {} }))).await;
    assert!(message.contains("at /data/id: This is required; at /data/title"), "{message}");
    assert!(message.contains("; and 5 more; expected"), "{message}");
    // A value of the right type may still violate a constraint.
    let typed = Envelope { success: True, data: Book { price: -1, ..Book::example() } };
    assert!(refusal(when::<GetBook>().answer(typed)).await.contains("at /data/price"));
    assert_eq!(
        refusal(when_id("getBook").answer_json(200, Value::Null)).await,
        "the body of the answer 200 of `getBook` does not fit the contract: at the root: This must be an object. It is \
         null; expected a whole body, with its envelope where there is one"
    );
}

#[tokio::test]
async fn parameter_must_be_declared_and_valid() {
    assert_eq!(
        refusal(when_id("listBooks").with_parameter("words", ["a"]).answer_generated()).await,
        "`listBooks` has no parameter `words`; did you mean word?"
    );
    assert_eq!(
        refusal(when_id("listShelves").with_parameter("page", 1).answer_generated()).await,
        "`listShelves` has no parameter `page`; there are none"
    );
    assert_eq!(
        refusal(when_id("listBooks").with_parameter("page", 0).answer_generated()).await,
        "no valid call of `listBooks` has this parameter `page`: at the root: This must be at least 1. It is 0; expect a \
         value that fits the contract, or match the request with a matcher of wiremock"
    );
    let required = refusal(when_id("getBook").with_parameter("id", None::<u8>).answer_generated()).await;
    assert!(required.starts_with("no valid call of `getBook` has this parameter `id`: "), "{required}");
}

#[tokio::test]
async fn expected_body_must_be_valid() {
    assert_eq!(
        refusal(when::<PlaceOrder>().with_body(json!({ "lines": [], "adress": {} })).answer_generated()).await,
        "no valid call of `placeOrder` has this body: at /address: This is required; at /lines: This must have at least 1 \
         items. It has 0; at /adress: This is unknown here; expect a body that fits the contract, or \
         match the request with a matcher of wiremock"
    );
    for (id, found) in [("getBook", "no body"), ("setCover", "bytes"), ("attachSample", "a form")] {
        assert_eq!(
            refusal(when_id(id).with_body(new_order()).answer_generated()).await,
            format!("no call of `{id}` has a JSON body: the operation takes {found}; remove `with_body`")
        );
    }
}

#[tokio::test]
async fn value_must_be_json() {
    let reason = "key must be a string";
    assert_eq!(
        refusal(when_id("getBook").answer_json(200, not_json())).await,
        format!("the answer of `getBook` is not JSON: {reason}")
    );
    assert_eq!(
        refusal(when_id("getBook").with_parameter("id", not_json()).answer_generated()).await,
        format!("the parameter `id` of `getBook` is not JSON: {reason}")
    );
    assert_eq!(
        refusal(when_id("placeOrder").with_body(not_json()).answer_generated()).await,
        format!("the expected body of `placeOrder` is not JSON: {reason}")
    );
}

#[tokio::test]
async fn calls_without_an_answer_are_checked_too() {
    let mocks = start().await;
    let wrong = mocks.given(when_id("getBook").with_parameter("isbn", ID)).unwrap_err().to_string();
    assert_eq!(wrong, "`getBook` has no parameter `isbn`; use one of id");
}

/// A text schema for which no value can be generated.
fn unmade() -> Value {
    json!({ "name": "secret", "required": true, "schema": { "shape": "string", "pattern": "^(?=x)y$" } })
}

fn add_property(registry: &mut Value, of_type: &str, property: Value) {
    registry["types"][of_type]["schema"]["properties"].as_array_mut().unwrap().push(property);
}

#[tokio::test]
async fn problem_whose_body_cannot_be_made_is_refused() {
    let mocks = ContractMocks::start(changed(|registry| add_property(registry, "Problem", unmade()))).await.unwrap();
    let message = mocks.build(when_id("getBook").fail("BUSY")).err().unwrap().to_string();
    assert!(
        message.starts_with("the body of the problem `BUSY` of `getBook` does not fit the contract's problem type: at")
    );
}

#[tokio::test]
async fn contract_that_cannot_be_mocked_is_refused() {
    let unmade = ContractMocks::start(changed(|registry| add_property(registry, "Book", unmade()))).await.unwrap_err();
    assert!(matches!(unmade, StartError::Unmade(_)), "{unmade}");
    assert!(unmade.to_string().contains("give it an example"), "{unmade}");
    let no_internal = changed(|registry| {
        registry["problems"].as_array_mut().unwrap().retain(|problem| problem["code"] != "INTERNAL");
    });
    let unserved = ContractMocks::start(no_internal).await.unwrap_err();
    assert!(matches!(unserved, StartError::Contract(_)), "{unserved}");
    assert!(unserved.to_string().contains("no problem for `Fault::Internal`"), "{unserved}");
}
