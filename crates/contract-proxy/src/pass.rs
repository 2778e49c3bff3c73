//! Passes a request to the target, and its answer to the client.

use std::{convert::Infallible, sync::Arc};

use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header, request::Parts},
};
use contract_edge::graphql::{Prepared, SelectedObject};
use contract_mock::Validation;
use contract_model::{exchange::Violation, registry::Transport};
use futures_util::stream;
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::{
    Passage,
    answer::{Checked, Head},
    body::{Buffered, Observer},
    examine::{Examined, transport_violation},
    exchange::{Exchange, Findings},
    failure::Failure,
    graphql, headers, socket,
};

/// The part of the contract that a request reaches.
#[derive(Debug, Clone)]
pub(crate) enum Reached {
    /// The operation with this index and these parameters.
    Operation(usize, Value),
    /// The channel with this index.
    Channel(usize),
    /// GraphQL; of an invalid request, nothing more is known.
    Graphql(Option<Arc<Prepared>>),
    /// No part of the contract.
    Nothing,
}

/// A request that has been checked.
pub(crate) struct Entering {
    pub exchange: Exchange,
    pub reached: Reached,
    pub refusal: Option<Response<Body>>,
}

impl Passage {
    /// Answers a request.
    pub(crate) async fn serve(self: Arc<Self>, request: Request) -> Response<Body> {
        if headers::has_passed(request.headers(), &self.proxy.0.name) {
            let exchange = Exchange::begin(&self.mock, &request.into_parts().0);
            return self.fail(&exchange, &Failure::to_itself(self.proxy.target()));
        }
        if socket::is_asked_for(request.headers()) { self.open(request).await } else { self.pass(request).await }
    }

    async fn pass(self: Arc<Self>, request: Request) -> Response<Body> {
        let (head, body) = request.into_parts();
        let exchange = Exchange::begin(&self.mock, &head);
        let body = match Buffered::read(body, self.most, self.settings.body_timeout).await {
            Ok(body) => body,
            Err(reason) => return self.fail(&exchange, &Failure::of_request(reason)),
        };
        let Entering { exchange, reached, refusal } = self.enter(exchange, &head, body.beginning.clone()).await;
        if let Some(refusal) = refusal {
            self.note(exchange.entry(refusal.status().as_u16(), Findings::default()));
            return refusal;
        }
        let mut passed = headers::of_request(&head.headers, exchange.client, &self.via);
        let body = if has_body(&head.headers, &body) {
            if let Some(length) = head.headers.get(header::CONTENT_LENGTH) {
                passed.insert(header::CONTENT_LENGTH, length.clone());
            }
            Some(body.into_body())
        } else {
            None
        };
        match self.send(&self.client, &head, passed, body).await {
            Ok(response) => self.answered(exchange, reached, response),
            Err(failure) => self.fail(&exchange, &failure),
        }
    }

    /// Checks a request.
    pub(crate) async fn enter(&self, mut exchange: Exchange, head: &Parts, body: Bytes) -> Entering {
        let is_upgrade = socket::is_asked_for(&head.headers);
        if is_preflight(head) {
            // A browser sends this request by itself, regardless of the contract.
            return Entering { exchange, reached: Reached::Nothing, refusal: None };
        }
        let (reached, violations, refusal) = match &self.graphql {
            Some(witness) if head.uri.path() == graphql::PATH => {
                exchange.item = Some("graphql".into());
                let read = if is_upgrade { Ok(None) } else { witness.read(head, &body).map(Some) };
                match read {
                    Ok(prepared) => {
                        let of_arguments = prepared.as_ref().map(|known| known.argument_violations(&self.validator));
                        (Reached::Graphql(prepared.map(Arc::new)), of_arguments.unwrap_or_default(), None)
                    }
                    Err(violations) => (Reached::Graphql(None), violations, None),
                }
            }
            _ => {
                let Examined { item, parameters, mut violations, refusal } = self.examiner.examine(head, body).await;
                let reached = item.as_deref().map_or(Reached::Nothing, |item| self.reached(item, parameters));
                if let Reached::Channel(index) = reached {
                    let transport = self.mock.registry().channels[index].transport;
                    violations.extend(transport_violation(transport, is_upgrade));
                }
                exchange.item = item;
                (reached, violations, refusal)
            }
        };
        let is_refused = self.validation == Validation::On && !violations.is_empty();
        let refusal = is_refused.then(|| refusal.unwrap_or_else(|| graphql_refusal(&violations)));
        if self.validation != Validation::Off {
            exchange.violations = violations;
        }
        Entering { exchange, reached, refusal }
    }

    fn reached(&self, item: &str, parameters: Value) -> Reached {
        let registry = &self.mock.registry();
        let operation = registry.operations.iter().position(|operation| operation.id == item);
        let channel = || registry.channels.iter().position(|channel| channel.id == item).map(Reached::Channel);
        let operation = operation.map(|index| Reached::Operation(index, parameters));
        operation.or_else(channel).unwrap_or(Reached::Nothing)
    }

    /// Sends a request to the target.
    pub(crate) async fn send(
        &self,
        client: &reqwest::Client,
        head: &Parts,
        passed: HeaderMap,
        body: Option<reqwest::Body>,
    ) -> Result<reqwest::Response, Failure> {
        let target = self.proxy.target();
        let url = target.url(head.uri.path_and_query());
        let url = url.map_err(|error| Failure::of_request(format!("the path cannot be passed on: {error}")))?;
        let mut request = reqwest::Request::new(head.method.clone(), url);
        *request.headers_mut() = passed;
        *request.body_mut() = body;
        let patience = self.settings.handler_timeout;
        match timeout(patience, client.execute(request)).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(error)) => Err(Failure::of_client(target, &error)),
            Err(_) => Err(Failure::timeout(target, patience.as_secs())),
        }
    }

    /// Passes an answer on, and checks it in the meantime.
    pub(crate) fn answered(
        self: &Arc<Self>,
        exchange: Exchange,
        reached: Reached,
        response: reqwest::Response,
    ) -> Response<Body> {
        let head = Arc::new(Head { status: response.status(), headers: response.headers().clone() });
        let method = exchange.method.parse().unwrap_or(Method::GET);
        let mut passed = Response::new(Body::empty());
        *passed.status_mut() = head.status;
        *passed.headers_mut() = head.headers.clone();
        headers::remove_hop_by_hop(passed.headers_mut());
        passed.headers_mut().append(header::VIA, self.via.clone());
        if head.is_of("text/event-stream") && !head.has_no_body(&method) {
            *passed.body_mut() = self.feed(exchange, &reached, &head, response);
            return passed;
        }
        let has_no_body = head.has_no_body(&method);
        let left = if has_no_body { Some(0) } else { response.content_length() };
        let observer = Observer::new(Arc::clone(self), exchange, reached, Arc::clone(&head), left);
        *passed.body_mut() = if has_no_body {
            // Not `Body::empty`, whose length would become a header that the target did not send.
            Body::from_stream(stream::empty::<Result<Bytes, Infallible>>())
        } else {
            observer.passing(response, self.settings.stall_timeout)
        };
        passed
    }

    /// Checks a complete answer, and records it.
    pub(crate) fn complete(&self, exchange: &Exchange, reached: &Reached, head: &Head, body: Result<Vec<u8>, String>) {
        let status = head.status.as_u16();
        let body = match body {
            Ok(body) => body,
            Err(failure) => {
                let findings = Findings { failure: Some(failure), ..Findings::default() };
                return self.note(exchange.entry(status, findings));
            }
        };
        let (Checked { violations, body, code }, objects) = self.check(exchange, reached, head, &body);
        if violations.is_empty() && head.status.is_success() && exchange.method != "HEAD" {
            match reached {
                Reached::Operation(index, parameters) => {
                    self.mock.record_answer(*index, parameters, status, body.as_ref());
                }
                Reached::Graphql(operation) => self.mock.record_objects(operation.as_deref(), objects),
                Reached::Channel(_) | Reached::Nothing => {}
            }
        }
        self.note(exchange.entry(status, Findings { violations, code, failure: None }));
    }

    /// Checks an answer. The contract does not define an answer to a request that reaches no part of it.
    pub(crate) fn check(
        &self,
        exchange: &Exchange,
        reached: &Reached,
        head: &Head,
        body: &[u8],
    ) -> (Checked, Vec<SelectedObject>) {
        let (judge, method) = (self.judge(), exchange.method.parse().unwrap_or(Method::GET));
        let registry = judge.registry;
        match reached {
            Reached::Operation(index, _) => {
                (judge.operation(&registry.operations[*index], &method, head, body), Vec::new())
            }
            Reached::Channel(index) => (judge.channel(&registry.channels[*index], &method, head, body), Vec::new()),
            Reached::Graphql(operation) => judge.graphql(operation.as_ref(), &method, head, body),
            Reached::Nothing => (Checked::default(), Vec::new()),
        }
    }

    /// Answers instead of the target.
    pub(crate) fn fail(&self, exchange: &Exchange, failure: &Failure) -> Response<Body> {
        let response = failure.response(&self.mock, exchange);
        let findings = Findings { failure: Some(failure.detail.clone()), ..Findings::default() };
        self.note(exchange.entry(response.status().as_u16(), findings));
        response
    }

    /// Whether a channel is a feed.
    pub(crate) fn is_feed(&self, index: usize) -> bool {
        self.mock.registry().channels[index].transport == Transport::Sse
    }
}

/// The answer to a GraphQL request that is refused.
fn graphql_refusal(violations: &[Violation]) -> Response<Body> {
    let errors: Vec<Value> =
        violations.iter().map(|found| json!({ "message": format!("{}: {}", found.pointer, found.detail) })).collect();
    let mut response = status(StatusCode::BAD_REQUEST);
    *response.body_mut() = Body::from(json!({ "errors": errors }).to_string());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn status(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// Whether a request is a browser's question whether it may send another request (CORS).
fn is_preflight(head: &Parts) -> bool {
    head.method == Method::OPTIONS && head.headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
}

fn has_body(headers: &HeaderMap, body: &Buffered) -> bool {
    !body.is_empty() || headers.contains_key(header::CONTENT_LENGTH) || headers.contains_key(header::TRANSFER_ENCODING)
}
