//! The routes outside the contract: its pages and documents, the public keys, uploads, and the routes for operators.

use std::sync::Arc;

use axum::{
    Router,
    extract::{
        Path, Query, State,
        rejection::{PathRejection, QueryRejection},
    },
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use contract_kit::registry::Registry;
use serde::Deserialize;

use crate::{
    app::{App, accounts::VERIFY_EMAIL, avatars::UPLOADS},
    observe,
};

/// The caching of the public keys, for up to 300 seconds: the next key is published much longer ahead.
const KEYS_KEPT: &str = "public, max-age=300";

/// Builds the router of the pages, with the documents of the served modules.
pub fn router(app: Arc<App>, registry: &Registry) -> Router {
    let own = Router::new()
        .route("/.well-known/jwks.json", get(keys))
        .route(VERIFY_EMAIL, get(verify_email))
        .route("/ready", get(ready))
        .route("/metrics", get(metrics))
        .route(&format!("{UPLOADS}/{{*key}}"), get(upload))
        .with_state(app);
    contract_pages::router(registry).merge(own)
}

/// Returns the keys that verify access tokens (RFC 7517).
async fn keys(State(app): State<Arc<App>>) -> Response {
    match app.tokens.key_set().await {
        Ok(keys) => {
            let headers = [(header::CACHE_CONTROL, KEYS_KEPT), (header::CONTENT_TYPE, "application/jwk-set+json")];
            (headers, keys.to_string()).into_response()
        }
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "the public keys are not to be had");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// The token of a link in a message, which a person opens in a browser.
#[derive(Default, Deserialize)]
struct Confirmation {
    token: String,
}

/// Confirms a person's address, and redirects to the page of the platform that shows the outcome. A link without its
/// token counts as expired.
async fn verify_email(
    State(app): State<Arc<App>>,
    confirmation: Result<Query<Confirmation>, QueryRejection>,
) -> Response {
    let Query(Confirmation { token }) = confirmation.unwrap_or_default();
    let outcome = match app.verify_email(&token).await {
        Ok(true) => "confirmed",
        Ok(false) => "expired",
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "an address cannot be confirmed");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    Redirect::to(&format!("{}/email/{outcome}", app.config.web_url)).into_response()
}

/// Tells load balancers whether they may send requests here.
async fn ready(State(app): State<Arc<App>>) -> Response {
    let (status, text) = if app.database.is_ready().await {
        (StatusCode::OK, "ready")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "not ready")
    };
    ([(header::CACHE_CONTROL, "no-store")], (status, text)).into_response()
}

/// Returns the metrics for Prometheus.
async fn metrics(State(app): State<Arc<App>>) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], observe::render(&app)).into_response()
}

/// Returns a picture, if uploads are stored on this machine.
async fn upload(State(app): State<Arc<App>>, key: Result<Path<String>, PathRejection>) -> Response {
    // No picture has a name that is not valid text.
    let Ok(Path(key)) = key else { return StatusCode::NOT_FOUND.into_response() };
    match app.avatars.get(&key).await {
        Ok(Some(bytes)) => {
            let headers = [
                (header::CONTENT_TYPE, "image/webp"),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            ];
            (headers, bytes).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, key, "an upload cannot be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
