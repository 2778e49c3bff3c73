//! The answers to requests that have an idempotency key, in the store.

use contract_axum::IdempotencyStore;
use contract_kit::{
    exchange::{Claim, Details, Kept, Keyed},
    problem::Failure,
};
use contracts::problem::ProblemCode;
use futures_util::{FutureExt, future::BoxFuture};
use jiff::SignedDuration;

use crate::server::Server;

/// How long the answer under a key is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// After how long a request that was taken and never settled is given up: longer than a handler may take.
const GIVEN_UP: SignedDuration = SignedDuration::from_mins(2);

impl IdempotencyStore for Server {
    fn claim<'a>(&'a self, keyed: &'a Keyed) -> BoxFuture<'a, Result<Claim, Box<Details>>> {
        async move {
            let claim = self.app.store.claim(keyed, keyed.at - GIVEN_UP, keyed.at + KEPT).await;
            claim.map_err(|error| Failure::<ProblemCode>::from(error).details)
        }
        .boxed()
    }

    fn settle<'a>(&'a self, keyed: &'a Keyed, answer: Option<Kept>) -> BoxFuture<'a, ()> {
        async move {
            if let Err(error) = self.app.store.settle(keyed, answer.as_ref()).await {
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
