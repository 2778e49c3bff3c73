//! schemathesis reads the reference server's own documents, makes up requests of every kind that they allow and forbid,
//! and finds no answer that they do not announce: over REST and over GraphQL.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use heal7_server::config::Provider;
use serde_json::json;
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

/// A server on which every operation has something to do, and how `hooks.py` finds that.
async fn finds_nothing(document: &str, options: &'static [&'static str]) {
    let heal7 = Heal7::with(|config| {
        let provider = || Provider {
            client_id: "heal7".into(),
            client_secret: "secret".into(),
            issuer: None,
            authorization_url: None,
            // Nobody is there: no state that is made up leads so far.
            token_url: Some("http://127.0.0.1:9/token".into()),
            keys_url: None,
            profile_url: None,
        };
        config.providers.redirect_uris = vec!["https://heal7.com/auth/callback".into()];
        config.providers.google = Some(provider());
        config.providers.kakao = Some(provider());
        config.providers.naver = Some(provider());
        // A client that is asked to come again later waits, and made-up passwords are wrong.
        config.passwords.failures = 100_000;
        config.passwords.account_failures = 100_000;
    })
    .await;
    let anna = heal7.confirmed_person("anna").await;
    let birth = json!({ "birthDate": "1976-05-21", "isLunar": false, "gender": "female", "name": "성춘향" });
    let result = heal7.data(heal7.post("/saju/calculate", &birth).bearer_auth(&anna.token), 201).await;
    let share = json!({ "sajuId": result["id"], "shareType": "link" });
    let share = heal7.data(heal7.post("/saju/share", &share).bearer_auth(&anna.token), 201).await;

    let mut command = Command::new(folder().join(".venv/bin/schemathesis"));
    command.current_dir(folder()).args(["run", &heal7.http(document), "--no-color"]).args(options);
    command.env("PYTHONDONTWRITEBYTECODE", "1").env("HEAL7_URL", heal7.http(""));
    command.env("HEAL7_EMAIL", &anna.email).env("HEAL7_PASSWORD", PASSWORD).env("HEAL7_PERSON", &anna.id);
    command.env("HEAL7_RESULT", result["id"].as_str().unwrap()).env("HEAL7_SHARED", share["token"].as_str().unwrap());
    let run = tokio::task::spawn_blocking(move || command.output().expect("schemathesis runs"));
    let output = run.await.unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{printed}\n{}", String::from_utf8_lossy(&output.stderr));
    println!("{printed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn schemathesis_finds_no_errors_over_rest() {
    finds_nothing("/openapi.json", &["--checks", "all", "--max-examples", "25"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn schemathesis_finds_no_errors_over_graphql() {
    finds_nothing("/graphql", &["--checks", "all", "--max-examples", "100"]).await;
}
