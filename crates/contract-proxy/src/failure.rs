//! The proxy's own answers, for requests that the target did not answer.

use std::{error::Error, io};

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, Response, StatusCode, header},
};
use contract_mock::Mock;
use contract_model::{
    exchange::Details,
    registry::{Implied, ProblemDefinition},
};
use serde_json::json;

use crate::{exchange::Exchange, target::Target};

/// The header in which a proxy reports why there is no answer (RFC 9209).
const PROXY_STATUS: HeaderName = HeaderName::from_static("proxy-status");

/// The reason why the target did not answer a request.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The statuses for this reason, the best first.
    statuses: &'static [u16],
    /// The type of the error in `Proxy-Status`.
    error: &'static str,
    pub detail: String,
}

/// The target is unreachable or faulty.
const BAD_GATEWAY: &[u16] = &[502, 503];
/// The target takes too long.
const GATEWAY_TIMEOUT: &[u16] = &[504, 502, 503];

impl Failure {
    /// The failure for an error of the client that sends the request to the target.
    pub(crate) fn of_client(target: &Target, error: &reqwest::Error) -> Self {
        let chain = chain(error);
        if error.is_timeout() {
            let detail = format!("{target} takes no connection in time: check that it runs, or name another target");
            return Self { statuses: GATEWAY_TIMEOUT, error: "connection_timeout", detail };
        }
        if error.is_connect() {
            let is_refused = io_error(error).is_some_and(|error| error.kind() == io::ErrorKind::ConnectionRefused);
            let (kind, advice) = if is_refused {
                ("connection_refused", "start it, or name another target")
            } else if chain.contains("certificate") {
                ("tls_certificate_error", "give it a certificate that this machine trusts, or name it with http")
            } else if chain.contains("dns") {
                ("dns_error", "check the name of its host")
            } else {
                ("destination_unavailable", "check that it runs, or name another target")
            };
            let detail = format!("{target} cannot be reached: {}; {advice}", innermost(error));
            return Self { statuses: BAD_GATEWAY, error: kind, detail };
        }
        let detail = format!("{target} broke off before it answered: {chain}; its log may say why");
        Self { statuses: BAD_GATEWAY, error: "http_response_incomplete", detail }
    }

    /// The target did not answer in time.
    pub(crate) fn timeout(target: &Target, seconds: u64) -> Self {
        let detail = format!("{target} has not answered within {seconds} seconds; its log may say why");
        Self { statuses: GATEWAY_TIMEOUT, error: "http_response_timeout", detail }
    }

    /// The request has already passed this proxy.
    pub(crate) fn to_itself(target: &Target) -> Self {
        let detail = format!("{target} leads back to this proxy: name the server itself as the target");
        Self { statuses: BAD_GATEWAY, error: "proxy_loop_detected", detail }
    }

    /// The request cannot be passed on. The target is not at fault.
    pub(crate) fn of_request(detail: String) -> Self {
        Self { statuses: &[400], error: "http_request_error", detail }
    }

    /// The answer: a matching problem of the contract, or else a plain problem.
    pub(crate) fn response(&self, mock: &Mock, exchange: &Exchange) -> Response<Body> {
        let problems = &mock.registry().problems;
        let of_status = |status: &u16| {
            let always = |problem: &&ProblemDefinition| problem.implied == Some(Implied::Always);
            problems.iter().filter(always).find(|problem| problem.status == *status)
        };
        let (status, body) = match self.statuses.iter().find_map(of_status) {
            Some(definition) => {
                let details = Details {
                    code: definition.code.clone().into(),
                    status: definition.status,
                    title: definition.title.clone().into(),
                    detail: Some(self.detail.clone()),
                    violations: Vec::new(),
                    retry_after: None,
                    cause: None,
                };
                let path = exchange.path.split('?').next().unwrap_or_default();
                let body = mock.problem_body(&details, path, &exchange.request_id);
                (definition.status, body.unwrap_or_else(|| self.plain(definition.status)))
            }
            None => (self.statuses[0], self.plain(self.statuses[0])),
        };
        let mut response = Response::new(Body::from(body.to_string()));
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Ok(value) = HeaderValue::try_from(format!("contract-mock; error={}", self.error)) {
            headers.insert(PROXY_STATUS, value);
        }
        response
    }

    fn plain(&self, status: u16) -> serde_json::Value {
        let title = StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
        json!({ "type": "about:blank", "title": title, "status": status, "detail": self.detail })
    }
}

/// The causes of an error, each once.
pub(crate) fn chain(error: &dyn Error) -> String {
    let mut texts: Vec<String> = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        let text = cause.to_string();
        if !texts.iter().any(|known| known.contains(&text)) {
            texts.push(text);
        }
        next = cause.source();
    }
    if texts.is_empty() { error.to_string() } else { texts.join(": ") }
}

/// The innermost cause of an error.
fn innermost(error: &dyn Error) -> String {
    error.source().map_or_else(|| error.to_string(), innermost)
}

fn io_error<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a io::Error> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        next = error.source();
    }
    None
}
