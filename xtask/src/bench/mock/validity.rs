//! Counts the valid answers of a mock.

use std::collections::BTreeSet;

use contract_model::{registry::Registry, validate::Validator};

use super::{
    contestants::Started,
    requests::{Request, client},
};

/// The number of requests per operation: the state of a mock may change its answers.
pub(super) const TIMES: usize = 5;

/// The answers of one mock to a request of every operation.
#[derive(Debug, Default)]
pub(super) struct Validity {
    pub asked: usize,
    /// The number of answers with a declared status and a valid body.
    pub valid: usize,
    /// The number of valid answers that are not problems.
    pub successes: usize,
    /// The operations with an invalid answer.
    pub invalid: BTreeSet<String>,
}

impl Validity {
    /// The share of valid answers.
    pub(super) fn share(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a contract has hundreds of operations at most")]
        let share = self.valid as f64 / self.asked as f64;
        share
    }
}

/// Calls every operation of a mock, and validates the answers.
pub(super) fn of(registry: &Registry, server: &Started) -> anyhow::Result<Validity> {
    let (client, validator) = (client(), Validator::new(registry).with_answers(registry));
    let requests =
        registry.operations.iter().filter_map(|operation| Some((operation, Request::of(registry, operation)?)));
    let requests: Vec<_> = requests.collect();
    let mut validity = Validity::default();
    for _ in 0..TIMES {
        for (operation, request) in &requests {
            let (request, token) = server.known(request);
            let (status, body) = request.send(&client, server.running.address, token)?;
            let is_success = status == request.status;
            let is_valid = serde_json::from_slice(&body).is_ok_and(|body| {
                if is_success {
                    validator.answer(&operation.id, status, &body).is_empty()
                } else {
                    let is_declared = registry.problems_of_operation(operation).any(|problem| problem.status == status);
                    is_declared && validator.named(&registry.problem_type, &body).is_empty()
                }
            });
            validity.asked += 1;
            validity.valid += usize::from(is_valid);
            validity.successes += usize::from(is_valid && is_success);
            if !is_valid {
                validity.invalid.insert(request.operation);
            }
        }
    }
    Ok(validity)
}
