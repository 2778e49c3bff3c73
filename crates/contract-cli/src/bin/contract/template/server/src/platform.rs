//! The parts of the server that no contract can say: who a token belongs to, and how a problem looks.

use contract_axum::{Claim, Fault, Kept, Keyed, Occurrence, Platform, TokenFault};
use contract_kit::{
    operation::Caller,
    problem::{Details, ProblemCode as _},
};
use contracts::problem::{
    BadRequest, Busy, Internal, KeyInUse, KeyReused, MethodNotAllowed, NotAcceptable, NotFound, PayloadTooLarge,
    Timeout, TooManyRequests, Unauthenticated, UnsupportedMediaType, ValidationFailed,
};
use serde_json::{Value, json};

use crate::notes::Server;

impl Platform for Server {
    async fn authenticate(&self, _token: &str) -> Result<Caller, TokenFault> {
        // Nothing needs a token yet: check it here when something does.
        Err(TokenFault::Invalid)
    }

    fn fault(&self, fault: Fault) -> Details {
        match fault {
            Fault::Unreadable(detail, violations) => BadRequest.because(detail).violations(violations).into(),
            Fault::UnsupportedVersion(detail) => BadRequest.because(detail).into(),
            Fault::Unauthenticated => Unauthenticated.because("send a token").into(),
            Fault::TokenExpired => Unauthenticated.because("the token has expired").into(),
            Fault::InvalidToken => Unauthenticated.because("the token is not valid").into(),
            Fault::Forbidden | Fault::NotFound => NotFound.because("no operation has this path").into(),
            Fault::MethodNotAllowed { allowed } => MethodNotAllowed.because(format!("allowed: {allowed}")).into(),
            Fault::NotAcceptable => NotAcceptable.because("the answer is application/json").into(),
            Fault::PayloadTooLarge(limit) => PayloadTooLarge.because(format!("at most {limit} bytes")).into(),
            Fault::UnsupportedMediaType(detail) => UnsupportedMediaType.because(detail).into(),
            Fault::KeyInUse => KeyInUse.because("wait for its answer").into(),
            Fault::KeyReused => KeyReused.because("make a new key for each request").into(),
            Fault::Invalid(violations) => {
                ValidationFailed.because("a value does not fit the contract").violations(violations).into()
            }
            Fault::TooManyRequests { retry_after } => {
                TooManyRequests.because("wait a little").retry_after(retry_after).into()
            }
            Fault::Overloaded { retry_after } => Busy.because("try again later").retry_after(retry_after).into(),
            Fault::ModuleUnavailable => Internal.because("this server does not serve that module").into(),
            Fault::Internal(cause) => Internal.because("see the server's log").caused_by(cause).into(),
            Fault::Timeout => Timeout.because("the handler took too long").into(),
        }
    }

    fn problem(&self, details: &Details, occurrence: &Occurrence<'_>) -> Value {
        let slug = details.code.to_lowercase().replace('_', "-");
        let mut problem = json!({
            "type": format!("https://{{name}}.example/problems/{slug}"),
            "title": details.title,
            "status": details.status,
            "code": details.code,
            "errorType": occurrence.definition.error_type,
        });
        if let Some(detail) = &details.detail {
            problem["detail"] = json!(detail);
        }
        if !details.violations.is_empty() {
            problem["invalid"] = details.violations.iter().map(|violation| violation.pointer.clone()).collect();
        }
        problem
    }

    async fn claim(&self, _: &Keyed) -> Result<Claim, Details> {
        // No operation takes an idempotency key yet: look it up here when one does.
        Ok(Claim::First)
    }

    async fn settle(&self, _: &Keyed, _: Option<Kept>) {}
}
