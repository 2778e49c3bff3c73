//! Collects the modules of a contract, and builds a router from them.

use std::collections::BTreeSet;

use axum::Router;
use contract_edge::{Edge, Settings, StartError};
use contract_kit::{
    channel::{Channel, Message, Receive, Serve},
    graphql::{Field, Resolve, Subscribe},
    module::{self, MountAll, Visitor},
    operation::{Handle, Operation},
    problem::Problems as _,
    registry::Registry,
    types::ContractType as _,
};
use tokio_util::sync::CancellationToken;

use crate::{
    handlers::Typed,
    platform::{Erased, Platform},
};

/// Modules of a contract that will be mounted on a router.
pub struct Mount<S> {
    registry: Registry,
    modules: Vec<&'static str>,
    edge: Edge<Erased<S>>,
}

impl<S: Platform> Mount<S> {
    /// Creates a mount without modules. Operations and channels of modules that are never added answer that their
    /// module is not available.
    pub fn new(registry: Registry, implementation: S, settings: Settings) -> Self {
        Self { edge: Edge::new(registry.clone(), Erased(implementation), settings), registry, modules: Vec::new() }
    }

    /// Adds a whole module. Its GraphQL fields join those of the other modules at `/graphql`.
    #[must_use]
    pub fn module<M: module::Mount<S>>(mut self) -> Self {
        M::mount(&mut self);
        self.modules.push(M::NAME);
        self
    }

    /// Returns the mounted part of the contract, which a server shows in its documents.
    pub fn served(&self) -> Registry {
        self.registry.only(&self.modules)
    }

    /// Adds several modules, such as `(AuthModule, UsersModule)`.
    #[must_use]
    pub fn modules<M: MountAll<S>>(mut self) -> Self {
        M::mount(&mut self);
        self.modules.extend(M::NAMES);
        self
    }

    /// Closes every socket and feed when `closing` is cancelled.
    #[must_use]
    pub fn until(self, closing: CancellationToken) -> Self {
        Self { edge: self.edge.until(closing), ..self }
    }

    /// Adds routes that are not part of the contract: its pages, keys and metrics. Their responses have the headers
    /// that every response has.
    #[must_use]
    pub fn beside(self, router: Router) -> Self {
        Self { edge: self.edge.beside(router), ..self }
    }

    /// Builds the router. Every response has a header with the id of the request, and the version of the API if the
    /// contract has one.
    ///
    /// # Errors
    /// When a module is not part of the contract, the implementation has the problems of another contract, a fault has
    /// no problem, or an operation accepts an idempotency key and no store keeps its responses.
    pub fn into_router(self) -> Result<Router, StartError> {
        let declared: BTreeSet<_> = S::Problems::descriptions().iter().map(|problem| problem.code).collect();
        let known: BTreeSet<_> = self.registry.problems.iter().map(|problem| &*problem.code).collect();
        let other = declared.symmetric_difference(&known).next();
        let other = other.map(|code| {
            format!("`Platform::Problems` is not of this contract: `{code}` is a problem of one of the two only")
        });
        StartError::check(other.into_iter().collect())?;
        self.edge.into_router()
    }
}

impl<S: Platform> Visitor<S> for Mount<S> {
    fn operation<O: Operation>(&mut self)
    where
        S: Handle<O>,
    {
        self.edge.operation(O::ID, Typed::<O>::new());
    }

    fn channel<C: Channel>(&mut self)
    where
        S: Serve<C>,
    {
        self.edge.channel(C::ID, Typed::<C>::new());
    }

    fn message<M: Message>(&mut self)
    where
        S: Receive<M>,
    {
        self.edge.message(&M::Union::name(), M::TAG, Typed::<M>::new());
    }

    fn field<F: Field>(&mut self)
    where
        S: Resolve<F>,
    {
        self.edge.field(F::ROOT, F::NAME, Typed::<F>::new());
    }

    fn subscription<F: Field>(&mut self)
    where
        S: Subscribe<F>,
    {
        self.edge.subscription(F::NAME, Typed::<F>::new());
    }
}
