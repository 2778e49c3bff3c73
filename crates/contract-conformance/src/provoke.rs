//! Faults of a target that no request can bring about, provoked by a test that has the target in its own process.

use contract_model::registry::{Auth, Implied, Operation};

use crate::{findings::Violation, judge::Outcome, rest::expect::shown, rules, suite::Suite, world::Draft};

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
    /// 504: something never ends.
    Timeout,
}

/// A target that can be made to fail.
pub trait Provoke: Sync {
    /// Has every request meet a fault, or none again.
    fn provoke(&self, fault: Option<Fault>);
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::TooManyRequests, Self::KeyInUse, Self::Failure, Self::Overload, Self::Timeout];

    /// The status of the problems that stand for it, and the condition under which the contract implies them.
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

/// Has every operation meet every fault.
pub(crate) async fn run(suite: &Suite<'_>, target: &dyn Provoke) {
    suite.set_provoking(true);
    for fault in Fault::ALL {
        target.provoke(Some(fault));
        suite.each(suite.operations(), |operation| meet(suite, operation, fault)).await;
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
        suite.report(Violation {
            rule: &rules::PROBLEM_REACHED,
            item: &operation.id,
            cause: format!("{}: {status}", operation.id),
            expected: format!("status {status} with `{}`, because {}", codes.join("` or `"), reason(fault)),
            found: shown(&exchange.response),
            reproduce: Some(suite.curl(&exchange.request)),
        });
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
