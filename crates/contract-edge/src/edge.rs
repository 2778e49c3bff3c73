//! Collects the handlers of a contract's items, and builds a router from them.

use std::{collections::BTreeMap, panic::AssertUnwindSafe, sync::Arc, time::Instant};

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderName, HeaderValue, Response},
    middleware::{self, Next},
    routing::{MethodFilter, MethodRouter, on},
};
use contract_model::{
    registry::{self, Registry, Root},
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
    graphql_transport::{self, Fields},
    handlers::{Call, ChannelHandler, FieldHandler, MessageHandler, OperationHandler, SubscriptionHandler},
    idempotency,
    platform::{Platform, Settings},
    problem::{Failed, RequestContext, refuse},
    rehearsal::Stage,
    request::{Admitted, Origin, admit},
    shared::{RequestId, Shared},
    standing::Standing,
    start::{self, StartError},
};

/// A contract and the handlers of its items, before they become a router. `S` is the implementation that the handlers
/// call.
pub struct Edge<S> {
    shared: Shared<S>,
    operations: BTreeMap<String, Arc<dyn OperationHandler<S>>>,
    channels: BTreeMap<String, Arc<dyn ChannelHandler<S>>>,
    fields: Fields<S>,
    beside: Router,
}

/// The path of GraphQL.
const GRAPHQL: &str = "/graphql";

impl<S: Platform> Edge<S> {
    /// Creates an edge without handlers. An item that never gets one answers that its module is not available.
    pub fn new(registry: Registry, implementation: S, settings: Settings) -> Self {
        let validator = Validator::new(&registry);
        let validator = if settings.check_answers { validator.with_answers(&registry) } else { validator };
        let shared = Shared {
            standing: Arc::new(Standing::new(settings.connections)),
            platform: implementation,
            registry,
            validator: Arc::new(validator),
            settings,
            receivers: BTreeMap::new(),
            closing: CancellationToken::new(),
            allowed: BTreeMap::new(),
        };
        Self {
            shared,
            operations: BTreeMap::new(),
            channels: BTreeMap::new(),
            fields: Fields::default(),
            beside: Router::new(),
        }
    }

    /// Adds the handler of an operation.
    pub fn operation(&mut self, id: &str, handler: impl OperationHandler<S>) {
        self.operations.insert(id.to_owned(), Arc::new(handler));
    }

    /// Adds the handler of a channel.
    pub fn channel(&mut self, id: &str, handler: impl ChannelHandler<S>) {
        self.channels.insert(id.to_owned(), Arc::new(handler));
    }

    /// Adds the handler of the message with this tag in a union. `union` is the name of its Rust type.
    pub fn message(&mut self, union: &str, tag: &str, handler: impl MessageHandler<S>) {
        self.shared.receivers.insert((union.to_owned(), tag.to_owned()), Arc::new(handler));
    }

    /// Adds the handler of a field of the GraphQL query or mutation type.
    pub fn field(&mut self, root: Root, name: &str, handler: impl FieldHandler<S>) {
        self.fields.add(root, name, Arc::new(handler));
    }

    /// Adds the handler of a field of the GraphQL subscription type.
    pub fn subscription(&mut self, name: &str, handler: impl SubscriptionHandler<S>) {
        self.fields.add_subscription(name, Arc::new(handler));
    }

    /// Closes every socket and feed when `closing` is cancelled.
    #[must_use]
    pub fn until(mut self, closing: CancellationToken) -> Self {
        self.shared.closing = closing;
        self
    }

    /// Adds routes that are not part of the contract: pages, keys and metrics. Their responses have the headers that
    /// every response has.
    #[must_use]
    pub fn beside(mut self, router: Router) -> Self {
        self.beside = self.beside.merge(router);
        self
    }

    /// Builds the router. Every response has a header with the id of the request, and the version of the API if the
    /// contract has one.
    ///
    /// GraphQL is served where at least one query field has a handler. Its schema contains only fields with a handler.
    ///
    /// # Errors
    /// When a handler belongs to no item of the contract, a fault has no problem, or an operation accepts an
    /// idempotency key and no store keeps its responses.
    pub fn into_router(mut self) -> Result<Router, StartError> {
        let mut mistakes = self.unknown_items();
        mistakes.extend(start::mistakes(&self.shared.platform, &self.shared.registry));
        StartError::check(mistakes)?;
        let unserved = self.unserved();
        if !unserved.is_empty() {
            tracing::warn!("these answer 503, since no module of theirs is mounted: {}", unserved.join(", "));
        }
        let graphql = graphql_transport::schema(&self.shared.registry, &self.fields);
        for operation in &self.shared.registry.operations {
            let allowed = self.shared.allowed.entry(operation.path.clone()).or_default();
            let also_head = if operation.method == "GET" { "GET, HEAD" } else { &operation.method };
            *allowed = if allowed.is_empty() { also_head.into() } else { format!("{allowed}, {also_head}") };
        }
        for channel in &self.shared.registry.channels {
            self.shared.allowed.insert(channel.path.clone(), "GET, HEAD".to_owned());
        }
        if graphql.is_some() {
            self.shared.allowed.insert(GRAPHQL.to_owned(), graphql_transport::ALLOWED.to_owned());
        }
        let shared = Arc::new(self.shared);
        let mut router = self.beside;
        if let Some(schema) = graphql {
            router = router.route(GRAPHQL, graphql_transport::serving(Arc::clone(&shared), schema, self.fields));
        }
        for operation in &shared.registry.operations {
            let serving = match self.operations.remove(&operation.id) {
                Some(handler) => serving(Arc::clone(&shared), Arc::new(operation.clone()), handler),
                None => unavailable(Arc::clone(&shared), &operation.method),
            };
            router = router.route(&operation.path, serving);
        }
        for channel in &shared.registry.channels {
            let serving = match self.channels.remove(&channel.id) {
                Some(handler) => channel::serving(Arc::clone(&shared), Arc::new(channel.clone()), handler),
                None => unavailable(Arc::clone(&shared), "GET"),
            };
            router = router.route(&channel.path, serving);
        }
        let unrouted = Arc::clone(&shared);
        let elsewhere = Arc::clone(&shared);
        let crossing = option_layer(cross_origin::layer(&shared.settings, &shared.registry));
        let checking = Arc::clone(&shared);
        let checked = middleware::from_fn(move |request, next| admission::check(Arc::clone(&checking), request, next));
        let identified = middleware::from_fn(move |request, next| identify(Arc::clone(&shared), request, next));
        let router = router
            .method_not_allowed_fallback(move |request: Request| async move {
                let allowed = unrouted.allowed_at(&request);
                refuse(&unrouted, &RequestContext::from_request(&request), Fault::MethodNotAllowed { allowed })
            })
            .fallback(move |request: Request| async move {
                refuse(&elsewhere, &RequestContext::from_request(&request), Fault::NotFound)
            })
            .layer((identified, crossing, checked, CompressionLayer::new()));
        Ok(router)
    }
}

impl<S> Edge<S> {
    /// Returns the operations and channels without a handler.
    fn unserved(&self) -> Vec<&str> {
        let registry = &self.shared.registry;
        let operations = registry.operations.iter().map(|operation| operation.id.as_str());
        let channels = registry.channels.iter().map(|channel| channel.id.as_str());
        let operations = operations.filter(|id| !self.operations.contains_key(*id));
        operations.chain(channels.filter(|id| !self.channels.contains_key(*id))).collect()
    }

    /// Returns the handlers that belong to no item of the contract.
    fn unknown_items(&self) -> Vec<String> {
        let registry = &self.shared.registry;
        let operations = self.operations.keys().filter(|id| !registry.operations.iter().any(|known| known.id == **id));
        let channels = self.channels.keys().filter(|id| !registry.channels.iter().any(|known| known.id == **id));
        let fields = self
            .fields
            .names()
            .filter(|(root, name)| !registry.fields().any(|field| field.root == *root && field.name == *name));
        let operations = operations.map(|id| format!("operation `{id}`"));
        let channels = channels.map(|id| format!("channel `{id}`"));
        let fields = fields.map(|(root, name)| format!("GraphQL field `{}.{name}`", root.type_name()));
        operations
            .chain(channels)
            .chain(fields)
            .map(|item| format!("the contract has no {item}, which has a handler"))
            .collect()
    }
}

impl<S> Shared<S> {
    fn allowed_at(&self, request: &Request) -> String {
        let path = request.extensions().get::<axum::extract::MatchedPath>().map(axum::extract::MatchedPath::as_str);
        path.and_then(|path| self.allowed.get(path)).cloned().unwrap_or_default()
    }
}

/// The header with the id of a request.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives a request its id, and adds the headers that every response has.
async fn identify<S: Platform>(shared: Arc<Shared<S>>, mut request: Request, next: Next) -> Response<Body> {
    let sent = request.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok()).filter(|id| is_request_id(id));
    let id: Arc<str> = sent.map_or_else(|| uuid::Uuid::now_v7().to_string().into(), Arc::from);
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

/// Returns the trace that a request is part of, if it has one (`traceparent`, W3C Trace Context).
fn trace_id(request: &Request) -> Option<String> {
    let traceparent = request.headers().get("traceparent")?.to_str().ok()?;
    let [_version, trace, _parent, _flags] = traceparent.split('-').collect::<Vec<_>>().try_into().ok()?;
    (trace.len() == 32 && trace.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| trace.to_owned())
}

/// Whether an id is harmless in a log and in a header.
fn is_request_id(id: &str) -> bool {
    (1..=128).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._:-".contains(&byte))
}

/// Responds for an operation or a channel whose module is not mounted.
fn unavailable<S: Platform>(shared: Arc<Shared<S>>, method: &str) -> MethodRouter {
    on(filter(method), move |request: Request| async move {
        refuse(&shared, &RequestContext::from_request(&request), Fault::ModuleUnavailable)
    })
}

fn filter(method: &str) -> MethodFilter {
    let method = method.parse::<axum::http::Method>().expect("a contract names methods of HTTP");
    MethodFilter::try_from(method).expect("a contract names methods of HTTP")
}

fn serving<S: Platform>(
    shared: Arc<Shared<S>>,
    operation: Arc<registry::Operation>,
    handler: Arc<dyn OperationHandler<S>>,
) -> MethodRouter {
    on(filter(&operation.method), move |request: Request| {
        let (shared, operation, handler) = (Arc::clone(&shared), Arc::clone(&operation), Arc::clone(&handler));
        async move {
            let context = RequestContext::from_request(&request);
            let answer = match admit(&shared, &operation, request).await {
                Ok(admitted) => once(Arc::clone(&shared), operation, handler, &context, admitted).await,
                Err(fault) => Err(fault.into()),
            };
            answer.unwrap_or_else(|failed| failed.response(&shared, &context))
        }
    })
}

/// Serves an admitted request. A request with an idempotency key is served only once.
async fn once<S: Platform>(
    shared: Arc<Shared<S>>,
    operation: Arc<registry::Operation>,
    handler: Arc<dyn OperationHandler<S>>,
    context: &RequestContext,
    admitted: Admitted,
) -> Result<Response<Body>, Failed> {
    let Some(keyed) = idempotency::key(&shared.validator, &operation, &admitted)? else {
        return serve(&shared, &operation, &*handler, admitted).await;
    };
    let context = context.clone();
    let serving = async move {
        shared.rehearse(Stage::Claim)?;
        let Some(store) = shared.platform.idempotency() else {
            return Err(Fault::Internal("nothing keeps the answers to requests with a key".into()).into());
        };
        if let Some(answer) = idempotency::claim(store, &keyed).await? {
            return Ok(answer);
        }
        let answer = serve(&shared, &operation, &*handler, admitted).await;
        let answer = answer.unwrap_or_else(|failed| failed.response(&shared, &context));
        Ok(idempotency::settle(store, &keyed, answer).await)
    };
    // In a separate task: a caller who disconnects and retries with the same key finds the response, and every claimed
    // key is settled.
    tokio::spawn(serving.in_current_span()).await.map_err(|error| Fault::Internal(error.to_string()))?
}

/// Calls the handler and returns its response.
async fn serve<S: Platform>(
    shared: &Shared<S>,
    operation: &registry::Operation,
    handler: &dyn OperationHandler<S>,
    Admitted { caller, client, parameters, body, headers, extensions }: Admitted,
) -> Result<Response<Body>, Failed> {
    let call = Call { caller, client, parameters, body, extensions };
    let handling = AssertUnwindSafe(handler.handle(&shared.platform, call)).catch_unwind();
    match tokio::time::timeout(shared.settings.handler_timeout, handling).await {
        Err(_) => Err(Fault::Timeout.into()),
        Ok(Err(panic)) => Err(Fault::panicked(&*panic).into()),
        Ok(Ok(outcome)) => Ok(reply(operation, &headers, shared.checked(operation, outcome)?)?),
    }
}
