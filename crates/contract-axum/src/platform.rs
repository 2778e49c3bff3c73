//! An implementation of a contract without its handlers, in the types of the contract.

use std::{future::pending, sync::Arc};

use contract_edge::{Fault, IdempotencyStore, Occurrence, Refused, Usage};
use contract_kit::{
    exchange::{Caller, Details, TokenFault},
    problem::{Failure, Problems},
    registry::Channel,
};
use futures_util::{FutureExt, future::BoxFuture};
use serde_json::Value;

/// The problem body of `P`, an implementation.
pub type ProblemBody<P> = <<P as Platform>::Problems as Problems>::Body;

/// An implementation of a contract without its handlers: everything that the contract alone cannot express.
pub trait Platform: Send + Sync + 'static {
    /// The problems of the contract: the enum with `#[problems]`.
    type Problems: Problems;

    /// Validates a bearer token and returns the person it belongs to.
    fn authenticate(&self, token: &str) -> impl Future<Output = Result<Caller, TokenFault>> + Send;

    /// Returns the body of a problem.
    fn problem(&self, details: &Details, occurrence: &Occurrence<'_>) -> ProblemBody<Self>;

    /// Returns the problem for a fault, where it is not the first problem with the fault's status and condition
    /// ([`Fault::problem`]). The contract must imply the problem: another one does not compile, and one that is not
    /// implied where the fault occurs is refused at the start.
    fn fault(&self, fault: &Fault) -> Option<Failure<Self::Problems>> {
        let _ = fault;
        None
    }

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

impl<P: Platform> Platform for Arc<P> {
    type Problems = P::Problems;

    fn authenticate(&self, token: &str) -> impl Future<Output = Result<Caller, TokenFault>> + Send {
        P::authenticate(self, token)
    }

    fn problem(&self, details: &Details, occurrence: &Occurrence<'_>) -> ProblemBody<Self> {
        P::problem(self, details, occurrence)
    }

    fn fault(&self, fault: &Fault) -> Option<Failure<Self::Problems>> {
        P::fault(self, fault)
    }

    fn idempotency(&self) -> Option<&dyn IdempotencyStore> {
        P::idempotency(self)
    }

    fn count(&self, usage: &Usage<'_>) -> impl Future<Output = Result<(), u32>> + Send {
        P::count(self, usage)
    }

    fn session_ended(&self, caller: &Caller) -> BoxFuture<'static, ()> {
        P::session_ended(self, caller)
    }

    fn refusal(&self, channel: &Channel, refused: &Refused<'_>, problem: Value) -> Option<Value> {
        P::refusal(self, channel, refused, problem)
    }
}

/// An implementation without its types, as the edge needs it.
pub(crate) struct Erased<P>(pub P);

impl<P: Platform> contract_edge::Platform for Erased<P> {
    fn authenticate(&self, token: &str) -> impl Future<Output = Result<Caller, TokenFault>> + Send {
        self.0.authenticate(token)
    }

    fn problem(&self, details: &Details, occurrence: &Occurrence<'_>) -> Value {
        serde_json::to_value(self.0.problem(details, occurrence)).expect("a type of the contract serialises")
    }

    fn fault(&self, fault: &Fault) -> Option<Details> {
        self.0.fault(fault).map(|failure| *failure.details)
    }

    fn idempotency(&self) -> Option<&dyn IdempotencyStore> {
        self.0.idempotency()
    }

    fn count(&self, usage: &Usage<'_>) -> impl Future<Output = Result<(), u32>> + Send {
        self.0.count(usage)
    }

    fn session_ended(&self, caller: &Caller) -> BoxFuture<'static, ()> {
        self.0.session_ended(caller)
    }

    fn refusal(&self, channel: &Channel, refused: &Refused<'_>, problem: Value) -> Option<Value> {
        self.0.refusal(channel, refused, problem)
    }
}
