//! Handlers: the parts of an implementation that the edge calls, each identified by the name of its item and without
//! its types.

use axum::http::Extensions;
use contract_model::exchange::{Caller, Client, Connection, Details, FieldValue, RawBody, Reply, Sent};
use futures_util::{future::BoxFuture, stream::BoxStream};
use serde_json::{Map, Value};

use crate::problem::Failed;

/// Handles an operation. `S` is the implementation.
pub trait OperationHandler<S>: Send + Sync + 'static {
    /// Handles a call that has been authenticated and validated against the contract.
    fn handle<'a>(&'a self, implementation: &'a S, call: Call) -> BoxFuture<'a, Result<Reply, Failed>>;
}

/// A call of an operation.
#[derive(Debug)]
pub struct Call {
    /// The caller; present where the operation requires one.
    pub caller: Option<Caller>,
    /// The client that sent the request.
    pub client: Client,
    /// An object of path, query and header parameters, coerced.
    pub parameters: Value,
    /// The body.
    pub body: RawBody,
    /// The values that layers around the router attached to the request.
    pub extensions: Extensions,
}

/// Opens a channel.
pub trait ChannelHandler<S>: Send + Sync + 'static {
    /// Opens the channel. The end of the stream closes it.
    fn open<'a>(&'a self, implementation: &'a S, opening: Opening) -> BoxFuture<'a, Result<Outgoing, Failed>>;
}

/// A request to open a channel, authenticated and validated against the contract.
#[derive(Debug)]
pub struct Opening {
    /// The caller; present where the channel requires one.
    pub caller: Option<Caller>,
    /// An object of parameters, coerced.
    pub parameters: Value,
    /// The connection that is being opened.
    pub connection: Connection,
    /// The id of the last event that the client has seen (SSE).
    pub last_event_id: Option<String>,
    /// The values that layers around the router attached to the request.
    pub extensions: Extensions,
}

/// The messages that the server sends on a channel, until it ends.
pub type Outgoing = BoxStream<'static, Sent<Outbound>>;

/// A message that the server sends.
pub type Outbound = Box<dyn erased_serde::Serialize + Send>;

/// Receives a message that clients send on a socket.
pub trait MessageHandler<S>: Send + Sync + 'static {
    /// Receives a message that has been validated against the contract.
    fn receive<'a>(
        &'a self,
        implementation: &'a S,
        connection: &'a Connection,
        message: Value,
    ) -> BoxFuture<'a, Result<(), Failed>>;
}

/// Resolves a field of the GraphQL query or mutation type.
pub trait FieldHandler<S>: Send + Sync + 'static {
    /// Resolves a use of the field that has been authenticated and validated against the contract.
    fn resolve<'a>(
        &'a self,
        implementation: &'a S,
        caller: Option<Caller>,
        arguments: Map<String, Value>,
    ) -> BoxFuture<'a, Result<FieldValue, Failed>>;
}

/// Resolves a field of the GraphQL subscription type.
pub trait SubscriptionHandler<S>: Send + Sync + 'static {
    /// Opens the stream of its events.
    fn subscribe<'a>(
        &'a self,
        implementation: &'a S,
        caller: Option<Caller>,
        arguments: Map<String, Value>,
    ) -> BoxFuture<'a, Result<Events, Failed>>;
}

/// The events of a subscription.
pub type Events = BoxStream<'static, Result<FieldValue, Box<Details>>>;
