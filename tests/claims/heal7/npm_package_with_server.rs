//! The packed npm package works with the reference server over real connections: REST, GraphQL, WebSocket and
//! server-sent events, expiring tokens and lost connections. The package's own Zod schemas check each answer.

use std::path::Path;

use tests::{
    heal7::Heal7,
    node::{folder, run, run_with},
};

#[tokio::test(flavor = "multi_thread")]
async fn package_calls_the_server_over_every_protocol() {
    // Without a grace period, a refresh token that is used twice counts as stolen immediately.
    let ordinary = Heal7::with(|config| config.tokens.grace_seconds = 0).await;
    let brief = Heal7::with(|config| {
        config.tokens.access_seconds = 3;
        config.tokens.reauthenticate_seconds = 2;
    })
    .await;
    let cookies = Heal7::with(|config| {
        config.cookies.enabled = true;
        config.origins = vec!["https://heal7.example".into()];
    })
    .await;
    let urls = [&ordinary, &brief, &cookies].map(|server| server.http(""));
    let talking = move || {
        let package = folder("tests/package");
        run(&package, Path::new("node"), &["build.mjs"]);
        let [ordinary, brief, cookies] = urls.each_ref().map(String::as_str);
        let servers = [("HEAL7_ORDINARY", ordinary), ("HEAL7_BRIEF", brief), ("HEAL7_COOKIES", cookies)];
        let vitest = ["node_modules/vitest/vitest.mjs", "run", "--config", "vitest.server.config.ts"];
        run_with(&package, Path::new("node"), &vitest, &servers);
    };
    tokio::task::spawn_blocking(talking).await.unwrap();
}
