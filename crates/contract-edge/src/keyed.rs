//! Requests that have an idempotency key, as an implementation keeps them.

use contract_model::exchange::Details;
use futures_util::future::BoxFuture;
use jiff::Timestamp;

/// Keeps the answers to requests that have an idempotency key, for as long as the contract says.
pub trait IdempotencyStore: Send + Sync {
    /// Looks up a request, and takes it where it is the first with its key. A request that was taken and never settled
    /// is given up after a while.
    fn claim<'a>(&'a self, keyed: &'a Keyed) -> BoxFuture<'a, Result<Claim, Box<Details>>>;

    /// Settles a request that was taken: keeps its answer, or gives it up where there is none to keep.
    fn settle<'a>(&'a self, keyed: &'a Keyed, answer: Option<Kept>) -> BoxFuture<'a, ()>;
}

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
