//! The store of responses to requests that have an idempotency key.

use contract_model::exchange::{Claim, Details, Kept, Keyed};
use futures_util::future::BoxFuture;

/// Keeps the responses to requests that have an idempotency key, for as long as the contract says.
pub trait IdempotencyStore: Send + Sync {
    /// Looks up a request, and claims the key where it is the first request with it. A claim that is never settled
    /// expires after a while.
    fn claim<'a>(&'a self, keyed: &'a Keyed) -> BoxFuture<'a, Result<Claim, Box<Details>>>;

    /// Settles a claim: keeps its response, or releases the key if there is no response to keep.
    fn settle<'a>(&'a self, keyed: &'a Keyed, answer: Option<Kept>) -> BoxFuture<'a, ()>;
}
