//! Problems (RFC 9457) as HTTP responses.

use std::{error::Error, net::IpAddr};

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, Response, StatusCode, header},
};
use contract_model::exchange::Details;
use serde_json::{Value, json};

use crate::{
    answer_check::Misfit,
    fault::Fault,
    platform::{Occurrence, Platform},
    request::Origin,
    shared::{RequestId, Shared},
    standing::RETRY_AFTER,
};

/// The media type of every failure.
pub(crate) const PROBLEM_JSON: &str = "application/problem+json";

/// The facts about a request that its problem needs.
#[derive(Debug, Clone)]
pub(crate) struct RequestContext {
    pub path: String,
    pub request_id: RequestId,
    pub languages: Option<String>,
    pub address: Option<IpAddr>,
}

impl RequestContext {
    /// Returns the context of a request that already has its id.
    pub(crate) fn from_request(request: &Request) -> Self {
        let languages = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let request_id = request.extensions().get::<RequestId>().expect("every request is given a name").clone();
        Self {
            path: request.uri().path().to_owned(),
            request_id,
            languages: languages.map(str::to_owned),
            address: Origin::from_extensions(request.extensions()).address,
        }
    }
}

/// The reason why a request has no successful response.
#[derive(Debug)]
pub enum Failed {
    /// A fault that any request may have.
    Fault(Fault),
    /// A problem that the handler raised.
    Problem(Box<Details>),
}

impl From<Box<Details>> for Failed {
    fn from(details: Box<Details>) -> Self {
        Self::Problem(details)
    }
}

impl From<Fault> for Failed {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl Failed {
    /// Converts it into its response.
    pub(crate) fn response<S: Platform>(self, shared: &Shared<S>, context: &RequestContext) -> Response<Body> {
        match self {
            Self::Fault(fault) => refuse(shared, context, fault),
            Self::Problem(details) => answer(shared, context, &details),
        }
    }

    /// Returns the status of that response.
    pub(crate) const fn status(&self) -> u16 {
        match self {
            Self::Fault(fault) => fault.kind().0,
            Self::Problem(details) => details.status,
        }
    }

    /// Converts it into the occurrence of a problem.
    pub(crate) fn details<S: Platform>(self, shared: &Shared<S>) -> Details {
        match self {
            Self::Fault(fault) => of_fault(shared, fault),
            Self::Problem(details) => *details,
        }
    }
}

/// Returns the occurrence of the problem for a fault.
pub(crate) fn of_fault<S: Platform>(shared: &Shared<S>, fault: Fault) -> Details {
    shared.platform.fault(&fault).unwrap_or_else(|| {
        let registry = &shared.registry;
        let (fault, problem) = match fault.problem(registry) {
            Some(problem) => (fault, problem),
            None => {
                let unexpected = Fault::Internal(format!("no problem of the contract stands for {fault:?}"));
                let problem = unexpected.problem(registry);
                (unexpected, problem.expect("there is a problem for this fault: it was checked at the start"))
            }
        };
        fault.into_details(problem)
    })
}

/// Returns the response to a request that did not reach its handler.
pub(crate) fn refuse<S: Platform>(shared: &Shared<S>, context: &RequestContext, fault: Fault) -> Response<Body> {
    let allowed = match &fault {
        Fault::MethodNotAllowed { allowed } => HeaderValue::from_str(allowed).ok(),
        _ => None,
    };
    let challenge = match fault {
        Fault::Unauthenticated => Some("Bearer"),
        Fault::TokenExpired => Some(r#"Bearer error="invalid_token", error_description="the token has expired""#),
        Fault::InvalidToken => Some(r#"Bearer error="invalid_token", error_description="the token is not valid""#),
        _ => None,
    };
    let mut response = answer(shared, context, &of_fault(shared, fault));
    if let Some(allowed) = allowed {
        response.headers_mut().insert(header::ALLOW, allowed);
    }
    if let Some(challenge) = challenge {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
    }
    response
}

/// Returns the body of a problem. Its cause is only logged, here.
pub(crate) fn body<S: Platform>(shared: &Shared<S>, context: &RequestContext, details: &Details) -> Value {
    let request_id = &*context.request_id.0;
    log(context, details);
    let definition = shared.registry.problem(&details.code);
    let definition = definition.expect("a problem is raised by its type, which is one of the contract's");
    let occurrence =
        Occurrence { definition, instance: &context.path, request_id, languages: context.languages.as_deref() };
    let body = shared.platform.problem(details, &occurrence);
    match shared.check_problem(&body) {
        Ok(()) => body,
        // No client can mistake this body for the problem that it should have been.
        Err(Misfit(detail)) => json!({ "type": "about:blank", "title": "A problem does not fit", "detail": detail }),
    }
}

/// Logs a problem of the server, at a level that depends on who has to act. A 500 is a bug of ours: an error. Another
/// 5xx is expected to happen: it is a warning when something else has failed (its cause) or a handler took too long.
/// Otherwise it only says that the server does not support something, which any caller can trigger at will, so it is
/// logged at a lower level.
fn log(context: &RequestContext, details: &Details) {
    let Details { status, detail, cause, .. } = details;
    let code = &*details.code;
    let (request_id, path, detail) = (&*context.request_id.0, &context.path, detail.as_deref());
    let cause = cause.as_deref().map(|cause: &(dyn Error + Send + Sync)| chain(cause));
    match (*status, cause.is_some()) {
        (500, _) => tracing::error!(request_id, code, path, detail, cause, "the server has failed"),
        (501.., true) | (504, _) => {
            tracing::warn!(request_id, code, path, detail, cause, "the server could not answer");
        }
        (501.., false) => tracing::debug!(request_id, code, path, detail, "the server does not do this"),
        (..500, _) => {}
    }
}

/// Writes an error and its chain of causes.
fn chain(cause: &dyn Error) -> String {
    let deeper = cause.source().map(|cause| format!(": {}", chain(cause)));
    format!("{cause}{}", deeper.unwrap_or_default())
}

/// Converts a problem into its response.
pub(crate) fn answer<S: Platform>(shared: &Shared<S>, context: &RequestContext, details: &Details) -> Response<Body> {
    let mut response = Response::new(Body::from(body(shared, context, details).to_string()));
    *response.status_mut() = StatusCode::from_u16(details.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(seconds) = details.retry_after.or_else(|| usual_wait(shared, details)) {
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    if let Some(challenge) = challenge(details.status) {
        headers.insert(header::WWW_AUTHENTICATE, challenge);
    }
    response
}

/// Returns the usual waiting time, where the handler sets none and the same request may succeed later.
fn usual_wait<S>(shared: &Shared<S>, details: &Details) -> Option<u32> {
    let is_retryable = shared.registry.problem(&details.code).is_some_and(|definition| definition.retryable);
    (is_retryable && matches!(details.status, 429 | 503)).then_some(RETRY_AFTER)
}

/// Returns the `WWW-Authenticate` header of a 401.
pub(crate) fn challenge(status: u16) -> Option<HeaderValue> {
    (status == 401).then(|| HeaderValue::from_static("Bearer"))
}
