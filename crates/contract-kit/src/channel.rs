//! WebSocket and SSE channels as zero-sized types, and the messages that travel on them.

use futures_util::stream::BoxStream;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    describe::{ChannelDescription, StreamDescription},
    operation::Authentication,
    problem::Failure,
    types::{ContractType, TypeVisitor},
};

pub use crate::exchange::{Connection, Sent};

/// A WebSocket or SSE channel.
pub trait Channel: Send + Sync + 'static {
    /// Its id, in camel case.
    const ID: &'static str;
    /// The callers that may open it.
    type Auth: Authentication;
    /// Its parameters, read from an object of coerced values.
    type Parameters: DeserializeOwned + Send;
    /// The messages that the server sends.
    type Server: ContractType;

    /// The channel as data.
    const DESCRIPTION: &'static ChannelDescription;

    /// Shows the types of its parameters and messages to a visitor.
    fn visit_types<V: TypeVisitor>(visitor: &mut V);
}

/// A stream of events that items can cause: a channel, or a GraphQL subscription.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no events",
    label = "name a channel, or a field with #[subscription], as its type"
)]
pub trait Stream {
    /// The stream as data.
    const STREAM: StreamDescription;
}

/// A channel on which clients send messages too.
pub trait Socket: Channel {
    /// The messages that clients send.
    type Client: ContractType;
}

/// A request to open a channel, authenticated and validated against the contract.
pub struct Opening<C: Channel> {
    /// The caller.
    pub caller: <C::Auth as Authentication>::Caller,
    /// The parameters.
    pub parameters: C::Parameters,
    /// The connection that is being opened. Each message that clients send on it is received with an equal value.
    pub connection: Connection,
    /// The id of the last event that the client has seen (SSE).
    pub last_event_id: Option<String>,
}

/// Serves one channel: decides who may open it, and sends the server's messages.
#[diagnostic::on_unimplemented(
    message = "channel `{C}` is not served by `{Self}`",
    label = "write `impl Serve<{C}> for {Self}`"
)]
pub trait Serve<C: Channel>: Send + Sync + 'static {
    /// Opens the channel. The end of the stream closes it.
    fn open(&self, opening: Opening<C>) -> impl Future<Output = Result<Outgoing<C>, Failure<C>>> + Send;
}

/// The stream of messages that the server sends on a channel, until it ends.
pub type Outgoing<C> = BoxStream<'static, Sent<<C as Channel>::Server>>;

/// A message that clients send on a socket: one variant of its union.
pub trait Message: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The union of which it is a variant.
    type Union: ContractType;
    /// Its tag, as it is sent.
    const TAG: &'static str;
}

/// Receives one message.
#[diagnostic::on_unimplemented(
    message = "message `{M}` is not received by `{Self}`",
    label = "write `impl Receive<{M}> for {Self}`"
)]
pub trait Receive<M: Message>: Send + Sync + 'static {
    /// Receives a message from `connection`. Messages that result from it are sent over the channel's own stream.
    fn receive(&self, connection: &Connection, message: M) -> impl Future<Output = Result<(), Failure<M>>> + Send;
}
