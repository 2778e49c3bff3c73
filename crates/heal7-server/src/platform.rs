//! The answers that do not follow from the contract alone: the caller of a token, the words of a problem, and the rate
//! limits.

use std::future::pending;

use contract_axum::{Fault, IdempotencyStore, Occurrence, Platform, Refused, Usage};
use contract_kit::{
    exchange::{Caller, TokenFault, network},
    problem::{Details, Failure},
    registry::Channel,
};
use contracts::{
    problem::{Problem, ProblemCode},
    realtime::{CorrelationId, ServerMessage},
};
use futures_util::{FutureExt, future::BoxFuture};
use serde_json::Value;

use crate::{
    app::limits::{AUTH, Counted, MESSAGES},
    problem,
    server::Server,
};

/// The channel whose messages are answered one by one.
const SOCKET: &str = "userSocket";

impl Server {
    /// Returns the caller of a token if its session is open.
    ///
    /// # Errors
    /// When the token has expired or is invalid.
    pub async fn caller_of(&self, token: &str) -> Result<Caller, TokenFault> {
        let caller = self.app.tokens.verify(token).await?;
        let session = caller.session.as_ref().and_then(|session| session.parse().ok()).ok_or(TokenFault::Invalid)?;
        match self.app.sessions.is_open(session).await {
            Ok(true) => Ok(caller),
            Ok(false) => Err(TokenFault::Invalid),
            // The signature is valid; if the operation needs the store too, it reports the failure itself.
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "whether a session goes on is not known");
                Ok(caller)
            }
        }
    }
}

impl Server {
    /// Counts a call in one class, by person or by network.
    fn count_in(&self, class: Option<&str>, usage: &Usage<'_>) -> Result<(), u32> {
        let address = Counted::Address(usage.address.map(network));
        let Some(subject) = usage.subject else { return self.app.limits.count(class, &address) };
        // An attacker who guesses passwords may have many accounts, but calls from one network.
        if class == Some(AUTH) {
            self.app.limits.count(class, &address)?;
        }
        self.app.limits.count(class, &Counted::Person(subject.to_owned()))
    }
}

impl Platform for Server {
    type Problems = ProblemCode;

    async fn authenticate(&self, token: &str) -> Result<Caller, TokenFault> {
        self.caller_of(token).await
    }

    fn fault(&self, fault: &Fault) -> Option<Failure<ProblemCode>> {
        problem::of_fault(fault)
    }

    fn problem(&self, details: &Details, occurrence: &Occurrence<'_>) -> Problem {
        problem::body(details, occurrence)
    }

    fn idempotency(&self) -> Option<&dyn IdempotencyStore> {
        Some(self)
    }

    async fn count(&self, usage: &Usage<'_>) -> Result<(), u32> {
        if usage.is_message {
            self.count_in(Some(MESSAGES), usage)?;
        }
        match usage.rate {
            None if usage.is_message => Ok(()),
            class => self.count_in(class, usage),
        }
    }

    fn session_ended(&self, caller: &Caller) -> BoxFuture<'static, ()> {
        match caller.session.as_ref().and_then(|session| session.parse().ok()) {
            Some(session) => {
                let end = self.app.sessions.end_of(session);
                async move { end.cancelled().await }.boxed()
            }
            None => pending().boxed(),
        }
    }

    fn refusal(&self, channel: &Channel, refused: &Refused<'_>, problem: Value) -> Option<Value> {
        if channel.id != SOCKET {
            return None;
        }
        let problem: Problem = serde_json::from_value(problem).ok()?;
        let id =
            refused.correlation.map(|id| CorrelationId(id.chars().take(64).collect())).filter(|id| !id.0.is_empty());
        let message = match refused.tag {
            Some("saju_calculation_request") => ServerMessage::SajuCalculationFailed { id, problem },
            _ => ServerMessage::Error { id, problem },
        };
        serde_json::to_value(message).ok()
    }
}
