//! The answers to requests with an idempotency key, in the store.

use contract_axum::IdempotencyStore;
use contract_kit::{
    exchange::{Claim, Details, Kept, Keyed},
    problem::Failure,
};
use contracts::problem::ProblemCode;
use futures_util::{FutureExt, future::BoxFuture};
use jiff::SignedDuration;

use crate::server::Server;

/// The time for which the answer under a key is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// The time after which an unsettled claim times out: longer than a handler may take.
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
                // The client has its answer; a repeated request is asked to wait until the claim times out.
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
