//! Answers to requests that had an idempotency key.

use async_trait::async_trait;
use jiff::Timestamp;

use crate::{Hash, Result};

/// Under which key a request was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Whose request: the subject of the token, nothing where there was none.
    pub subject: Option<String>,
    /// The id of the operation.
    pub operation: String,
    /// The key, as the caller made it.
    pub key: String,
}

/// The answer to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Headers by name.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// What is known of a request under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// It is the first, and has now been taken.
    First,
    /// It has been answered.
    Answered(Answer),
    /// The first has not been answered yet.
    Running,
    /// The key belongs to another request.
    Other,
}

/// The keys.
#[async_trait]
pub trait Idempotency {
    /// Takes a key for a request of this fingerprint, from `claimed_at` until `ends_at`. A key that was taken before
    /// `given_up` and never settled is free again, and so is one that has ended at `claimed_at`.
    async fn claim(
        &self,
        key: &Key,
        fingerprint: &Hash,
        claimed_at: Timestamp,
        given_up: Timestamp,
        ends_at: Timestamp,
    ) -> Result<Claim>;

    /// Keeps the answer under a key that was taken at `claimed_at`, or frees the key where there is none to keep. A key
    /// that has been answered keeps its answer, and one that another has taken since is not touched.
    async fn settle(&self, key: &Key, claimed_at: Timestamp, answer: Option<&Answer>) -> Result<()>;
}
