//! Each operation once with a valid request. An operation whose ids are unknown waits until other operations have
//! returned them: creations return ids, and reads need them.

use contract_data::identity::SessionRole;
use contract_model::registry::{Operation, SessionEffect};

use super::expect::shown;
use crate::{judge::Outcome, recorded::Exchange, rules, suite::Suite, world::Draft};

/// The number of attempts for operations without a success.
const ROUNDS: usize = 4;

pub(super) async fn run(suite: &Suite<'_>) {
    let mut open: Vec<&Operation> = suite.harmless_operations().collect();
    open.sort_by_key(|operation| rank(operation));
    let mut last: Vec<(&Operation, Exchange)> = Vec::new();
    for round in 0..ROUNDS {
        let before = open.len();
        let mut left = Vec::new();
        for operation in open {
            if round + 1 < ROUNDS && !has_ids(suite, operation) {
                left.push(operation);
                continue;
            }
            match attempt(suite, operation).await {
                Some(exchange) if matches!(exchange.verdict.outcome, Outcome::Success(_)) => {}
                Some(exchange) => {
                    left.push(operation);
                    last.retain(|(known, _)| known.id != operation.id);
                    last.push((operation, exchange));
                }
                None => left.push(operation),
            }
        }
        open = left;
        if open.is_empty() || (open.len() == before && round > 0) || suite.is_lost() {
            break;
        }
    }
    for (operation, exchange) in last.iter().filter(|(operation, _)| open.iter().any(|left| left.id == operation.id)) {
        refused(suite, operation, exchange);
    }
}

/// Sends a valid request of an operation.
async fn attempt(suite: &Suite<'_>, operation: &Operation) -> Option<Exchange> {
    let person = suite.person_for(operation).await?;
    let mut draft = Draft::of(suite, operation, &person, 0)?;
    match suite.contract.identity.role(&suite.contract.facts, operation) {
        Some(SessionRole::Register) => suite.make_unique(operation, &mut draft.payload),
        Some(SessionRole::SignIn | SessionRole::Renew) => draft.use_session(&person),
        Some(SessionRole::SignInElsewhere | SessionRole::End) | None => {}
    }
    suite.ask(operation, draft.request(), &person.label).await
}

/// A valid request was refused: as invalid, which is a violation, or for another reason of the platform, which the
/// coverage shows.
fn refused(suite: &Suite<'_>, operation: &Operation, exchange: &Exchange) {
    if suite.says_invalid(exchange) && exchange.verdict.is_sound {
        let expected = "an answer other than a refusal as invalid: the request fits the contract";
        suite.accuse(&rules::VALID_REQUEST, exchange, operation.id.clone(), expected, shown(&exchange.response));
    }
}

/// The order of operations: first creations, then reads and changes, then removals.
fn rank(operation: &Operation) -> u8 {
    match operation.method.as_str() {
        _ if matches!(operation.policy.session, Some(SessionEffect::Ends)) => 5,
        "POST" if operation.answers.iter().any(|answer| answer.status == 201) => 0,
        "POST" => 1,
        "GET" => 2,
        "DELETE" => 4,
        _ => 3,
    }
}

/// Whether every id in the path of an operation has been seen.
fn has_ids(suite: &Suite<'_>, operation: &Operation) -> bool {
    let person = suite.first_person();
    let mut required = operation.parameters.iter().filter(|parameter| parameter.required);
    required.all(|parameter| {
        let pool = suite.contract.facts.pool(&parameter.schema);
        pool.is_none_or(|pool| suite.known_id(pool, &person).is_some())
    })
}
