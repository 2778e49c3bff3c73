//! The routes under `/__mock/`: a person or a test looks at the mock, resets it, and makes it fail.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::State as Extracted,
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::{get, post},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::rule::{Rule, RuleMistake};
use crate::{Mock, state::changes::Changes};

/// The path under which the routes are.
pub(crate) const PREFIX: &str = "/__mock";

/// The page that shows the journal.
const PAGE: &str = include_str!("page.html");

/// Everything that a mock holds, to be restored.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Snapshot {
    pub seed: String,
    pub changes: Changes,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Seed {
    seed: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    seconds: i64,
}

/// The routes of a mock.
pub(crate) fn routes(mock: Mock) -> Router {
    Router::new()
        .route("/__mock", get(page))
        .route("/__mock/", get(page))
        .route("/__mock/state", get(state))
        .route("/__mock/requests", get(requests).delete(forget_requests))
        .route("/__mock/reset", post(reset))
        .route("/__mock/seed", post(seed))
        .route("/__mock/snapshot", get(snapshot))
        .route("/__mock/restore", post(restore))
        .route("/__mock/scenario", get(scenario).post(play))
        .route("/__mock/rules", get(rules).put(replace_rules).delete(forget_rules))
        .route("/__mock/clock", get(clock).post(advance))
        .with_state(Arc::new(mock))
}

type Shared = Extracted<Arc<Mock>>;

async fn page() -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "no-store")], Html(PAGE))
}

/// The account of the first person, the seed and the time.
async fn state(Extracted(mock): Shared) -> Json<Value> {
    let account = mock.first_account();
    Json(
        json!({ "seed": mock.seed(), "time": mock.now().to_string(), "token": account.token, "person": account.person }),
    )
}

async fn requests(Extracted(mock): Shared) -> Json<Value> {
    Json(json!({ "requests": mock.journal().entries() }))
}

async fn forget_requests(Extracted(mock): Shared) -> StatusCode {
    mock.journal().clear();
    StatusCode::NO_CONTENT
}

async fn reset(Extracted(mock): Shared) -> StatusCode {
    mock.reset();
    StatusCode::NO_CONTENT
}

async fn seed(Extracted(mock): Shared, body: axum::body::Bytes) -> Response {
    match read::<Seed>(&body) {
        Ok(Seed { seed }) => {
            mock.reseed(&seed);
            StatusCode::NO_CONTENT.into_response()
        }
        Err(refusal) => refusal,
    }
}

async fn snapshot(Extracted(mock): Shared) -> Json<Snapshot> {
    Json(mock.snapshot())
}

async fn restore(Extracted(mock): Shared, body: axum::body::Bytes) -> Response {
    match read::<Snapshot>(&body) {
        Ok(snapshot) => {
            mock.restore(snapshot);
            StatusCode::NO_CONTENT.into_response()
        }
        Err(refusal) => refusal,
    }
}

/// Everything that requests changed, as a scenario.
async fn scenario(Extracted(mock): Shared) -> Response {
    match mock.record() {
        Ok(text) => ([(header::CONTENT_TYPE, "application/toml")], text).into_response(),
        Err(error) => refused(vec![error.to_string()]),
    }
}

async fn play(Extracted(mock): Shared, body: String) -> Response {
    match mock.play("the body", &body) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => refused(
            error.mistakes.iter().map(|found| format!("{}:{}: {}", found.line, found.column, found.reason)).collect(),
        ),
    }
}

async fn rules(Extracted(mock): Shared) -> Json<Vec<Rule>> {
    Json(mock.rules())
}

async fn replace_rules(Extracted(mock): Shared, body: axum::body::Bytes) -> Response {
    let rules = match read::<Vec<Rule>>(&body) {
        Ok(rules) => rules,
        Err(refusal) => return refusal,
    };
    match mock.set_rules(rules) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(mistakes) => refused(mistakes.iter().map(|(index, mistake)| explained(*index, mistake)).collect()),
    }
}

fn explained(index: usize, mistake: &RuleMistake) -> String {
    format!("rule {}, {mistake}", index + 1)
}

async fn forget_rules(Extracted(mock): Shared) -> StatusCode {
    _ = mock.set_rules(Vec::new());
    StatusCode::NO_CONTENT
}

async fn clock(Extracted(mock): Shared) -> Json<Value> {
    Json(json!({ "time": mock.now().to_string() }))
}

async fn advance(Extracted(mock): Shared, body: axum::body::Bytes) -> Response {
    match read::<Advance>(&body)
        .and_then(|Advance { seconds }| mock.advance(seconds).map_err(|error| refused(vec![error.to_string()])))
    {
        Ok(()) => clock(Extracted(mock)).await.into_response(),
        Err(refusal) => refusal,
    }
}

fn read<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, Response> {
    serde_json::from_slice(body).map_err(|error| refused(vec![error.to_string()]))
}

fn refused(mistakes: Vec<String>) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "mistakes": mistakes }))).into_response()
}
