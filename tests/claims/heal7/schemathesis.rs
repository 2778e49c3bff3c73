//! schemathesis reads the documents of the reference server and of the mock, generates allowed and forbidden requests
//! of every kind, and finds only answers that the documents declare: over REST and over GraphQL.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use contract_kit::build::Contract;
use contract_mock::{FirstAccount, MockServer, Options};
use contracts::Heal7Contract;
use heal7_server::config::Provider;
use serde_json::{Value, json};
use tests::heal7::{Heal7, PASSWORD};

/// The folder of schemathesis: its configuration, and the environment that `cargo xtask test` installs.
fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemathesis");
    assert!(
        folder.join(".venv/.installed-requirements.txt").exists(),
        "schemathesis is not installed: run `cargo xtask test`"
    );
    folder
}

/// Runs it on a server on which every operation has data, and tells `hooks.py` where the data is.
async fn finds_nothing(document: &str, options: &'static [&'static str]) {
    let heal7 = Heal7::with(|config| {
        let provider = || Provider {
            client_id: "heal7".into(),
            client_secret: "secret".into(),
            issuer: None,
            authorization_url: None,
            // Nothing listens there: no generated `state` gets this far.
            token_url: Some("http://127.0.0.1:9/token".into()),
            keys_url: None,
            profile_url: None,
        };
        config.providers.redirect_uris = vec!["https://heal7.com/auth/callback".into()];
        config.providers.google = Some(provider());
        config.providers.kakao = Some(provider());
        config.providers.naver = Some(provider());
        // A client that must retry later would wait, and generated passwords are wrong.
        config.passwords.failures = 100_000;
        config.passwords.account_failures = 100_000;
    })
    .await;
    let anna = heal7.confirmed_person("anna").await;
    let birth = json!({ "birthDate": "1976-05-21", "isLunar": false, "gender": "female", "name": "성춘향" });
    let result = heal7.data(heal7.post("/saju/calculate", &birth).bearer_auth(&anna.token), 201).await;
    let share = json!({ "sajuId": result["id"], "shareType": "link" });
    let share = heal7.data(heal7.post("/saju/share", &share).bearer_auth(&anna.token), 201).await;

    let things = Things {
        url: heal7.http(""),
        email: anna.email.clone(),
        password: PASSWORD.into(),
        person: anna.id.clone(),
        result: result["id"].as_str().unwrap().into(),
        shared: share["token"].as_str().unwrap().into(),
    };
    run(document, options, things, false).await;
}

/// The account and the things on a server that `hooks.py` uses.
struct Things {
    url: String,
    email: String,
    password: String,
    person: String,
    result: String,
    shared: String,
}

async fn run(document: &str, options: &'static [&'static str], things: Things, is_mock: bool) {
    let mut command = Command::new(folder().join(".venv/bin/schemathesis"));
    let document = format!("{}{document}", things.url);
    command.current_dir(folder()).args(["run", &document, "--no-color"]).args(options);
    command.env("PYTHONDONTWRITEBYTECODE", "1").env("HEAL7_URL", things.url);
    command.env("HEAL7_EMAIL", things.email).env("HEAL7_PASSWORD", things.password);
    command.env("HEAL7_PERSON", things.person).env("HEAL7_RESULT", things.result).env("HEAL7_SHARED", things.shared);
    if is_mock {
        command.env("HEAL7_MOCK", "1");
    }
    let run = tokio::task::spawn_blocking(move || command.output().expect("schemathesis runs"));
    let output = run.await.unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{printed}\n{}", String::from_utf8_lossy(&output.stderr));
    println!("{printed}");
}

/// The same for a mock, which also checks its own answers.
async fn finds_nothing_at_the_mock(document: &str, options: &'static [&'static str]) {
    let registry = Heal7Contract::registry().unwrap();
    let pages = contract_pages::router(&registry);
    let mock = MockServer::start_with(registry, &Options::default(), ([127, 0, 0, 1], 0).into(), pages).await.unwrap();
    let FirstAccount { person, credentials, token, .. } = mock.mock().first_account();
    let [(_, email), (_, password)] = credentials.unwrap();
    let client = reqwest::Client::new();
    let history = client.get(format!("{}/saju/history", mock.url())).bearer_auth(&token).send().await.unwrap();
    let history: Value = history.json().await.unwrap();
    let result = history["data"][0]["id"].as_str().unwrap().to_owned();
    let share = json!({ "sajuId": result, "shareType": "link" });
    let share = client.post(format!("{}/saju/share", mock.url())).bearer_auth(&token).json(&share);
    let share: Value = share.send().await.unwrap().json().await.unwrap();
    let shared = share["data"]["token"].as_str().unwrap().to_owned();
    let things = Things { url: mock.url(), email, password, person: person.unwrap(), result, shared };
    run(document, options, things, true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn schemathesis_finds_no_errors_over_rest() {
    finds_nothing("/openapi.json", &["--checks", "all", "--max-examples", "25"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn schemathesis_finds_no_errors_over_graphql() {
    finds_nothing("/graphql", &["--checks", "all", "--max-examples", "100"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mock_over_rest() {
    let options = &["--checks", "all", "--max-examples", "5", "--phases", "examples,fuzzing"];
    finds_nothing_at_the_mock("/openapi.json", options).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mock_over_graphql() {
    finds_nothing_at_the_mock("/graphql", &["--checks", "all", "--max-examples", "60"]).await;
}
