//! Throttles: counts of recent failures and sent messages, shared by all nodes.

use async_trait::async_trait;
use jiff::Timestamp;

use crate::{Error, Hash, Result};

/// The count of a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// The number of failures or messages since the window began.
    pub failures: u32,
    /// The end of the window, when the count is reset.
    pub ends_at: Timestamp,
}

/// A limit that messages count against when they are stored. If one of the quotas does not suffice, the method that
/// stores the messages stores nothing, counts nothing and fails with [`Error::Exhausted`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quota {
    /// The subject of the count.
    pub subject: Hash,
    /// The number of messages to store now.
    pub messages: u32,
    /// The maximum number of messages in one window.
    pub limit: u32,
    /// The time of counting.
    pub now: Timestamp,
    /// The end of the window, if a new window begins now.
    pub ends_at: Timestamp,
}

impl Quota {
    /// Returns quotas in the order in which a store counts them. Two transactions that count the same subjects in
    /// different orders would deadlock.
    pub fn in_order(quotas: &[Self]) -> Vec<&Self> {
        let mut ordered: Vec<_> = quotas.iter().collect();
        ordered.sort_by_key(|quota| quota.subject);
        ordered
    }

    /// Checks the new counts of the quotas, which are in the order of [`Quota::in_order`].
    ///
    /// # Errors
    /// If a quota does not suffice. The error names the end of the window of the first of `quotas`, no matter which one
    /// was exhausted, so that nobody learns when the window of another person ends.
    pub fn check(quotas: &[Self], counted: &[Count]) -> Result<()> {
        let ordered = Self::in_order(quotas);
        if ordered.iter().zip(counted).all(|(quota, count)| count.failures <= quota.limit) {
            return Ok(());
        }
        let mut all = ordered.into_iter().zip(counted);
        let first = all.find(|(quota, _)| Some(quota.subject) == quotas.first().map(|first| first.subject));
        let wait = first.map_or(1, |(quota, count)| count.ends_at.duration_since(quota.now).as_secs().max(1));
        Err(Error::Exhausted { retry_after: u32::try_from(wait).unwrap_or(u32::MAX) })
    }
}

/// The throttles.
#[async_trait]
pub trait Throttles {
    /// Returns the count of a subject if its window is open at `now`.
    async fn failures(&self, subject: &Hash, now: Timestamp) -> Result<Option<Count>>;

    /// Counts one more failure. If no window is open at `now`, a new one begins that ends at `ends_at`.
    async fn count_failure(&self, subject: &Hash, now: Timestamp, ends_at: Timestamp) -> Result<Count>;

    /// Forgets the count of a subject.
    async fn forget_failures(&self, subject: &Hash) -> Result<()>;
}
