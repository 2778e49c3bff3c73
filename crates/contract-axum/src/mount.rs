//! Collects the modules of a contract, and makes a router of them.

use std::{collections::BTreeMap, panic::AssertUnwindSafe, sync::Arc, time::Instant};

use async_graphql::{ObjectType, SchemaBuilder, SubscriptionType};
use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderName, HeaderValue, Response},
    middleware::{self, Next},
    routing::{MethodFilter, MethodRouter, on},
};
use contract_kit::{
    channel::{Channel, Message, Receive, Serve},
    module::{self, Visitor},
    operation::{Answer as _, Authentication as _, Handle, Operation, Request as Checked, RequestBody as _},
    registry::{self, Registry, Transport},
    validate::Validator,
};
use futures_util::FutureExt;
use tokio_util::sync::CancellationToken;
use tower::util::option_layer;
use tower_http::compression::CompressionLayer;
use tracing::Instrument;

use crate::{
    admission,
    answer::reply,
    channel, cross_origin,
    fault::Fault,
    graphql::{self, CountFields},
    idempotency,
    platform::{Platform, Settings},
    problem::{Asked, Failed, refuse},
    receivers::Receivers,
    request::{Admitted, Origin, admit},
    shared::{RequestId, Shared},
    standing::Standing,
};

/// Modules of a contract on their way to a router.
pub struct Mount<S> {
    shared: Shared<S>,
    routes: Vec<Route<S>>,
    channels: Vec<Door<S>>,
    graphql: Option<Graphql<S>>,
    beside: Router,
}

/// Makes what serves GraphQL.
type Graphql<S> = Box<dyn FnOnce(Arc<Shared<S>>) -> MethodRouter>;

/// Where GraphQL is served.
const GRAPHQL: &str = "/graphql";

/// An operation and what serves it.
struct Route<S> {
    id: &'static str,
    serve: Serving<S>,
}

type Serving<S> = fn(Arc<Shared<S>>, Arc<registry::Operation>) -> MethodRouter;

/// A channel and what serves it, whichever way it travels.
struct Door<S> {
    id: &'static str,
    events: Opened<S>,
    socket: Opened<S>,
}

type Opened<S> = fn(Arc<Shared<S>>, Arc<registry::Channel>) -> MethodRouter;

impl<S: Platform> Mount<S> {
    /// Nothing of the contract yet. The operations and channels of modules that are never added answer that their
    /// module is not available.
    pub fn new(registry: Registry, implementation: S, settings: Settings) -> Self {
        let validator = Arc::new(Validator::new(&registry));
        let shared = Shared {
            standing: Arc::new(Standing::new(settings.connections)),
            platform: implementation,
            registry,
            validator,
            settings,
            receivers: Receivers::default(),
            closing: CancellationToken::new(),
            allowed: BTreeMap::new(),
        };
        Self { shared, routes: Vec::new(), channels: Vec::new(), graphql: None, beside: Router::new() }
    }

    /// GraphQL at `/graphql`, over a schema such as the contract's `graphql(&implementation)`.
    #[must_use]
    pub fn graphql<Q, M, U>(mut self, schema: SchemaBuilder<Q, M, U>) -> Self
    where
        Q: ObjectType + 'static,
        M: ObjectType + 'static,
        U: SubscriptionType + 'static,
    {
        // The limits of async-graphql are ours: documents are bounded before they come to it.
        let schema = schema.limit_recursive_depth(self.shared.settings.graphql.nesting).extension(CountFields).finish();
        self.graphql = Some(Box::new(move |shared| graphql::serving(shared, schema)));
        self
    }

    /// Ends every socket and feed when `closing` is cancelled.
    #[must_use]
    pub fn until(mut self, closing: CancellationToken) -> Self {
        self.shared.closing = closing;
        self
    }

    /// What is served beside the contract: its pages, keys and metrics. Its answers carry what every answer does.
    #[must_use]
    pub fn beside(mut self, router: Router) -> Self {
        self.beside = self.beside.merge(router);
        self
    }

    /// A module, whole.
    #[must_use]
    pub fn module<M: module::Mount<S>>(mut self) -> Self {
        M::mount(&mut self);
        self
    }

    /// The router. Every answer of it carries the id of the request, and the version of the API where there is one.
    ///
    /// # Panics
    /// When a module that is mounted is not one of the contract's.
    pub fn into_router(mut self) -> Router {
        let registry = &self.shared.registry;
        let has_operation = |id: &str| registry.operations.iter().any(|operation| operation.id == id);
        let has_channel = |id: &str| registry.channels.iter().any(|channel| channel.id == id);
        assert!(
            self.routes.iter().all(|route| has_operation(route.id))
                && self.channels.iter().all(|door| has_channel(door.id)),
            "a module that is mounted must be one of the contract's"
        );
        for operation in &self.shared.registry.operations {
            let allowed = self.shared.allowed.entry(operation.path.clone()).or_default();
            let also_head = if operation.method == "GET" { "GET, HEAD" } else { &operation.method };
            *allowed = if allowed.is_empty() { also_head.into() } else { format!("{allowed}, {also_head}") };
        }
        for channel in &self.shared.registry.channels {
            self.shared.allowed.insert(channel.path.clone(), "GET, HEAD".to_owned());
        }
        if self.graphql.is_some() {
            self.shared.allowed.insert(GRAPHQL.to_owned(), graphql::ALLOWED.to_owned());
        }
        let shared = Arc::new(self.shared);
        let mut router = self.beside;
        if let Some(graphql) = self.graphql {
            router = router.route(GRAPHQL, graphql(Arc::clone(&shared)));
        }
        for operation in &shared.registry.operations {
            let route = self.routes.iter().find(|route| route.id == operation.id);
            let serving = match route {
                Some(route) => (route.serve)(Arc::clone(&shared), Arc::new(operation.clone())),
                None => unavailable(Arc::clone(&shared), &operation.method),
            };
            router = router.route(&operation.path, serving);
        }
        for channel in &shared.registry.channels {
            let door = self.channels.iter().find(|door| door.id == channel.id);
            let serving = match (door, channel.transport) {
                (Some(door), Transport::Sse) => (door.events)(Arc::clone(&shared), Arc::new(channel.clone())),
                (Some(door), Transport::Websocket) => (door.socket)(Arc::clone(&shared), Arc::new(channel.clone())),
                (None, _) => unavailable(Arc::clone(&shared), "GET"),
            };
            router = router.route(&channel.path, serving);
        }
        let unrouted = Arc::clone(&shared);
        let elsewhere = Arc::clone(&shared);
        let crossing = option_layer(cross_origin::layer(&shared.settings, &shared.registry));
        let checking = Arc::clone(&shared);
        let checked = middleware::from_fn(move |request, next| admission::check(Arc::clone(&checking), request, next));
        let identified = middleware::from_fn(move |request, next| identify(Arc::clone(&shared), request, next));
        router
            .method_not_allowed_fallback(move |request: Request| async move {
                let allowed = unrouted.allowed_at(&request);
                refuse(&unrouted, &Asked::of(&request), Fault::MethodNotAllowed { allowed })
            })
            .fallback(move |request: Request| async move { refuse(&elsewhere, &Asked::of(&request), Fault::NotFound) })
            .layer((identified, crossing, checked, CompressionLayer::new()))
    }
}

impl<S> Shared<S> {
    fn allowed_at(&self, request: &Request) -> String {
        let path = request.extensions().get::<axum::extract::MatchedPath>().map(axum::extract::MatchedPath::as_str);
        path.and_then(|path| self.allowed.get(path)).cloned().unwrap_or_default()
    }
}

/// The header that names a request.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Names a request, and puts on its answer what every answer has.
async fn identify<S: Platform>(shared: Arc<Shared<S>>, mut request: Request, next: Next) -> Response<Body> {
    let said = request.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok()).filter(|id| is_request_id(id));
    let id: Arc<str> = said.map_or_else(|| uuid::Uuid::now_v7().to_string().into(), Arc::from);
    let origin = Origin::read(&request, shared.settings.trusted_proxies);
    request.extensions_mut().insert(origin);
    request.extensions_mut().insert(RequestId(Arc::clone(&id)));
    let trace_id = trace_id(&request);
    let span = tracing::info_span!(
        "request",
        request_id = &*id,
        trace_id,
        method = %request.method(),
        path = request.uri().path()
    );
    let begun = Instant::now();
    let mut response = async {
        let response = next.run(request).await;
        let milliseconds = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::info!(status = response.status().as_u16(), milliseconds, "answered");
        response
    }
    .instrument(span)
    .await;
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    if let Some(version) = &shared.registry.info.version_header
        && let (Ok(name), Ok(value)) =
            (HeaderName::try_from(version.name.as_str()), HeaderValue::try_from(version.value.as_str()))
    {
        response.headers_mut().insert(name, value);
    }
    response
}

/// The trace that a request is part of (`traceparent`, W3C Trace Context), where it says so.
fn trace_id(request: &Request) -> Option<String> {
    let said = request.headers().get("traceparent")?.to_str().ok()?;
    let [_version, trace, _parent, _flags] = said.split('-').collect::<Vec<_>>().try_into().ok()?;
    (trace.len() == 32 && trace.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| trace.to_owned())
}

/// What may stand in a log and a header without harm.
fn is_request_id(id: &str) -> bool {
    (1..=128).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._:-".contains(&byte))
}

impl<S: Platform> Visitor<S> for Mount<S> {
    fn operation<O: Operation>(&mut self)
    where
        S: Handle<O>,
    {
        self.routes.push(Route { id: O::ID, serve: serving::<S, O> });
    }

    fn channel<C: Channel>(&mut self)
    where
        S: Serve<C>,
    {
        self.channels.push(Door { id: C::ID, events: channel::events::<S, C>, socket: channel::socket::<S, C> });
    }

    fn message<M: Message>(&mut self)
    where
        S: Receive<M>,
    {
        self.shared.receivers.add::<M>();
    }
}

/// Answers for an operation or a channel whose module is not mounted.
fn unavailable<S: Platform>(shared: Arc<Shared<S>>, method: &str) -> MethodRouter {
    on(filter(method), move |request: Request| async move {
        refuse(&shared, &Asked::of(&request), Fault::ModuleUnavailable)
    })
}

fn filter(method: &str) -> MethodFilter {
    let method = method.parse::<axum::http::Method>().expect("a contract names methods of HTTP");
    MethodFilter::try_from(method).expect("a contract names methods of HTTP")
}

fn serving<S: Platform + Handle<O>, O: Operation>(
    shared: Arc<Shared<S>>,
    operation: Arc<registry::Operation>,
) -> MethodRouter {
    on(filter(&operation.method), move |request: Request| {
        let (shared, operation) = (Arc::clone(&shared), Arc::clone(&operation));
        async move {
            let asked = Asked::of(&request);
            let answer = match admit(&shared, &operation, request).await {
                Ok(admitted) => once::<S, O>(Arc::clone(&shared), operation, &asked, admitted).await,
                Err(fault) => Err(fault.into()),
            };
            answer.unwrap_or_else(|failed| failed.response(&shared, &asked))
        }
    })
}

/// One request that has been admitted: where it has a key, it is served once.
async fn once<S: Platform + Handle<O>, O: Operation>(
    shared: Arc<Shared<S>>,
    operation: Arc<registry::Operation>,
    asked: &Asked,
    admitted: Admitted,
) -> Result<Response<Body>, Failed> {
    let Some(keyed) = idempotency::key(&operation, &admitted)? else {
        return serve::<S, O>(&shared, &operation, admitted).await;
    };
    let asked = asked.clone();
    let serving = async move {
        if let Some(answer) = idempotency::claim(&shared.platform, &keyed).await? {
            return Ok(answer);
        }
        let answer = serve::<S, O>(&shared, &operation, admitted).await;
        let answer = answer.unwrap_or_else(|failed| failed.response(&shared, &asked));
        Ok(idempotency::settle(&shared.platform, &keyed, answer).await)
    };
    // In a task of its own: a caller who goes away and comes back with the key finds the answer, and no key is taken
    // that nobody settles.
    tokio::spawn(serving.in_current_span()).await.map_err(|error| Fault::Internal(error.to_string()))?
}

/// From a handler to its answer.
async fn serve<S: Platform + Handle<O>, O: Operation>(
    shared: &Shared<S>,
    operation: &registry::Operation,
    Admitted { caller, client, parameters, body, headers }: Admitted,
) -> Result<Response<Body>, Failed> {
    let internal = |error: &dyn std::fmt::Display| Fault::Internal(error.to_string());
    let checked = Checked {
        caller: O::Auth::admit(caller).ok_or(Fault::Unauthenticated)?,
        client,
        parameters: serde_json::from_value(parameters).map_err(|error| internal(&error))?,
        body: O::Body::read(body).map_err(|error| internal(&error))?,
    };
    let handling = AssertUnwindSafe(shared.platform.handle(checked)).catch_unwind();
    let outcome = match tokio::time::timeout(shared.settings.handler_timeout, handling).await {
        Err(_) => return Err(Fault::Timeout.into()),
        Ok(Err(panic)) => return Err(Fault::panicked(&*panic).into()),
        Ok(Ok(outcome)) => outcome,
    };
    match outcome {
        Ok(answer) => Ok(reply(operation, &headers, answer.into_reply().map_err(|error| internal(&error))?)?),
        Err(failure) => Err(Failed::Problem(failure.details)),
    }
}
