//! Generated answers: by the mock of the same contract, with its state.

use contract_mock::{Authentication, MockServer, Options, Rule};
use contract_model::validate::Validator;
use contract_wiremock::{ContractMocks, when_id, wiremock};
use serde_json::{Value, json};

use crate::{ID, client, get, header, new_order, post, registry, start, status};

#[tokio::test]
async fn generated_answer_is_that_of_a_mock_server() {
    let mocks = start().await;
    mocks.mount(when_id("listBooks").answer_generated()).await;
    let expected = MockServer::start(registry()).await.unwrap();
    let expected: Value = client().get(expected.url() + "/books").send().await.unwrap().json().await.unwrap();
    let answered: Value = get(&mocks, "/books").send().await.unwrap().json().await.unwrap();
    assert_eq!(answered, expected);
    let registry = registry();
    let violations = Validator::new(&registry).with_answers(&registry).answer("listBooks", 200, &answered);
    assert_eq!(violations, []);
}

#[tokio::test]
async fn created_entity_can_be_read_and_removed() {
    let mocks = start().await;
    for id in ["placeOrder", "getOrder", "cancelOrder"] {
        mocks.mount(when_id(id).answer_generated().expect(1..)).await;
    }
    let token = mocks.token();
    let place = || post(&mocks, "/orders", &new_order()).bearer_auth(&token).header("Idempotency-Key", "key-1");
    let placed = place().send().await.unwrap();
    assert_eq!(placed.status(), 201);
    let location = header(&placed, "location").unwrap().to_owned();
    let placed: Value = placed.json().await.unwrap();
    assert_eq!(placed["data"]["address"], new_order()["address"]);
    // The same key gives the first answer again.
    assert_eq!(place().send().await.unwrap().json::<Value>().await.unwrap(), placed);
    let read = get(&mocks, &location).bearer_auth(&token).send().await.unwrap();
    assert_eq!(read.json::<Value>().await.unwrap(), placed);
    assert_eq!(status(client().delete(mocks.url() + &location).bearer_auth(&token)).await, 204);
    assert_eq!(status(get(&mocks, &location).bearer_auth(&token)).await, 404);
}

#[tokio::test]
async fn invalid_request_is_refused() {
    let mocks = start().await;
    mocks.mount(when_id("placeOrder").answer_generated()).await;
    let place = |body: Value| post(&mocks, "/orders", &body).header("Idempotency-Key", "key-1");
    assert_eq!(status(place(new_order())).await, 401);
    assert_eq!(status(place(json!({})).bearer_auth(mocks.token())).await, 422);
}

#[tokio::test]
async fn options_change_generated_answers() {
    let options = Options { authentication: Authentication::Off, seed: "other".into(), ..Options::default() };
    let mocks = ContractMocks::start_with(registry(), &options).await.unwrap();
    mocks.mount(when_id("getOrder").answer_generated()).await;
    assert_eq!(status(get(&mocks, &format!("/orders/{ID}"))).await, 200);
    assert_eq!(mocks.mock().seed(), "other");
}

#[tokio::test]
async fn generated_answer_may_have_a_header() {
    let mocks = start().await;
    mocks.mount(when_id("listShelves").answer_generated().with_header("Cache-Control", "max-age=9")).await;
    let answered = get(&mocks, "/shelves").send().await.unwrap();
    assert_eq!(answered.headers().get_all("cache-control").iter().collect::<Vec<_>>(), ["max-age=9"]);
}

#[tokio::test]
async fn unmatched_requests_are_answered_where_that_is_asked() {
    let silent = start().await;
    assert_eq!(status(get(&silent, "/books")).await, 404);
    let mocks = ContractMocks::start_answering(registry()).await.unwrap();
    mocks.mount(when_id("listShelves").fail("BUSY")).await;
    assert_eq!(status(get(&mocks, "/books")).await, 200);
    assert_eq!(status(get(&mocks, "/shelves")).await, 503);
    let unknown = get(&mocks, "/nothing").send().await.unwrap();
    assert_eq!(unknown.json::<Value>().await.unwrap()["code"], "NOT_FOUND");
    let document = json!({ "query": "{ books(first: 1) { edges { node { title } } } }" });
    let fields: Value = post(&mocks, "/graphql", &document).send().await.unwrap().json().await.unwrap();
    assert!(fields["data"]["books"]["edges"][0]["node"]["title"].is_string(), "{fields}");
}

#[tokio::test]
async fn reset_forgets_mocks_requests_and_state() {
    let mocks = ContractMocks::start_answering(registry()).await.unwrap();
    mocks.mount(when_id("listShelves").fail("BUSY").expect(3)).await;
    let token = mocks.token();
    let mut order = new_order();
    order["address"]["town"] = json!("부산");
    let placed = post(&mocks, "/orders", &order).bearer_auth(&token).header("Idempotency-Key", "key-1");
    let placed: Value = placed.send().await.unwrap().json().await.unwrap();
    assert_eq!(placed["data"]["address"]["town"], "부산");
    let path = format!("/orders/{}", placed["data"]["id"].as_str().unwrap());
    mocks.reset().await;
    assert_eq!(mocks.server().received_requests().await.unwrap().len(), 0);
    assert_eq!(status(get(&mocks, "/shelves")).await, 200);
    let read: Value = get(&mocks, &path).bearer_auth(&token).send().await.unwrap().json().await.unwrap();
    assert_ne!(read["data"]["address"]["town"], "부산");
    mocks.verify().await;
}

#[tokio::test]
async fn feeds_and_sockets_are_refused_with_a_reason() {
    let mocks = ContractMocks::start_answering(registry()).await.unwrap();
    let feed = get(&mocks, &format!("/orders/{ID}/events")).bearer_auth(mocks.token()).send().await.unwrap();
    assert_eq!(feed.status(), 501);
    let reason = feed.text().await.unwrap();
    assert!(reason.contains("start a contract_mock::MockServer"), "{reason}");
    let socket = get(&mocks, "/desk").header("Connection", "upgrade").header("Upgrade", "websocket");
    assert_eq!(status(socket).await, 501);
}

#[tokio::test]
async fn rules_of_the_mock_hold() {
    let mocks = ContractMocks::start_answering(registry()).await.unwrap();
    let rule = |rule: Rule| vec![Rule { item: "listBooks".into(), ..rule }];
    mocks.mock().set_rules(rule(Rule { code: Some("BUSY".into()), times: Some(1), ..Rule::default() })).unwrap();
    assert_eq!([status(get(&mocks, "/books")).await, status(get(&mocks, "/books")).await], [503, 200]);
    for broken in [Rule { reset: true, ..Rule::default() }, Rule { truncate: Some(9), ..Rule::default() }] {
        mocks.mock().set_rules(rule(broken)).unwrap();
        let error = get(&mocks, "/books").send().await.unwrap_err();
        assert!(error.is_request(), "{error:?}");
    }
    mocks.mock().set_rules(Vec::new()).unwrap();
    assert_eq!(status(get(&mocks, "/books")).await, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_requests_are_answered_at_once() {
    let mocks = ContractMocks::start_answering(registry()).await.unwrap();
    let requests: Vec<_> = (0..40).map(|_| tokio::spawn(get(&mocks, "/books").send())).collect();
    for request in requests {
        assert_eq!(request.await.unwrap().unwrap().status(), 200);
    }
}

#[tokio::test]
async fn request_over_http_2_is_answered() {
    let mocks = ContractMocks::start_answering(registry()).await.unwrap();
    let client = reqwest::Client::builder().http2_prior_knowledge().build().unwrap();
    let answered = client.get(mocks.url() + "/books").send().await.unwrap();
    assert_eq!((answered.status().as_u16(), answered.version()), (200, reqwest::Version::HTTP_2));
}

#[tokio::test]
async fn server_of_wiremock_outlives_the_mocks() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = wiremock::MockServer::builder().listener(listener).start().await;
    let mocks = ContractMocks::start_on(server, registry(), &Options::default()).await.unwrap();
    assert_eq!(mocks.url(), format!("http://{address}"));

    let other = wiremock::MockServer::start().await;
    mocks.build(when_id("listBooks").answer_generated()).unwrap().mount(&other).await;
    assert_eq!(status(client().get(other.uri() + "/books")).await, 200);
    drop(mocks);
    let late = client().get(other.uri() + "/books").send().await.unwrap();
    assert_eq!(late.status(), 503);
    assert!(late.text().await.unwrap().contains("have been dropped"));
}
