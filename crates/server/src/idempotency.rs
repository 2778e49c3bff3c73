//! The answers to requests that have an idempotency key, in the store.

use contract_axum::{Claim, IdempotencyStore, Kept, Keyed};
use contract_kit::problem::{Details, Failure};
use contracts::problem::ProblemCode;
use futures_util::{FutureExt, future::BoxFuture};
use jiff::SignedDuration;
use store::idempotency::{self, Answer};

use crate::app::App;

/// How long the answer under a key is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// After how long a request that was taken and never settled is given up: longer than a handler may take.
const GIVEN_UP: SignedDuration = SignedDuration::from_mins(2);

impl IdempotencyStore for App {
    fn claim<'a>(&'a self, keyed: &'a Keyed) -> BoxFuture<'a, Result<Claim, Box<Details>>> {
        async move {
            let at = keyed.at;
            let claim = self.store.claim(&key(keyed), &keyed.fingerprint, at, at - GIVEN_UP, at + KEPT).await;
            Ok(match claim.map_err(|error| Failure::<ProblemCode>::from(error).details)? {
                idempotency::Claim::First => Claim::First,
                idempotency::Claim::Answered(Answer { status, headers, body }) => {
                    Claim::Answered(Kept { status, headers, body })
                }
                idempotency::Claim::Running => Claim::Running,
                idempotency::Claim::Other => Claim::Other,
            })
        }
        .boxed()
    }

    fn settle<'a>(&'a self, keyed: &'a Keyed, answer: Option<Kept>) -> BoxFuture<'a, ()> {
        async move {
            let answer = answer.map(|Kept { status, headers, body }| Answer { status, headers, body });
            if let Err(error) = self.store.settle(&key(keyed), keyed.at, answer.as_ref()).await {
                // The caller has the answer; a repeat is asked to wait until the key is given up.
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    operation = keyed.operation,
                    "an answer is not kept"
                );
            }
        }
        .boxed()
    }
}

fn key(keyed: &Keyed) -> idempotency::Key {
    idempotency::Key { subject: keyed.subject.clone(), operation: keyed.operation.clone(), key: keyed.key.clone() }
}
