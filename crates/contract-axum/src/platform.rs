//! What a contract alone cannot say, and its implementation does.

use std::time::Duration;

use contract_kit::{
    operation::Caller,
    problem::Details,
    registry::{Operation, ProblemDefinition},
};
use serde_json::Value;

use crate::fault::Fault;

/// An implementation of a contract, apart from its handlers.
pub trait Platform: Send + Sync + 'static {
    /// Whom a bearer token speaks for.
    fn authenticate(&self, token: &str) -> impl Future<Output = Result<Caller, TokenFault>> + Send;

    /// The contract's own problem for something that went wrong before a handler was asked.
    fn fault(&self, fault: Fault) -> Details;

    /// The body of a problem, of the type that the contract declares for it.
    fn problem(&self, details: &Details, occurrence: &Occurrence<'_>) -> Value;

    /// Counts a request against its rate class; the error is after how many seconds to try again.
    fn count(&self, usage: &Usage<'_>) -> impl Future<Output = Result<(), u32>> + Send {
        let _ = usage;
        std::future::ready(Ok(()))
    }
}

/// Why a token is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenFault {
    /// It has ended.
    Expired,
    /// It was not made by this platform, or has been revoked.
    Invalid,
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

/// A request that is about to be served.
#[derive(Debug)]
pub struct Usage<'a> {
    /// What is asked for.
    pub operation: &'a Operation,
    /// Who asks, where they are known.
    pub caller: Option<&'a Caller>,
    /// Where the request comes from.
    pub address: Option<std::net::IpAddr>,
}

/// How patient a server is, and with how much.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The most bytes of a JSON body.
    pub json_limit: usize,
    /// How long a client may take to send a body.
    pub body_timeout: Duration,
    /// How long a handler may take.
    pub handler_timeout: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            json_limit: 1024 * 1024,
            body_timeout: Duration::from_secs(20),
            handler_timeout: Duration::from_secs(30),
        }
    }
}
