//! The packed npm package works with a mock of HEAL7's contract as it works with the reference server: the same tests
//! pass. The scenario contains the rules that the contract does not.

use std::path::Path;

use axum::Router;
use contract_kit::build::Contract;
use contract_mock::{MockServer, Options};
use contracts::Heal7Contract;
use tests::node::{folder, run, run_with};

/// The rules of HEAL7 that its contract does not declare.
const SCENARIO: &str = include_str!("mock_of_the_server.toml");

/// A mock on a free port, which checks every answer before it is sent.
async fn mock(set: impl FnOnce(&mut Options)) -> MockServer {
    let mut options = Options::default();
    set(&mut options);
    assert!(options.settings.check_answers);
    let registry = Heal7Contract::registry().unwrap();
    let mock = MockServer::start_with(registry, &options, ([127, 0, 0, 1], 0).into(), Router::new()).await.unwrap();
    mock.mock().play("mock_of_the_server.toml", SCENARIO).unwrap();
    mock
}

#[tokio::test(flavor = "multi_thread")]
async fn package_calls_the_mock_as_it_calls_the_server() {
    let ordinary = mock(|_| {}).await;
    let brief = mock(|options| options.token_seconds = Some(3)).await;
    let cookies = mock(|options| options.refresh_cookie = Some("heal7_refresh".into())).await;
    let urls = [&ordinary, &brief, &cookies].map(MockServer::url);
    let talking = move || {
        let package = folder("tests/package");
        run(&package, Path::new("node"), &["build.mjs"]);
        let [ordinary, brief, cookies] = urls.each_ref().map(String::as_str);
        let mocks = [("HEAL7_ORDINARY", ordinary), ("HEAL7_BRIEF", brief), ("HEAL7_COOKIES", cookies)];
        let vitest = ["node_modules/vitest/vitest.mjs", "run", "--config", "vitest.server.config.ts"];
        run_with(&package, Path::new("node"), &vitest, &mocks);
    };
    tokio::task::spawn_blocking(talking).await.unwrap();
}
