//! Answers to requests with an idempotency key.

use async_trait::async_trait;
use contract_kit::exchange::{Claim, Kept, Keyed};
use jiff::Timestamp;

use crate::Result;

/// The keys.
#[async_trait]
pub trait Idempotency {
    /// Claims the key of a request until `ends_at`. A key is free again when it was claimed before `given_up` and never
    /// settled, or when it has expired by the time of the request.
    async fn claim(&self, keyed: &Keyed, given_up: Timestamp, ends_at: Timestamp) -> Result<Claim>;

    /// Stores the answer to the request that claimed the key, or frees the key if there is no answer to store. A key
    /// with an answer keeps it, and a key that another request has claimed since then does not change.
    async fn settle(&self, keyed: &Keyed, answer: Option<&Kept>) -> Result<()>;
}
