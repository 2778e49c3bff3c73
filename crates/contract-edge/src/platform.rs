//! The interface for everything that a contract alone cannot express and its implementation provides.

use std::{future::pending, time::Duration};

use contract_model::{
    exchange::{Caller, Details, TokenFault, Violation},
    registry::{Channel, ProblemDefinition},
};
use futures_util::{FutureExt, future::BoxFuture};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{
    fault::Fault, graphql_transport::GraphqlLimits, idempotency_store::IdempotencyStore, rehearsal::Rehearsal,
};

/// An implementation of a contract without its handlers.
pub trait Platform: Send + Sync + 'static {
    /// Validates a bearer token and returns the person it belongs to.
    fn authenticate(&self, token: &str) -> impl Future<Output = Result<Caller, TokenFault>> + Send;

    /// Returns the problem for a fault, where it is not the first problem with the fault's status and condition
    /// ([`Fault::problem`]).
    fn fault(&self, fault: &Fault) -> Option<Details> {
        let _ = fault;
        None
    }

    /// Returns the body of a problem, of the type that the contract declares for it.
    fn problem(&self, details: &Details, occurrence: &Occurrence<'_>) -> Value;

    /// Returns the store for responses to requests with an idempotency key. A contract with operations that accept keys
    /// needs it.
    fn idempotency(&self) -> Option<&dyn IdempotencyStore> {
        None
    }

    /// Counts a request, a GraphQL field or a message against its rate class. The error is the number of seconds after
    /// which to retry.
    fn count(&self, usage: &Usage<'_>) -> impl Future<Output = Result<(), u32>> + Send {
        let _ = usage;
        std::future::ready(Ok(()))
    }

    /// Whether a request or a message reaches its handler although it does not fit the contract. A normal server says
    /// no; one that only observes its clients says yes. `item` is the id of the operation or channel, or the path of
    /// the GraphQL field.
    fn tolerates(&self, item: &str, violations: &[Violation]) -> bool {
        let _ = (item, violations);
        false
    }

    /// Resolves when the session of a caller has ended; the session's open sockets and feeds are then closed.
    fn session_ended(&self, caller: &Caller) -> BoxFuture<'static, ()> {
        let _ = caller;
        pending().boxed()
    }

    /// Returns the message that tells a client that its message was refused. A channel without such a message is closed
    /// with 1008.
    fn refusal(&self, channel: &Channel, refused: &Refused<'_>, problem: Value) -> Option<Value> {
        let _ = (channel, refused, problem);
        None
    }
}

/// A client message that was refused.
#[derive(Debug, Clone, Copy)]
pub struct Refused<'a> {
    /// Its tag, if it is a tag of the contract.
    pub tag: Option<&'a str>,
    /// The client's own name for it (`id`), if it has a readable one.
    pub correlation: Option<&'a str>,
}

/// The place and circumstances of a problem.
#[derive(Debug)]
pub struct Occurrence<'a> {
    /// The definition of its code in the contract.
    pub definition: &'a ProblemDefinition,
    /// The path of the request.
    pub instance: &'a str,
    /// The id of the request.
    pub request_id: &'a str,
    /// The caller's preferred languages (`Accept-Language`).
    pub languages: Option<&'a str>,
}

impl Occurrence<'_> {
    /// Returns the code of the problem, as the contract's enum of codes.
    ///
    /// # Panics
    /// When `T` is another type.
    pub fn code<T: DeserializeOwned>(&self) -> T {
        word(&self.definition.code)
    }

    /// Returns the class of the problem, as the contract's enum of classes.
    ///
    /// # Panics
    /// When `T` is another type.
    pub fn error_type<T: DeserializeOwned>(&self) -> T {
        word(&self.definition.error_type)
    }
}

/// Converts a text of the registry into its type; the registry and the types come from the same declaration.
fn word<T: DeserializeOwned>(word: &str) -> T {
    serde_json::from_value(Value::String(word.to_owned())).expect("the word is one of this enum of the contract")
}

/// A request that is about to be served, or a message of an open connection that is about to be received.
#[derive(Debug)]
pub struct Usage<'a> {
    /// The id of the operation or channel, the name of the GraphQL field, or the tag of the message.
    pub item: &'a str,
    /// Whether it is a message.
    pub is_message: bool,
    /// Its own rate class, if it has one. A message counts against that class and also as a message.
    pub rate: Option<&'a str>,
    /// The subject of the caller, where it is known.
    pub subject: Option<&'a str>,
    /// The address that it comes from.
    pub address: Option<std::net::IpAddr>,
}

/// The time limits and size limits of a server.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The origins whose pages may call (CORS), such as `https://example.com`; `*` allows all. An empty list allows
    /// none.
    pub origins: Vec<String>,
    /// Whether those pages may send cookies; each origin must then be named.
    pub credentials: bool,
    /// The number of proxies in front of the server whose information about the client's address (`X-Forwarded-For`) is
    /// trusted.
    pub trusted_proxies: usize,
    /// The maximum number of bytes in the head of a request: its method, its path and all its headers. At least 8 KiB.
    pub head_limit: usize,
    /// The maximum number of bytes in a JSON body.
    pub json_limit: usize,
    /// The maximum number of bytes in a message that a client sends on a socket; never more than `json_limit`.
    pub message_limit: usize,
    /// The time in which a connection must send the head of its next request, after it was opened or after the last
    /// response.
    pub head_timeout: Duration,
    /// The time in which a client must send a body.
    pub body_timeout: Duration,
    /// The time in which a handler must answer.
    pub handler_timeout: Duration,
    /// The interval at which an idle connection shows that it is alive: with a ping on a socket, with a comment on a
    /// feed.
    pub heartbeat: Duration,
    /// The time for which a socket may be silent; pongs count as activity.
    pub idle_timeout: Duration,
    /// The time in which a client must read one message of a socket.
    pub write_timeout: Duration,
    /// The time for which a client may read none of the data that is written to it. A client that reads slowly is not
    /// disconnected.
    pub stall_timeout: Duration,
    /// The maximum number of concurrent requests on one HTTP/2 connection.
    pub streams: u32,
    /// The limits of connections.
    pub connections: Bounds,
    /// The paths that are served even when the server has reached its limit of connections, such as `/health`.
    pub always_answered: Vec<String>,
    /// The time that a client of a feed is asked to wait before it reconnects.
    pub reconnect_after: Duration,
    /// The time in which a GraphQL client must send `connection_init` on a WebSocket.
    pub graphql_introduction: Duration,
    /// The limits of a GraphQL document and its response.
    pub graphql: GraphqlLimits,
    /// Whether each response, event and problem is validated against the contract before it is sent. One that does not
    /// fit is logged and answered as an internal error. On by default in builds with debug assertions.
    pub check_answers: bool,
    /// Faults that a test injects into the server; `None` outside of tests.
    pub rehearsal: Option<Rehearsal>,
}

/// The maximum numbers of connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// All connections, without the reserve.
    pub total: usize,
    /// The connections of one address; for IPv6, of one /64 network. Behind proxies, and for the streams of HTTP/2, it
    /// limits the sockets and feeds of a client's address.
    pub per_address: usize,
    /// The connections beyond those limits that are answered with 503, except for [`Settings::always_answered`].
    pub reserve: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { total: 10_000, per_address: 256, reserve: 32 }
    }
}

impl Settings {
    /// Whether a path is served even beyond the limit of connections.
    pub(crate) fn is_always_answered(&self, path: &str) -> bool {
        self.always_answered.iter().any(|answered| answered == path)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            origins: Vec::new(),
            credentials: false,
            trusted_proxies: 0,
            head_limit: 32 * 1024,
            json_limit: 1024 * 1024,
            message_limit: 128 * 1024,
            // Longer than common proxies keep an idle connection for their next request.
            head_timeout: Duration::from_secs(75),
            body_timeout: Duration::from_secs(20),
            handler_timeout: Duration::from_secs(30),
            heartbeat: Duration::from_secs(15),
            idle_timeout: Duration::from_secs(50),
            write_timeout: Duration::from_secs(10),
            stall_timeout: Duration::from_secs(30),
            streams: 100,
            connections: Bounds::default(),
            always_answered: Vec::new(),
            reconnect_after: Duration::from_secs(3),
            graphql_introduction: Duration::from_secs(5),
            graphql: GraphqlLimits::default(),
            check_answers: cfg!(debug_assertions),
            rehearsal: None,
        }
    }
}
