//! Everything that the contract alone does not define: the owner of a token, and the texts of a problem.

use contract_edge::{Fault, IdempotencyStore, Occurrence, Platform, Refused};
use contract_model::{
    exchange::{Caller, Details, TokenFault, Violation},
    registry::{Channel, Implied},
};
use futures_util::{FutureExt, future::BoxFuture};
use serde_json::Value;

use super::{Authentication, Mock, Validation, details};
use crate::{
    answer::{messages, problem},
    control::journal,
};

impl Platform for Mock {
    async fn authenticate(&self, token: &str) -> Result<Caller, TokenFault> {
        let known = self.state().changes().accounts.authenticate(token, self.now());
        match (known, self.0.authentication) {
            (Err(_), Authentication::Off) => Ok(self.first_caller()),
            (known, _) => known,
        }
    }

    fn fault(&self, fault: &Fault) -> Option<Details> {
        // If several problems fit a refused token, the one with the name of the fault is used.
        let code = match fault {
            Fault::TokenExpired => "TOKEN_EXPIRED",
            Fault::InvalidToken => "INVALID_TOKEN",
            _ => return None,
        };
        let problem = self.facts().registry.problem(code)?;
        let is_meant = problem.implied == Some(Implied::Bearer) && problem.status == 401;
        is_meant.then(|| Details { detail: Some(fault.to_string()), ..details(problem) })
    }

    fn problem(&self, details: &Details, occurrence: &Occurrence<'_>) -> Value {
        let Occurrence { definition, instance, request_id, .. } = occurrence;
        let body = problem::body(&self.state().view(None), definition, details, instance, request_id);
        body.unwrap_or_else(|unmade| {
            tracing::error!(%unmade, "the body of a problem cannot be made");
            Value::Null
        })
    }

    fn idempotency(&self) -> Option<&dyn IdempotencyStore> {
        Some(&self.0.idempotency)
    }

    fn tolerates(&self, item: &str, violations: &[Violation]) -> bool {
        if self.0.validation == Validation::Warn {
            let first = violations.first().map(|first| format!("{}: {}", first.pointer, first.detail));
            tracing::warn!(item, violations = violations.len(), first, "the request does not fit the contract");
            journal::tolerate(violations);
        }
        self.0.validation != Validation::On
    }

    fn session_ended(&self, caller: &Caller) -> BoxFuture<'static, ()> {
        self.ending(caller).cancelled_owned().boxed()
    }

    fn refusal(&self, channel: &Channel, refused: &Refused<'_>, problem: Value) -> Option<Value> {
        let state = self.state();
        let message = messages::error(&state.view(None), channel, refused.correlation, problem);
        message.unwrap_or_else(|unmade| {
            tracing::error!(%unmade, channel = channel.id, "the error message of a channel cannot be made");
            None
        })
    }
}
