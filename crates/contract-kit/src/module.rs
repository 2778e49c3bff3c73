//! Modules: what a server mounts as a whole, and a contract as a list of them.

use async_graphql::{ObjectType, SubscriptionType};

use crate::{
    channel::{Channel, Message, Receive, Serve},
    operation::{Handle, Operation},
    registry::{self, build::Collector},
};

/// A module of a contract; `#[module]` makes one of a trait.
pub trait Module: 'static {
    /// In snake case.
    const NAME: &'static str;
    /// The module as data.
    fn describe(collector: &mut Collector) -> ModuleDescription;
}

/// A module as data.
#[derive(Debug, Clone)]
pub struct ModuleDescription {
    /// Its name and what it is.
    pub info: registry::ModuleInfo,
    /// Its operations, as declared.
    pub operations: Vec<registry::Operation>,
    /// Its channels, as declared.
    pub channels: Vec<registry::Channel>,
    /// Its GraphQL fields, as declared.
    pub fields: Vec<registry::GraphqlField>,
    /// The client messages it receives.
    pub receives: Vec<Received>,
}

/// A client message that a module receives.
#[derive(Debug, Clone)]
pub struct Received {
    /// The name of its union.
    pub union: String,
    /// Its tag.
    pub tag: &'static str,
    /// The codes of the problems it may raise.
    pub errors: Vec<String>,
    /// The tags of the messages it leads to.
    pub answers: Vec<String>,
    /// The class of rate limit it counts against, besides that of all messages.
    pub rate: Option<String>,
}

/// Shows every item of a module to a visitor that mounts, mocks or lists them; `S` implements them all.
pub trait Mount<S>: Module {
    /// Calls the visitor once an item, in declaration order.
    fn mount<V: Visitor<S>>(visitor: &mut V);
}

/// Sees every item of a module, with its types.
pub trait Visitor<S> {
    /// A REST operation.
    fn operation<O: Operation>(&mut self)
    where
        S: Handle<O>;
    /// A channel.
    fn channel<C: Channel>(&mut self)
    where
        S: Serve<C>;
    /// A message that clients send.
    fn message<M: Message>(&mut self)
    where
        S: Receive<M>;
}

/// The GraphQL roots of a module over a backend that resolves its fields.
pub trait GraphqlModule<B>: Module {
    /// Its query fields.
    type Query: ObjectType + 'static;
    /// Its mutation fields.
    type Mutation: ObjectType + 'static;
    /// Its subscription fields.
    type Subscription: SubscriptionType + 'static;
    /// The three over `backend`.
    fn roots(backend: &B) -> (Self::Query, Self::Mutation, Self::Subscription);
}
