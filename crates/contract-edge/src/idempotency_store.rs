//! The store of answers to requests that have an idempotency key.

use contract_model::exchange::{Claim, Details, Kept, Keyed};
use futures_util::future::BoxFuture;

/// Keeps the answers to requests that have an idempotency key, for as long as the contract says.
pub trait IdempotencyStore: Send + Sync {
    /// Looks up a request, and takes it where it is the first with its key. A request that was taken and never settled
    /// is given up after a while.
    fn claim<'a>(&'a self, keyed: &'a Keyed) -> BoxFuture<'a, Result<Claim, Box<Details>>>;

    /// Settles a request that was taken: keeps its answer, or gives it up where there is none to keep.
    fn settle<'a>(&'a self, keyed: &'a Keyed, answer: Option<Kept>) -> BoxFuture<'a, ()>;
}
