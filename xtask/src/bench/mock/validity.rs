//! Answers of a mock that are valid.

use std::collections::BTreeSet;

use contract_model::{registry::Registry, validate::Validator};

use super::{
    contestants::Started,
    requests::{Request, client},
};

/// How often each operation is asked: the state of a mock may change its answers.
pub(super) const TIMES: usize = 5;

/// The answers of one mock to a request of every operation.
#[derive(Debug, Default)]
pub(super) struct Validity {
    pub asked: usize,
    /// Answers whose status the operation declares, and whose body fits it.
    pub valid: usize,
    /// Those of them that are no problem.
    pub successes: usize,
    /// The operations with an answer that is not valid.
    pub invalid: BTreeSet<String>,
}

impl Validity {
    /// The valid part of all answers.
    pub(super) fn share(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a contract has hundreds of operations at most")]
        let share = self.valid as f64 / self.asked as f64;
        share
    }
}

/// Asks a mock for every operation, and validates its answers.
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
