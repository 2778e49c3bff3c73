//! Which pages of other origins may call (CORS, the Fetch standard), and which headers they may send and read.

use std::time::Duration;

use axum::http::{HeaderName, HeaderValue, Method, header};
use contract_kit::registry::Registry;
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::platform::Settings;

/// How long a browser may remember what it was told.
const REMEMBERED: Duration = Duration::from_hours(2);

/// The headers that a call may bring, besides the one that names a version.
const SENT: [HeaderName; 8] = [
    header::AUTHORIZATION,
    header::CONTENT_TYPE,
    HeaderName::from_static("idempotency-key"),
    header::IF_MATCH,
    header::IF_NONE_MATCH,
    HeaderName::from_static("last-event-id"),
    HeaderName::from_static("x-request-id"),
    HeaderName::from_static("traceparent"),
];
/// The headers that a page may read, besides the one that names a version.
const READ: [HeaderName; 7] = [
    header::RETRY_AFTER,
    header::ETAG,
    header::LOCATION,
    HeaderName::from_static("x-request-id"),
    HeaderName::from_static("deprecation"),
    HeaderName::from_static("sunset"),
    HeaderName::from_static("idempotency-replayed"),
];
/// The methods of a contract.
const METHODS: [Method; 6] = [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];

/// Answers preflight requests, and marks every other answer.
pub(crate) fn layer(settings: &Settings, registry: &Registry) -> CorsLayer {
    let version = registry.info.version_header.as_ref().and_then(|version| HeaderName::try_from(&version.name).ok());
    let with_version = |headers: &[HeaderName]| headers.iter().cloned().chain(version.clone()).collect::<Vec<_>>();
    let origins = if settings.origins.iter().any(|origin| origin == "*") {
        AllowOrigin::any()
    } else {
        AllowOrigin::list(settings.origins.iter().filter_map(|origin| HeaderValue::try_from(origin).ok()))
    };
    CorsLayer::new()
        .allow_origin(origins)
        .allow_credentials(settings.credentials)
        .allow_methods(METHODS)
        .allow_headers(with_version(&SENT))
        .expose_headers(with_version(&READ))
        .max_age(REMEMBERED)
}
