//! Answers to requests that had an idempotency key.

use async_trait::async_trait;
use contract_kit::exchange::{Claim, Kept, Keyed};
use jiff::Timestamp;

use crate::Result;

/// The keys.
#[async_trait]
pub trait Idempotency {
    /// Takes the key of a request, until `ends_at`. A key that was taken before `given_up` and never settled is free
    /// again, and so is one that has ended when the request comes.
    async fn claim(&self, keyed: &Keyed, given_up: Timestamp, ends_at: Timestamp) -> Result<Claim>;

    /// Keeps the answer to a request that has taken its key, or frees the key where there is none to keep. A key that
    /// has been answered keeps its answer, and one that another request has taken since is not touched.
    async fn settle(&self, keyed: &Keyed, answer: Option<&Kept>) -> Result<()>;
}
