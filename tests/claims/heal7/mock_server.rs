//! The mock of the whole contract: it returns the data of the generated msw handlers, each of its answers is valid, and
//! the external judges find nothing.

use std::path::Path;

use axum::Router;
use contract_kit::build::Contract;
use contract_mock::{Authentication, FirstAccount, MockServer, Options};
use contracts::Heal7Contract;
use reqwest::Client;
use serde_json::{Value, json};
use tests::{
    judges::accepts,
    node::{folder, run, run_with},
};

/// A mock on a free port, which checks every answer before it is sent.
async fn mock(authentication: Authentication) -> MockServer {
    let options = Options { authentication, ..Options::default() };
    assert!(options.settings.check_answers);
    let registry = Heal7Contract::registry().unwrap();
    MockServer::start_with(registry, &options, ([127, 0, 0, 1], 0).into(), Router::new()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_data_is_that_of_the_msw_handlers_and_valid() {
    let (closed, open) = (mock(Authentication::On).await, mock(Authentication::Off).await);
    let urls = [closed.url(), open.url()];
    let testing = move || {
        let package = folder("tests/package");
        run(&package, Path::new("node"), &["build.mjs"]);
        let [closed, open] = urls.each_ref().map(String::as_str);
        let mocks = [("CONTRACT_MOCK", closed), ("CONTRACT_MOCK_OPEN", open)];
        let vitest = ["node_modules/vitest/vitest.mjs", "run", "--config", "vitest.mock.config.ts"];
        run_with(&package, Path::new("node"), &vitest, &mocks);
    };
    tokio::task::spawn_blocking(testing).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audits_of_graphql_http_find_nothing() {
    let mock = mock(Authentication::On).await;
    let url = format!("{}/graphql", mock.url());
    let judging = move || accepts("graphql-over-http", &[Path::new(&url)]);
    let report = tokio::task::spawn_blocking(judging).await.unwrap();
    assert_eq!(report.counts["audits"], 61);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_client_of_graphql_ws_finds_nothing() {
    let mock = mock(Authentication::On).await;
    let birth = json!({ "birthDate": "1976-05-21", "isLunar": false, "gender": "male", "name": "홍길동" });
    let calculate = "mutation ($input: SajuCalculationInput!) { calculateSaju(input: $input) { success } }";
    let printed = json!({
        "authorization": format!("Bearer {}", mock.mock().first_account().token),
        "mutation": { "query": calculate, "variables": { "input": birth } },
        "subscription": { "query": "subscription { systemStatus { status } }" },
        "event": { "systemStatus": { "status": "operational" } },
    });
    let (url, printed) = (format!("{}/graphql", mock.url().replace("http", "ws")), printed.to_string());
    let judging = move || accepts("graphql-transport-ws", &[Path::new(&url), Path::new(&printed)]);
    let report = tokio::task::spawn_blocking(judging).await.unwrap();
    assert_eq!(report.counts["scenarios"], 6);
}

/// A person who signs in at the mock.
struct Visitor {
    mock: MockServer,
    client: Client,
}

impl Visitor {
    async fn post(&self, path: &str, token: Option<&str>, body: &Value) -> (u16, Value) {
        let request = self.client.post(format!("{}{path}", self.mock.url())).json(body);
        let request = if let Some(token) = token { request.bearer_auth(token) } else { request };
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap_or_default())
    }

    async fn get(&self, path: &str, token: &str) -> (u16, Value) {
        let answer = self.client.get(format!("{}{path}", self.mock.url())).bearer_auth(token).send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap_or_default())
    }
}

#[tokio::test]
async fn the_printed_account_signs_in() {
    let visitor = Visitor { mock: mock(Authentication::On).await, client: Client::new() };
    let FirstAccount { person, credentials, operation, token } = visitor.mock.mock().first_account();
    assert_eq!(operation.as_deref(), Some("login"));
    let [(email, address), (password, secret)] = credentials.unwrap();
    let (status, profile) = visitor.get("/users/profile", &token).await;
    assert_eq!((status, profile["data"]["id"].as_str()), (200, person.as_deref()));

    let (status, session) = visitor.post("/auth/login", None, &json!({ &email: address, &password: secret })).await;
    assert_eq!((status, session["data"]["user"]["id"].as_str()), (200, person.as_deref()), "{session}");
    let wrong = json!({ &email: address, &password: "달이밝은밤에1976" });
    let (status, problem) = visitor.post("/auth/login", None, &wrong).await;
    assert_eq!((status, problem["code"].as_str()), (401, Some("INVALID_CREDENTIALS")));
}

#[tokio::test]
async fn persons_register_and_see_only_their_own() {
    let visitor = Visitor { mock: mock(Authentication::On).await, client: Client::new() };
    let first = visitor.mock.mock().first_account().token;
    let input = json!({ "email": "chun@example.com", "password": "달이밝은밤에1976", "name": "성춘향" });
    let (status, session) = visitor.post("/auth/register", None, &input).await;
    assert_eq!(status, 201, "{session}");
    let (status, problem) = visitor.post("/auth/register", None, &input).await;
    assert_eq!((status, problem["code"].as_str()), (409, Some("EMAIL_TAKEN")));
    let (token, refresh) = (session["data"]["token"].as_str().unwrap(), &session["data"]["refreshToken"]);

    let (_, profile) = visitor.get("/users/profile", token).await;
    assert_eq!((&profile["data"]["email"], &profile["data"]["name"]), (&json!("chun@example.com"), &json!("성춘향")));
    let (_, history) = visitor.get("/saju/history", token).await;
    assert_eq!(history["data"], json!([]), "a new account is empty");
    let birth = json!({ "birthDate": "1976-05-21", "isLunar": false, "gender": "female", "name": "성춘향" });
    let (status, result) = visitor.post("/saju/calculate", Some(token), &birth).await;
    assert_eq!((status, &result["data"]["userId"]), (201, &profile["data"]["id"]));
    let path = format!("/saju/results/{}", result["data"]["id"].as_str().unwrap());
    assert_eq!(visitor.get(&path, token).await, (200, json!({ "success": true, "data": result["data"] })));
    let (status, problem) = visitor.get(&path, &first).await;
    assert_eq!((status, problem["code"].as_str()), (404, Some("SAJU_RESULT_NOT_FOUND")), "another person's");

    let renewal = json!({ "refreshToken": refresh });
    let (status, renewed) = visitor.post("/auth/refresh", None, &renewal).await;
    assert_eq!(status, 200, "{renewed}");
    assert_eq!(visitor.get("/users/profile", token).await.0, 401, "the token before is no longer valid");
    let token = renewed["data"]["token"].as_str().unwrap();
    assert_eq!(visitor.post("/auth/logout", Some(token), &json!(null)).await.0, 204);
    assert_eq!(visitor.get("/users/profile", token).await.0, 401);
}

#[tokio::test]
async fn a_refresh_token_that_comes_again_ends_its_session() {
    let visitor = Visitor { mock: mock(Authentication::On).await, client: Client::new() };
    let [(email, address), (password, secret)] = visitor.mock.mock().first_account().credentials.unwrap();
    let (_, session) = visitor.post("/auth/login", None, &json!({ &email: address, &password: secret })).await;
    let renewal = json!({ "refreshToken": session["data"]["refreshToken"] });
    let (_, renewed) = visitor.post("/auth/refresh", None, &renewal).await;
    let token = renewed["data"]["token"].as_str().unwrap();
    assert_eq!(visitor.get("/users/profile", token).await.0, 200);
    let (status, problem) = visitor.post("/auth/refresh", None, &renewal).await;
    assert_eq!((status, problem["code"].as_str()), (401, Some("REFRESH_TOKEN_REUSED")));
    assert_eq!(visitor.get("/users/profile", token).await.0, 401, "the session has ended");
    let unknown = json!({ "refreshToken": "mock-refresh-00000000000000000000000000000000" });
    let (status, problem) = visitor.post("/auth/refresh", None, &unknown).await;
    assert_eq!((status, problem["code"].as_str()), (401, Some("INVALID_REFRESH_TOKEN")));
}

#[tokio::test]
async fn a_change_needs_the_entity_tag_that_was_read() {
    let visitor = Visitor { mock: mock(Authentication::On).await, client: Client::new() };
    let token = visitor.mock.mock().first_account().token;
    let url = format!("{}/users/profile", visitor.mock.url());
    let read = visitor.client.get(&url).bearer_auth(&token).send().await.unwrap();
    let tag = read.headers()["etag"].clone();
    let change = || visitor.client.patch(&url).bearer_auth(&token).json(&json!({ "nickname": "향단이" }));
    let first = change().header("if-match", &tag).send().await.unwrap();
    assert_eq!(first.status(), 200);
    let again = change().header("if-match", &tag).send().await.unwrap();
    let problem: Value = again.json().await.unwrap();
    assert_eq!(problem["code"], "PRECONDITION_FAILED");
}
