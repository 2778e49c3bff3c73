//! Requests and answers, in the form in which faults change them.

use axum::{
    body::{self, Body, Bytes},
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header, request, response},
    response::Response,
};
use contract_kit::registry::Registry;
use serde_json::{Value, json};

/// The maximum size of a body, which exceeds every body that a fault changes.
const LARGEST: usize = 64 << 20;

/// The place of a fault: a method or `*`, and the path of an operation or `*`. A fault of GET also applies to HEAD.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place(pub &'static str, pub &'static str);

impl Place {
    pub(super) fn is_of(self, method: &Method, path: &str) -> bool {
        let Self(of, template) = self;
        let fits = |(part, found): (&str, &str)| part.starts_with('{') || part == found;
        let is_alike = template.split('/').count() == path.split('/').count();
        let method = if method == "HEAD" && of != "HEAD" { "GET" } else { method.as_str() };
        (of == "*" || method == of)
            && (template == "*" || (is_alike && template.split('/').zip(path.split('/')).all(fits)))
    }
}

/// A request whose body is read only if a fault changes it.
pub(super) struct Asked {
    pub parts: request::Parts,
    pub body: Body,
}

impl Asked {
    pub(super) fn of(request: Request) -> Self {
        let (parts, body) = request.into_parts();
        Self { parts, body }
    }

    pub(super) fn into_request(self) -> Request {
        Request::from_parts(self.parts, self.body)
    }

    /// The whole body. A body that breaks off counts as empty.
    pub(super) async fn bytes(&mut self) -> Bytes {
        let bytes = body::to_bytes(std::mem::take(&mut self.body), LARGEST).await.unwrap_or_default();
        self.body = Body::from(bytes.clone());
        bytes
    }

    /// Replaces the body that was read.
    pub(super) fn replace(&mut self, bytes: Bytes) {
        self.parts.headers.remove(header::TRANSFER_ENCODING);
        self.parts.headers.insert(header::CONTENT_LENGTH, bytes.len().into());
        self.body = Body::from(bytes);
    }

    /// Changes the body, if it is JSON.
    pub(super) async fn change_json(&mut self, change: impl FnOnce(&mut Value)) {
        let bytes = self.bytes().await;
        if let Ok(mut value) = serde_json::from_slice(&bytes) {
            change(&mut value);
            self.replace(value.to_string().into());
        }
    }

    pub(super) fn set(&mut self, name: &'static str, value: &str) {
        self.parts.headers.insert(name, HeaderValue::from_str(value).expect("faults set visible text"));
    }
}

/// The head of a request, for its answer.
pub(super) struct Head {
    pub method: Method,
    /// The path and the query as they were sent.
    pub target: String,
    pub headers: HeaderMap,
}

impl Head {
    pub(super) fn of(parts: &request::Parts) -> Self {
        let target = parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
        Self { method: parts.method.clone(), target, headers: parts.headers.clone() }
    }

    pub(super) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }
}

/// An answer. A stream of events and the handshake of a socket are never read here.
pub(super) struct Answered {
    pub parts: response::Parts,
    body: Result<Bytes, Body>,
}

impl Answered {
    pub(super) async fn of(response: Response) -> Self {
        let is_stream = response.status() == StatusCode::SWITCHING_PROTOCOLS || is_feed(&response);
        let (parts, body) = response.into_parts();
        let body = if is_stream { Err(body) } else { Ok(body::to_bytes(body, LARGEST).await.unwrap_or_default()) };
        Self { parts, body }
    }

    pub(super) fn into_response(self) -> Response {
        Response::from_parts(self.parts, self.body.map_or_else(|stream| stream, Body::from))
    }

    pub(super) fn status(&self) -> u16 {
        self.parts.status.as_u16()
    }

    pub(super) fn set_status(&mut self, status: u16) {
        self.parts.status = StatusCode::from_u16(status).expect("faults name statuses of HTTP");
    }

    pub(super) fn set(&mut self, name: &'static str, value: &str) {
        self.parts.headers.insert(name, HeaderValue::from_str(value).expect("faults set visible text"));
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.body.as_deref().unwrap_or_default()
    }

    /// Replaces the body.
    pub(super) fn replace(&mut self, bytes: impl Into<Bytes>) {
        self.parts.headers.remove(header::CONTENT_LENGTH);
        self.body = Ok(bytes.into());
    }

    /// The body, if it is JSON.
    pub(super) fn json(&self) -> Option<Value> {
        serde_json::from_slice(self.bytes()).ok()
    }

    /// Turns the answer into a problem of the contract.
    pub(super) fn become_problem(&mut self, registry: &Registry, code: &str) {
        let problem = registry.problem(code).expect("faults name problems of the contract");
        let slug = code.to_lowercase().replace('_', "-");
        let body = json!({
            "type": format!("https://bookshop.example/problems/{slug}"),
            "title": problem.title,
            "status": problem.status,
            "code": code,
            "errorType": problem.error_type,
        });
        self.set_status(problem.status);
        self.set("content-type", "application/problem+json");
        self.set("cache-control", "no-store");
        self.parts.headers.remove(header::LOCATION);
        if problem.status == 401 {
            self.set("www-authenticate", "Bearer");
        }
        self.replace(body.to_string());
    }
}

/// Whether an answer is a stream of events.
pub(super) fn is_feed(response: &Response) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_some_and(|found| found.as_bytes().starts_with(b"text/event-stream"))
}
