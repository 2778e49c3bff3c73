//! Faults of a target that no request can cause. A test that runs the target in its own process provokes them.

use contract_model::registry::{Auth, Implied, Operation};
use serde_json::{Value, json};

use crate::{
    channels,
    http::{Payload, Request},
    judge::Outcome,
    rest::expect::shown,
    rules,
    suite::Suite,
    world::Draft,
};

/// A fault of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// 429: the limiter is full.
    TooManyRequests,
    /// 409: the first request under an idempotency key is not answered yet.
    KeyInUse,
    /// 500: something has failed.
    Failure,
    /// 503: a limit of the server is reached.
    Overload,
    /// 504: the work never ends.
    Timeout,
}

/// A target that can be made to fail.
pub trait Provoke: Sync {
    /// Makes every request meet a fault; `None` ends the fault.
    fn provoke(&self, fault: Option<Fault>);
}

impl Fault {
    /// All faults.
    pub const ALL: [Self; 5] = [Self::TooManyRequests, Self::KeyInUse, Self::Failure, Self::Overload, Self::Timeout];

    /// The status of the problems for the fault, and the condition under which the contract implies them.
    pub const fn kind(self) -> (u16, Implied) {
        match self {
            Self::TooManyRequests => (429, Implied::Always),
            Self::KeyInUse => (409, Implied::Key),
            Self::Failure => (500, Implied::Always),
            Self::Overload => (503, Implied::Always),
            Self::Timeout => (504, Implied::Always),
        }
    }
}

/// Provokes every fault for every operation.
pub(crate) async fn run(suite: &Suite<'_>, target: &dyn Provoke) {
    suite.set_provoking(true);
    for fault in Fault::ALL {
        target.provoke(Some(fault));
        suite.each(suite.operations(), |operation| meet(suite, operation, fault)).await;
        if let (status, Implied::Always) = fault.kind() {
            channels::provoked(suite, status, reason(fault)).await;
            graphql(suite, status, reason(fault)).await;
        }
    }
    target.provoke(None);
    suite.set_provoking(false);
}

async fn meet(suite: &Suite<'_>, operation: &Operation, fault: Fault) {
    let (status, condition) = fault.kind();
    let codes = suite.implied(operation, status, &[condition]);
    if codes.is_empty() {
        return;
    }
    let person = suite.first_person();
    let Some(mut draft) = Draft::of(suite, operation, &person, 0) else { return };
    if fault == Fault::KeyInUse {
        draft.idempotency_key = Some(suite.unique_tag());
    }
    if operation.auth == Auth::Bearer && draft.token.is_none() {
        return;
    }
    let Some(exchange) = suite.ask(operation, draft.request(), &person.label).await else { return };
    let is_met = matches!(&exchange.verdict.outcome, Outcome::Problem(code) if codes.contains(code));
    if !is_met && (exchange.verdict.is_sound || exchange.response.status != status) {
        let expected = format!("status {status} with `{}`, because {}", codes.join("` or `"), reason(fault));
        let cause = format!("{}: {status}", operation.id);
        suite.accuse(&rules::PROBLEM_REACHED, &exchange, cause, expected, shown(&exchange.response));
    }
}

/// A GraphQL request reports the fault: as the whole answer, or as an error with its problem.
async fn graphql(suite: &Suite<'_>, status: u16, because: &str) {
    let registry = suite.contract.registry();
    let is_implied =
        registry.problems.iter().any(|problem| problem.status == status && problem.implied == Some(Implied::Always));
    let Some(field) = registry.fields().find(|field| suite.options.includes(&field.path())).filter(|_| is_implied)
    else {
        return;
    };
    let payload = Payload::Json(json!({ "query": "{ __typename }" }));
    let request = Request::new("POST", "/graphql").with_payload(payload);
    let Some(response) = suite.send(&field.path(), &request).await else { return };
    let body: Value = serde_json::from_slice(&response.body).unwrap_or_default();
    let places = ["/status", "/errors/0/extensions/problem/status"];
    if !places.iter().any(|place| body.pointer(place).and_then(Value::as_u64) == Some(u64::from(status))) {
        let (cause, expected) =
            (format!("GraphQL: {status}"), format!("a problem with status {status}, because {because}"));
        suite.accuse_answer(&rules::PROBLEM_REACHED, &field.path(), cause, expected, (&request, &response));
    }
}

const fn reason(fault: Fault) -> &'static str {
    match fault {
        Fault::TooManyRequests => "the limiter is full",
        Fault::KeyInUse => "the first request under the key is not answered yet",
        Fault::Failure => "something in the server has failed",
        Fault::Overload => "the server is at one of its limits",
        Fault::Timeout => "the answer was not ready in time",
    }
}
