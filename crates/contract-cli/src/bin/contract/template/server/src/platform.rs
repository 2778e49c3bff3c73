//! The parts of the server that no contract can say: who a token belongs to, and how a problem looks.

use contract_axum::{Occurrence, Platform};
use contract_kit::{
    exchange::{self, Caller, Details, TokenFault},
    prelude::*,
};
use contracts::problem::{Problem, ProblemCode, Violation};

use crate::notes::Server;

impl Platform for Server {
    type Problems = ProblemCode;

    async fn authenticate(&self, _token: &str) -> Result<Caller, TokenFault> {
        // Nothing needs a token yet: check it here when something does.
        Err(TokenFault::Invalid)
    }

    fn problem(&self, details: &Details, occurrence: &Occurrence<'_>) -> Problem {
        let slug = details.code.to_lowercase().replace('_', "-");
        let violations: Vec<_> = details.violations.iter().cloned().map(violation).collect();
        Problem {
            kind: Uri(format!("https://{{name}}.example/problems/{slug}")),
            title: details.title.clone().into_owned(),
            status: details.status.into(),
            code: occurrence.code(),
            detail: details.detail.clone(),
            error_type: occurrence.error_type(),
            violations: (!violations.is_empty()).then_some(violations),
        }
    }
}

fn violation(found: exchange::Violation) -> Violation {
    Violation { pointer: found.pointer, code: found.code, detail: found.detail }
}
