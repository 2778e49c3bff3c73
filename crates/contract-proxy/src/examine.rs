//! Checks requests as the edge of a server does, but does not answer them: the edge serves a copy of the contract
//! without authentication, and its handlers only record the requests that reach them.

use std::{
    cell::RefCell,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{MatchedPath, Request},
    http::{Response, header, request::Parts},
    middleware::{self, Next},
};
use contract_edge::{
    Edge, Failed, IdempotencyStore, Occurrence, Platform, Settings, StartError,
    handlers::{Call, ChannelHandler, Opening, OperationHandler, Outgoing},
};
use contract_mock::{Mock, Validation};
use contract_model::{
    exchange::{Caller, Claim, Details, Kept, Keyed, Reply, TokenFault, Violation},
    registry::Transport,
};
use futures_util::{FutureExt, StreamExt, future::BoxFuture, stream};
use serde_json::Value;
use tower::ServiceExt as _;

tokio::task_local! {
    /// The findings in the request of this task.
    static FOUND: RefCell<Found>;
}

#[derive(Debug, Default)]
struct Found {
    item: Option<String>,
    violations: Vec<Violation>,
}

/// The parameters of a request, as its handler gets them.
#[derive(Debug, Clone, Default)]
struct Slot(Arc<Mutex<Value>>);

/// Checks requests.
pub(crate) struct Examiner {
    router: Router,
    refuses: bool,
}

/// A request that has been checked.
pub(crate) struct Examined {
    /// The operation or channel that it reaches.
    pub item: Option<String>,
    /// The request's coerced parameters, without invalid ones.
    pub parameters: Value,
    pub violations: Vec<Violation>,
    /// The answer of a server that refuses the request.
    pub refusal: Option<Response<Body>>,
}

impl Examiner {
    pub(crate) fn new(mock: &Mock, validation: Validation, settings: &Settings) -> Result<Self, StartError> {
        let mut registry = mock.open_registry();
        for channel in &mut registry.channels {
            // The handshake of a socket is checked like the request for a feed: no socket is opened here.
            channel.transport = Transport::Sse;
        }
        let refuses = validation == Validation::On;
        let platform = Checking { mock: mock.clone(), refuses };
        let settings = Settings { origins: Vec::new(), check_answers: false, ..settings.clone() };
        let mut edge = Edge::new(registry.clone(), platform, settings);
        for operation in &registry.operations {
            let status = operation.answers.first().map_or(204, |answer| answer.status);
            edge.operation(&operation.id, Reached { status });
        }
        for channel in &registry.channels {
            edge.channel(&channel.id, Reached { status: 200 });
        }
        let mock = mock.clone();
        let router = edge.into_router()?;
        let router = router.layer(middleware::from_fn(move |request, next| note_item(mock.clone(), request, next)));
        Ok(Self { router, refuses })
    }

    /// Checks a request by its head and the beginning of its body. A cut beginning is longer than any allowed body.
    pub(crate) async fn examine(&self, head: &Parts, body: Bytes) -> Examined {
        let slot = Slot::default();
        let mut request = Request::from_parts(head.clone(), Body::from(body));
        request.extensions_mut().insert(slot.clone());
        if request.headers().contains_key(header::UPGRADE) {
            // A client of a socket need not accept events.
            request.headers_mut().remove(header::ACCEPT);
        }
        let router = self.router.clone();
        let examining = async {
            let Ok(response) = router.oneshot(request).await;
            (response, FOUND.with(RefCell::take))
        };
        let (response, Found { item, violations }) = FOUND.scope(RefCell::default(), examining).await;
        let refusal = (self.refuses && !violations.is_empty()).then_some(response);
        let parameters = slot.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        Examined { item, parameters, violations, refusal }
    }
}

/// Records the operation or channel of a request.
async fn note_item(mock: Mock, request: Request, next: Next) -> Response<Body> {
    let path = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let item = path.and_then(|path| mock.item(request.method().as_str(), path));
    FOUND.with(|found| found.borrow_mut().item = item);
    next.run(request).await
}

/// The implementation behind the edge.
struct Checking {
    mock: Mock,
    refuses: bool,
}

impl Platform for Checking {
    async fn authenticate(&self, token: &str) -> Result<Caller, TokenFault> {
        // Only the target can validate the token.
        let _ = token;
        Ok(self.mock.anybody())
    }

    fn problem(&self, details: &Details, occurrence: &Occurrence<'_>) -> Value {
        note(of_refusal(details));
        self.mock.problem(details, occurrence)
    }

    fn idempotency(&self) -> Option<&dyn IdempotencyStore> {
        Some(self)
    }

    fn tolerates(&self, _item: &str, violations: &[Violation]) -> bool {
        if !self.refuses {
            note(violations.to_vec());
        }
        !self.refuses
    }
}

impl IdempotencyStore for Checking {
    fn claim<'a>(&'a self, _keyed: &'a Keyed) -> BoxFuture<'a, Result<Claim, Box<Details>>> {
        // Only the target knows whether a key was used before.
        async { Ok(Claim::First) }.boxed()
    }

    fn settle<'a>(&'a self, _keyed: &'a Keyed, _answer: Option<Kept>) -> BoxFuture<'a, ()> {
        async {}.boxed()
    }
}

fn note(violations: Vec<Violation>) {
    // The work under an idempotency key is a separate task, without findings.
    _ = FOUND.try_with(|found| found.borrow_mut().violations.extend(violations));
}

/// The violations for which a server refuses a request; if there are none, the fault itself.
fn of_refusal(details: &Details) -> Vec<Violation> {
    if !details.violations.is_empty() {
        return details.violations.clone();
    }
    let pointer = match details.status {
        404 => "path",
        405 => "method",
        406 => "header/accept",
        415 => "header/content-type",
        _ => "",
    };
    let detail = details.detail.as_deref().unwrap_or(&details.title).to_owned();
    vec![Violation { pointer: pointer.into(), code: details.code.clone().into_owned(), detail }]
}

/// Records the parameters of a request that reached its handler.
struct Reached {
    status: u16,
}

impl OperationHandler<Checking> for Reached {
    fn handle<'a>(&'a self, _checking: &'a Checking, call: Call) -> BoxFuture<'a, Result<Reply, Failed>> {
        async move {
            keep(call.extensions.get(), call.parameters);
            Ok(Reply { status: self.status, headers: Vec::new(), body: None })
        }
        .boxed()
    }
}

impl ChannelHandler<Checking> for Reached {
    fn open<'a>(&'a self, _checking: &'a Checking, opening: Opening) -> BoxFuture<'a, Result<Outgoing, Failed>> {
        async move {
            keep(opening.extensions.get(), opening.parameters);
            Ok(stream::empty().boxed())
        }
        .boxed()
    }
}

fn keep(slot: Option<&Slot>, parameters: Value) {
    if let Some(Slot(slot)) = slot {
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = parameters;
    }
}

/// The fault of a request that asks for a WebSocket at another transport, or for another transport at a WebSocket.
pub(crate) fn transport_violation(transport: Transport, is_upgrade: bool) -> Option<Violation> {
    let detail = match (transport, is_upgrade) {
        (Transport::Websocket, false) => "this is a WebSocket: send `Upgrade: websocket` and what belongs to it",
        (Transport::Sse, true) => "this is a feed of events: ask for it without `Upgrade`",
        (Transport::Websocket, true) | (Transport::Sse, false) => return None,
    };
    Some(Violation { pointer: "header/upgrade".into(), code: "transport".into(), detail: detail.into() })
}
