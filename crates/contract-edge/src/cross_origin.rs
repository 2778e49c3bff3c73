//! CORS (the Fetch standard): pages of other origins that may call, and the headers that they may send and read.

use std::{
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, Method, header},
};
use contract_model::registry::Registry;
use futures_util::future::Either;
use tower::{Layer, Service};
use tower_http::cors::{AllowOrigin, Cors, CorsLayer};

use crate::platform::Settings;

/// The time for which a browser may cache the answer to a preflight request.
const REMEMBERED: Duration = Duration::from_hours(2);

/// The headers that a call may send, besides the one with the version.
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
/// The headers that a page may read, besides the one with the version.
const READ: [HeaderName; 7] = [
    header::RETRY_AFTER,
    header::ETAG,
    header::LOCATION,
    HeaderName::from_static("x-request-id"),
    HeaderName::from_static("deprecation"),
    HeaderName::from_static("sunset"),
    HeaderName::from_static("idempotency-replayed"),
];
/// The methods that a contract can use.
const METHODS: [Method; 6] = [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];

/// Answers preflight requests, and adds headers to every other response; `None` where no page of another origin may
/// call.
pub(crate) fn layer(settings: &Settings, registry: &Registry) -> Option<CrossOrigin> {
    if settings.origins.is_empty() {
        return None;
    }
    let version = registry.info.version_header.as_ref().and_then(|version| HeaderName::try_from(&version.name).ok());
    let with_version = |headers: &[HeaderName]| headers.iter().cloned().chain(version.clone()).collect::<Vec<_>>();
    let origins = if settings.origins.iter().any(|origin| origin == "*") {
        AllowOrigin::any()
    } else {
        AllowOrigin::list(settings.origins.iter().filter_map(|origin| HeaderValue::try_from(origin).ok()))
    };
    let rules = CorsLayer::new()
        .allow_origin(origins)
        .allow_credentials(settings.credentials)
        .allow_methods(METHODS)
        .allow_headers(with_version(&SENT))
        .expose_headers(with_version(&READ))
        .max_age(REMEMBERED);
    Some(CrossOrigin(rules))
}

/// The layer with the rules. It answers only real preflight requests. Any other `OPTIONS` request goes to its path like
/// other methods; most paths do not have that method.
#[derive(Clone)]
pub(crate) struct CrossOrigin(CorsLayer);

/// A service with and without the rules.
#[derive(Clone)]
pub(crate) struct Crossing<S> {
    with: Cors<S>,
    without: S,
}

impl<S: Clone> Layer<S> for CrossOrigin {
    type Service = Crossing<S>;

    fn layer(&self, service: S) -> Crossing<S> {
        Crossing { with: self.0.layer(service.clone()), without: service }
    }
}

impl<S> Service<Request> for Crossing<S>
where
    S: Service<Request>,
    Cors<S>: Service<Request, Response = S::Response, Error = S::Error>,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Either<<Cors<S> as Service<Request>>::Future, S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        match self.with.poll_ready(context) {
            Poll::Ready(Ok(())) => self.without.poll_ready(context),
            other => other,
        }
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let asks_first = request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
        if request.method() == Method::OPTIONS && !asks_first {
            Either::Right(self.without.call(request))
        } else {
            Either::Left(self.with.call(request))
        }
    }
}
