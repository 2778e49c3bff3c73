//! Requests that have an idempotency key, as an implementation keeps them.

use jiff::Timestamp;

/// A request that is to be served once.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Keyed {
    /// Whose request: the subject of the token, nothing where there was none.
    pub subject: Option<String>,
    /// The id of the operation.
    pub operation: String,
    /// The key, as the caller made it.
    pub key: String,
    /// SHA-256 of parameters and body: another request under the same key has another one.
    pub fingerprint: [u8; 32],
    /// When it came: who took the key and was given up does not settle it for the next one.
    pub at: Timestamp,
}

/// What is known of a keyed request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// It is the first, and now it is taken: the answer is to be settled.
    First,
    /// It has been answered.
    Answered(Kept),
    /// The first has not been answered yet.
    Running,
    /// The key belongs to another request.
    Other,
}

/// An answer that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// HTTP status.
    pub status: u16,
    /// Headers by name, those of the answer itself.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}
