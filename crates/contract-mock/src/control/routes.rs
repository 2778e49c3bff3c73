//! The routes under `/__mock/`, with which a person or a test looks at the mock, resets it, and makes it fail.

use std::{sync::Arc, time::Duration};

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Request, State as Extracted},
    http::{StatusCode, header},
    middleware::{Next, from_fn},
    response::{Html, IntoResponse, Response},
    routing::{get, post},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use super::rule::{Rule, RuleMistake};
use crate::{Mock, ScenarioMistake, state::saved::SavedChanges};

/// The path prefix of the routes.
pub const PREFIX: &str = "/__mock";

/// The maximum size of a body in bytes.
const BODY: usize = 1024 * 1024;
/// The maximum size of a snapshot or a scenario in a request, in bytes.
const WHOLE_STATE: usize = 16 * 1024 * 1024;
/// The number of requests about the whole state that are answered concurrently; the others wait.
const AT_A_TIME: usize = 2;
/// The time that a client has to send a body.
const PATIENCE: Duration = Duration::from_secs(20);

/// The page that shows the journal.
const PAGE: &str = include_str!("page.html");

/// The complete state of a mock, which can be restored.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Snapshot {
    pub seed: String,
    pub changes: SavedChanges,
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
    let turns = Arc::new(Semaphore::new(AT_A_TIME));
    let whole_state = Router::new()
        .route("/__mock/snapshot", get(snapshot))
        .route("/__mock/restore", post(restore))
        .route("/__mock/scenario", get(scenario).post(play))
        .layer(DefaultBodyLimit::max(WHOLE_STATE))
        .layer(from_fn(move |request, next| in_turn(Arc::clone(&turns), request, next)));
    Router::new()
        .route("/__mock", get(page))
        .route("/__mock/", get(page))
        .route("/__mock/state", get(state))
        .route("/__mock/requests", get(requests).delete(forget_requests))
        .route("/__mock/reset", post(reset))
        .route("/__mock/seed", post(seed))
        .route("/__mock/rules", get(rules).put(replace_rules).delete(forget_rules))
        .route("/__mock/clock", get(clock).post(advance))
        .layer(DefaultBodyLimit::max(BODY))
        .merge(whole_state)
        .layer(from_fn(within_patience))
        .with_state(Arc::new(mock))
}

/// Passes a request on when its turn comes.
async fn in_turn(turns: Arc<Semaphore>, request: Request, next: Next) -> Response {
    let _turn = turns.acquire().await;
    next.run(request).await
}

/// Refuses a request whose body does not arrive in time.
async fn within_patience(request: Request, next: Next) -> Response {
    tokio::time::timeout(PATIENCE, next.run(request)).await.unwrap_or_else(|_| {
        let reason = format!("the body has not come within {} seconds: send it again", PATIENCE.as_secs());
        (StatusCode::REQUEST_TIMEOUT, Json(json!({ "mistakes": [reason] }))).into_response()
    })
}

/// Works on the whole state without blocking other requests.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(failed) => std::panic::resume_unwind(failed.into_panic()),
    }
}

type Shared = Extracted<Arc<Mock>>;

async fn page() -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "no-store")], Html(PAGE))
}

/// Returns the account of the first person, the seed and the time.
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

async fn seed(Extracted(mock): Shared, body: axum::body::Bytes) -> Result<StatusCode, Refused> {
    let Seed { seed } = read(&body)?;
    mock.reseed(&seed);
    Ok(StatusCode::NO_CONTENT)
}

async fn snapshot(Extracted(mock): Shared) -> Response {
    aside(move || Json(mock.snapshot()).into_response()).await
}

async fn restore(Extracted(mock): Shared, body: axum::body::Bytes) -> Result<StatusCode, Refused> {
    aside(move || {
        mock.restore(read(&body)?);
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Returns everything that requests changed, as a scenario.
async fn scenario(Extracted(mock): Shared) -> Result<Response, Refused> {
    let text = aside(move || mock.record()).await.map_err(|error| Refused(vec![error.to_string()]))?;
    Ok(([(header::CONTENT_TYPE, "application/toml")], text).into_response())
}

async fn play(Extracted(mock): Shared, body: String) -> Result<StatusCode, Refused> {
    let explained = |found: &ScenarioMistake| format!("{}:{}: {}", found.line, found.column, found.reason);
    let played = aside(move || mock.play("the body", &body)).await;
    played.map_err(|error| Refused(error.mistakes.iter().map(explained).collect()))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn rules(Extracted(mock): Shared) -> Json<Vec<Rule>> {
    Json(mock.rules())
}

async fn replace_rules(Extracted(mock): Shared, body: axum::body::Bytes) -> Result<StatusCode, Refused> {
    let explained = |(index, mistake): &(usize, RuleMistake)| format!("rule {}, {mistake}", index + 1);
    let rules = read(&body)?;
    mock.set_rules(rules).map_err(|mistakes| Refused(mistakes.iter().map(explained).collect()))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn forget_rules(Extracted(mock): Shared) -> StatusCode {
    _ = mock.set_rules(Vec::new());
    StatusCode::NO_CONTENT
}

async fn clock(Extracted(mock): Shared) -> Json<Value> {
    Json(json!({ "time": mock.now().to_string() }))
}

async fn advance(Extracted(mock): Shared, body: axum::body::Bytes) -> Result<Json<Value>, Refused> {
    let Advance { seconds } = read(&body)?;
    mock.advance(seconds).map_err(|error| Refused(vec![error.to_string()]))?;
    Ok(clock(Extracted(mock)).await)
}

/// The mistakes of a request to the routes.
struct Refused(Vec<String>);

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "mistakes": self.0 }))).into_response()
    }
}

fn read<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, Refused> {
    serde_json::from_slice(body).map_err(|error| Refused(vec![error.to_string()]))
}
