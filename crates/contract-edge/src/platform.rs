//! What a contract alone cannot say, and its implementation does.

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

/// An implementation of a contract, apart from its handlers.
pub trait Platform: Send + Sync + 'static {
    /// Reads a bearer token: the person that it speaks for.
    fn authenticate(&self, token: &str) -> impl Future<Output = Result<Caller, TokenFault>> + Send;

    /// The problem of the contract that stands for a fault, where it is not the first with its status and condition
    /// ([`Fault::problem`]).
    fn fault(&self, fault: &Fault) -> Option<Details> {
        let _ = fault;
        None
    }

    /// The body of a problem, of the type that the contract declares for it.
    fn problem(&self, details: &Details, occurrence: &Occurrence<'_>) -> Value;

    /// Where the answers to requests with an idempotency key are kept. A contract whose operations take keys needs it.
    fn idempotency(&self) -> Option<&dyn IdempotencyStore> {
        None
    }

    /// Counts a request, a GraphQL field or a message against its rate class; the error is the number of seconds after
    /// which to try again.
    fn count(&self, usage: &Usage<'_>) -> impl Future<Output = Result<(), u32>> + Send {
        let _ = usage;
        std::future::ready(Ok(()))
    }

    /// Whether a request or a message comes to its handler although it does not fit the contract. A server says no; one
    /// that only watches what its clients send says yes. `item` is the id of the operation or channel, or the path of the
    /// GraphQL field.
    fn tolerates(&self, item: &str, violations: &[Violation]) -> bool {
        let _ = (item, violations);
        false
    }

    /// Resolves when the session of a caller has ended: the sockets and feeds that are open in it are then closed.
    fn session_ended(&self, caller: &Caller) -> BoxFuture<'static, ()> {
        let _ = caller;
        pending().boxed()
    }

    /// The message of a socket that says that a client message could not be taken. A channel that has no such message is
    /// closed with 1008.
    fn refusal(&self, channel: &Channel, refused: &Refused<'_>, problem: Value) -> Option<Value> {
        let _ = (channel, refused, problem);
        None
    }
}

/// A client message that could not be taken.
#[derive(Debug, Clone, Copy)]
pub struct Refused<'a> {
    /// Its tag, where it is one of the contract's.
    pub tag: Option<&'a str>,
    /// The client's own name for it (`id`), where it has one that can be read.
    pub correlation: Option<&'a str>,
}

/// Where and how a problem occurred.
#[derive(Debug)]
pub struct Occurrence<'a> {
    /// What the contract says of its code.
    pub definition: &'a ProblemDefinition,
    /// The path of the request.
    pub instance: &'a str,
    /// The id of the request.
    pub request_id: &'a str,
    /// What the caller said of the languages they read (`Accept-Language`).
    pub languages: Option<&'a str>,
}

impl Occurrence<'_> {
    /// The code of the problem, as the contract's enum of codes.
    ///
    /// # Panics
    /// When `T` is another type.
    pub fn code<T: DeserializeOwned>(&self) -> T {
        word(&self.definition.code)
    }

    /// The class of the problem, as the contract's enum of classes.
    ///
    /// # Panics
    /// When `T` is another type.
    pub fn error_type<T: DeserializeOwned>(&self) -> T {
        word(&self.definition.error_type)
    }
}

/// A word of the contract as its type; the registry and the types come of one declaration.
fn word<T: DeserializeOwned>(word: &str) -> T {
    serde_json::from_value(Value::String(word.to_owned())).expect("the word is one of this enum of the contract")
}

/// A request that is about to be served, or a message of an open connection that is about to be taken.
#[derive(Debug)]
pub struct Usage<'a> {
    /// The id of the operation or channel, the name of the GraphQL field, or the tag of the message.
    pub item: &'a str,
    /// Whether it is a message.
    pub is_message: bool,
    /// Its rate class, where it has one of its own. A message counts against that class and as a message.
    pub rate: Option<&'a str>,
    /// The subject of who asks, where they are known.
    pub subject: Option<&'a str>,
    /// Where it comes from.
    pub address: Option<std::net::IpAddr>,
}

/// How patient a server is, and with how much.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The origins whose pages may call (CORS), such as `https://example.com`; `*` stands for every one. None, where empty.
    pub origins: Vec<String>,
    /// Whether those pages may send cookies; each origin is then to be named.
    pub credentials: bool,
    /// How many proxies stand in front, whose word on where a request comes from (`X-Forwarded-For`) is taken.
    pub trusted_proxies: usize,
    /// The most bytes of the head of a request: its method, its path and all its headers. At least 8 KiB.
    pub head_limit: usize,
    /// The most bytes of a JSON body.
    pub json_limit: usize,
    /// The most bytes of a message that a client sends on a socket; never more than `json_limit`.
    pub message_limit: usize,
    /// How long a connection may take to send the head of its next request, from when it is open or was answered.
    pub head_timeout: Duration,
    /// How long a client may take to send a body.
    pub body_timeout: Duration,
    /// How long a handler may take.
    pub handler_timeout: Duration,
    /// How often an idle connection shows that it is alive: a ping on a socket, a comment on a feed.
    pub heartbeat: Duration,
    /// How long a socket may be silent; pongs count.
    pub idle_timeout: Duration,
    /// How long a client may take to read one message of a socket.
    pub write_timeout: Duration,
    /// How long a client may read nothing of what is written to it. A client that reads slowly is not cut off.
    pub stall_timeout: Duration,
    /// How many requests one HTTP/2 connection may have at a time.
    pub streams: u32,
    /// How many connections there may be.
    pub connections: Bounds,
    /// The paths that are answered even where the server is at the bound of its connections, such as `/health`.
    pub always_answered: Vec<String>,
    /// How long a client of a feed that was cut off is asked to wait.
    pub reconnect_after: Duration,
    /// How long a GraphQL client may take to introduce itself on a WebSocket.
    pub graphql_introduction: Duration,
    /// The bounds of a GraphQL document and its answer.
    pub graphql: GraphqlLimits,
    /// Whether each answer, event and problem is checked against the contract before it leaves. One that does not fit is
    /// logged and answered as an internal error. On by default in builds with debug assertions.
    pub check_answers: bool,
    /// Faults that a test has the server meet; nothing outside of tests.
    pub rehearsal: Option<Rehearsal>,
}

/// How many connections a server has at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// All connections, without the reserve.
    pub total: usize,
    /// The connections of one address; of IPv6, of one /64 network. Behind proxies, and for the streams of HTTP/2, it
    /// bounds the sockets and feeds of a client's address.
    pub per_address: usize,
    /// The connections beyond those bounds that are answered 503, apart from [`Settings::always_answered`].
    pub reserve: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { total: 10_000, per_address: 256, reserve: 32 }
    }
}

impl Settings {
    /// Whether a path is one that operators ask.
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
            // Longer than the proxies that are in use keep a connection for their next request.
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
