//! Requests that have an idempotency key, as an implementation keeps them.

use jiff::Timestamp;

/// A request that must be served only once.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Keyed {
    /// The subject of the caller's token; `None` for a request without a token.
    pub subject: Option<String>,
    /// The id of the operation.
    pub operation: String,
    /// The key, as the caller wrote it.
    pub key: String,
    /// SHA-256 of parameters and body. Another request under the same key has another fingerprint.
    pub fingerprint: [u8; 32],
    /// The time of the claim. A claim that timed out must not settle a later claim.
    pub at: Timestamp,
}

/// The state of a request with a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// It is the first one and holds the claim now; its answer must be settled.
    First,
    /// It has already been answered.
    Answered(Kept),
    /// The first request with this key has not been answered yet.
    Running,
    /// The key belongs to another request.
    Other,
}

/// An answer that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// HTTP status.
    pub status: u16,
    /// The response's own headers, by name.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}
