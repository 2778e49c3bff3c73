//! The mock as an implementation of its contract, behind the same edge (`contract-axum`) as a real server.

mod channels;
mod consequences;
mod control;
mod cookies;
mod effects;
mod feeds;
mod fields;
mod files;
mod graph;
mod operations;
mod platform;
mod renewal;
mod sessions;
mod sockets;

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        atomic::{AtomicI64, Ordering},
    },
};

use axum::{Router, middleware};
use contract_data::facts::Facts;
use contract_edge::{Edge, Failed, Fault, MemoryIdempotency, Settings, StartError};
use contract_model::{
    exchange::Details,
    registry::{Auth, ProblemDefinition, Registry, Root},
};
use jiff::{SignedDuration, Timestamp};
use tokio_util::sync::CancellationToken;

pub use self::control::ClockError;
pub(crate) use self::operations::place;
use self::{
    channels::{MockChannel, MockMessage},
    control::Initial,
    cookies::RefreshCookie,
    feeds::Feeds,
    fields::{MockField, MockSubscription},
    files::Files,
    operations::MockOperation,
    sockets::Sockets,
};
use crate::{
    Front, Unmade,
    control::{journal::Journal, layer, rehearsal::Rehearsal, routes, subject},
    identity::Identity,
    state::{Ids, State, changes::Changes},
};

/// The time for which the answer to a request with an idempotency key is kept.
const KEPT: std::time::Duration = std::time::Duration::from_hours(24);
/// The approximate maximum size of these answers in bytes; the newest are kept.
const KEPT_ANSWERS: u64 = 8 * 1024 * 1024;

/// Whether calls that need a token are refused without a valid one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Authentication {
    /// They are refused, as the contract says.
    #[default]
    On,
    /// Every call is accepted: any token is valid, and none is needed.
    Off,
}

/// The treatment of requests that violate the contract.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Validation {
    /// They are refused, as by a real server.
    #[default]
    On,
    /// They are answered, and recorded in the journal and the log.
    Warn,
    /// They are answered.
    Off,
}

/// The options with which a mock serves its contract.
#[derive(Debug, Clone)]
pub struct Options {
    /// The seed of the data: the same seed gives the same data, here and in the generated msw handlers.
    pub seed: String,
    /// Whether calls that need a token are refused without one.
    pub authentication: Authentication,
    /// The lifetime of a token in seconds; `None` takes it from the answer that contains the token.
    pub token_seconds: Option<u32>,
    /// The ids that have an entity.
    pub ids: Ids,
    /// The name of a cookie that hides refresh tokens from scripts; `None` puts them into the answers.
    pub refresh_cookie: Option<String>,
    /// The treatment of requests that violate the contract.
    pub validation: Validation,
    /// Whether the mock can be controlled under `/__mock/`.
    pub control: bool,
    /// The limits and timeouts of the server.
    pub settings: Settings,
    /// The server that answers instead of the mock.
    pub front: Option<Arc<dyn Front>>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            seed: "mock".into(),
            authentication: Authentication::On,
            token_seconds: None,
            ids: Ids::Any,
            refresh_cookie: None,
            validation: Validation::On,
            control: true,
            settings: Settings::default(),
            front: None,
        }
    }
}

/// A mock of a contract.
#[derive(Clone)]
pub struct Mock(Arc<Inner>);

struct Inner {
    facts: Arc<Facts>,
    identity: Identity,
    state: RwLock<Arc<State>>,
    authentication: Authentication,
    token_seconds: Option<u32>,
    ids: Ids,
    refresh_cookie: Option<RefreshCookie>,
    validation: Validation,
    has_control: bool,
    /// The number of seconds by which the clock is ahead.
    ahead: AtomicI64,
    journal: Journal,
    rehearsal: Rehearsal,
    initial: Mutex<Initial>,
    /// The ids of operations and channels by path and method.
    items: HashMap<String, HashMap<String, String>>,
    /// The module of each possible subject of a rule.
    modules: HashMap<String, String>,
    feeds: Feeds,
    sockets: Sockets,
    files: Files,
    idempotency: MemoryIdempotency,
}

/// The account with which a mock begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstAccount {
    /// The id of the person, if the contract has a type for persons.
    pub person: Option<String>,
    /// The name with which the person signs in, and the password, if an operation takes them.
    pub credentials: Option<[(String, String); 2]>,
    /// The operation that takes the credentials.
    pub operation: Option<String>,
    /// A token that does not expire.
    pub token: String,
}

impl Mock {
    /// A mock with only its seeded data.
    ///
    /// # Errors When the data of a type cannot be generated.
    pub fn new(registry: Registry, options: &Options) -> Result<Self, Unmade> {
        let facts = Arc::new(Facts::new(registry));
        let identity = Identity::new(&facts);
        let state = State::new(
            Arc::clone(&facts),
            &options.seed,
            identity.person_pool.clone(),
            options.ids,
            Changes::beginning(),
        );
        let mock = Self(Arc::new(Inner {
            facts: Arc::clone(&facts),
            identity,
            state: RwLock::new(Arc::new(state)),
            authentication: options.authentication,
            token_seconds: options.token_seconds,
            ids: options.ids,
            refresh_cookie: options.refresh_cookie.as_deref().map(|name| RefreshCookie::new(&facts.registry, name)),
            validation: options.validation,
            has_control: options.control,
            ahead: AtomicI64::new(0),
            journal: Journal::default(),
            rehearsal: Rehearsal::default(),
            initial: Mutex::default(),
            items: items(&facts.registry),
            modules: subject::items(&facts.registry).map(|(item, module)| (item, module.to_owned())).collect(),
            feeds: Feeds::default(),
            sockets: Sockets::default(),
            files: Files::default(),
            idempotency: MemoryIdempotency::within(KEPT_ANSWERS, KEPT),
        }));
        mock.check_entities()?;
        mock.begin();
        Ok(mock)
    }

    /// The router of the mock: every operation, channel and GraphQL field of the contract, and the routes of `beside`.
    ///
    /// # Errors When the contract has no problem for a failure that can occur.
    pub fn router(&self, settings: Settings, beside: Router, closing: CancellationToken) -> Result<Router, StartError> {
        let registry = &self.0.facts.registry;
        let served = match self.0.authentication {
            Authentication::On => registry.clone(),
            Authentication::Off => without_authentication(registry.clone()),
        };
        let mut edge = Edge::new(served, self.clone(), settings);
        for (index, operation) in registry.operations.iter().enumerate() {
            edge.operation(&operation.id, MockOperation::new(&self.0.facts, &self.0.identity, index));
        }
        for (index, channel) in registry.channels.iter().enumerate() {
            edge.channel(&channel.id, MockChannel { index });
            let Some(client) = &channel.client else { continue };
            let union = self.0.facts.definition(client).rust_name(client);
            for variant in registry.union(client).map(|(_, variants)| variants).unwrap_or_default() {
                edge.message(union, &variant.value, MockMessage { union: client.clone(), tag: variant.value.clone() });
            }
        }
        for (index, field) in registry.fields().enumerate() {
            match field.root {
                Root::Subscription => edge.subscription(&field.name, MockSubscription { index }),
                Root::Query | Root::Mutation => edge.field(field.root, &field.name, MockField { index }),
            }
        }
        let beside = if self.0.has_control { beside.merge(routes::routes(self.clone())) } else { beside };
        let beside = beside.merge(files::route(self.clone()));
        let router = edge.until(closing.clone()).beside(beside).into_router()?;
        let mock = self.clone();
        let observe = move |request, next| layer::observe(mock.clone(), closing.clone(), request, next);
        Ok(router.layer(middleware::from_fn(observe)))
    }

    /// Whether the mock has control routes.
    pub(crate) fn has_control(&self) -> bool {
        self.0.has_control
    }

    /// Generates every seeded entity once, so that a contract whose data cannot be generated is refused at the start.
    fn check_entities(&self) -> Result<(), Unmade> {
        let state = self.state();
        for (name, pool) in self.0.facts.entities() {
            if self.0.facts.height(name).is_some() {
                let view = state.view(None);
                view.ids(pool).iter().try_for_each(|id| view.finished(name, id).map(drop))?;
            }
        }
        Ok(())
    }

    /// The current state, until a reset replaces it.
    pub(crate) fn state(&self) -> Arc<State> {
        Arc::clone(&self.0.state.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// A state with changes, which is not yet the state of the mock.
    fn new_state(&self, seed: &str, changes: Changes) -> State {
        State::new(Arc::clone(&self.0.facts), seed, self.0.identity.person_pool.clone(), self.0.ids, changes)
    }

    /// Replaces the state. The sockets and feeds that were open in the old state end.
    fn replace_state(&self, state: State) {
        let mut current = self.0.state.write().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *current, Arc::new(state)).replaced.cancel();
    }

    pub(crate) fn facts(&self) -> &Facts {
        &self.0.facts
    }

    /// The current time of the mock's clock.
    pub fn now(&self) -> Timestamp {
        let ahead = SignedDuration::from_secs(self.0.ahead.load(Ordering::Relaxed));
        Timestamp::now().saturating_add(ahead).expect("a duration of seconds is an absolute one")
    }

    /// The failure with the first of the declared problems that has a status, in the order of the contract.
    fn declared(&self, declared: &[String], status: u16) -> Option<Failed> {
        self.all_declared(declared, status).next()
    }

    /// The failure with the last of the declared problems that has a status: the more specific one, if there are two.
    fn last_declared(&self, declared: &[String], status: u16) -> Option<Failed> {
        self.all_declared(declared, status).next_back()
    }

    fn all_declared(&self, declared: &[String], status: u16) -> impl DoubleEndedIterator<Item = Failed> {
        let problems = self.0.facts.registry.problems.iter();
        let found = problems.filter(move |problem| problem.status == status && declared.contains(&problem.code));
        found.map(|problem| Failed::Problem(Box::new(details(problem))))
    }

    /// The failure of a request whose subject is not found.
    fn not_found(&self, declared: &[String]) -> Failed {
        self.declared(declared, 404).or_else(|| self.declared(declared, 403)).unwrap_or_else(|| Fault::NotFound.into())
    }

    /// The failure with a problem of the contract, by its code.
    fn problem_with_code(&self, code: &str) -> Failed {
        match self.0.facts.registry.problem(code) {
            Some(problem) => Failed::Problem(Box::new(details(problem))),
            None => Fault::Internal(format!("the contract has no problem `{code}`")).into(),
        }
    }

    /// The unchanged data of another seed.
    fn other_state(&self, seed: &str) -> State {
        self.new_state(seed, Changes::default())
    }
}

/// The ids of operations and channels by path and method.
fn items(registry: &Registry) -> HashMap<String, HashMap<String, String>> {
    let operations = registry.operations.iter();
    let operations = operations.map(|operation| (&operation.path, operation.method.as_str(), &operation.id));
    let channels = registry.channels.iter().map(|channel| (&channel.path, "GET", &channel.id));
    let mut items: HashMap<String, HashMap<String, String>> = HashMap::new();
    for (path, method, id) in operations.chain(channels) {
        items.entry(path.clone()).or_default().insert(method.to_owned(), id.clone());
    }
    items
}

/// The details of a problem without additions.
fn details(problem: &ProblemDefinition) -> Details {
    Details {
        code: problem.code.clone().into(),
        status: problem.status,
        title: problem.title.clone().into(),
        detail: None,
        violations: Vec::new(),
        retry_after: matches!(problem.status, 429 | 503).then_some(1),
        cause: None,
    }
}

/// The failure for data that cannot be generated. This is a fault of the contract, and the log reports it.
fn unmade(unmade: &Unmade) -> Failed {
    Fault::Internal(unmade.to_string()).into()
}

/// The same contract, open to everybody.
pub(crate) fn without_authentication(mut registry: Registry) -> Registry {
    for operation in &mut registry.operations {
        operation.auth = Auth::Public;
        operation.policy.owner = None;
    }
    for channel in &mut registry.channels {
        channel.auth = Auth::Public;
        channel.owner = None;
    }
    for field in registry.graphql.iter_mut().flat_map(|graphql| &mut graphql.fields) {
        field.auth = Auth::Public;
        field.owner = None;
    }
    registry
}
