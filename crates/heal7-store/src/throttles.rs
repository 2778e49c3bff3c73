//! Throttles: how often something failed or was sent lately, counted for all nodes together.

use async_trait::async_trait;
use jiff::Timestamp;

use crate::{Error, Hash, Result};

/// How often something failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// How often, since the window began.
    pub failures: u32,
    /// When the window ends, and the count with it.
    pub ends_at: Timestamp,
}

/// A limit that messages count against as they are kept. The methods that keep them keep nothing, count nothing and fail
/// with [`Error::Exhausted`] where one of their quotas does not suffice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quota {
    /// The subject of the count.
    pub subject: Hash,
    /// How many messages are kept now.
    pub messages: u32,
    /// How many may be kept in one window.
    pub limit: u32,
    /// The time of counting.
    pub now: Timestamp,
    /// The end of a window that begins now.
    pub ends_at: Timestamp,
}

impl Quota {
    /// Quotas in the order in which a store counts them. Two transactions that count the same subjects in different
    /// orders would wait for each other for ever.
    pub fn in_order(quotas: &[Self]) -> Vec<&Self> {
        let mut ordered: Vec<_> = quotas.iter().collect();
        ordered.sort_by_key(|quota| quota.subject);
        ordered
    }

    /// Checks what quotas were counted to, in their order.
    ///
    /// # Errors
    /// When one does not suffice. The error names the end of the window of the first of `quotas`, whichever was
    /// exhausted, so that nobody learns when the window of somebody else ends.
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
    /// The count of a subject, where a window is open at `now`.
    async fn failures(&self, subject: &Hash, now: Timestamp) -> Result<Option<Count>>;

    /// Counts one more; where no window is open at `now`, one begins that ends at `ends_at`.
    async fn count_failure(&self, subject: &Hash, now: Timestamp, ends_at: Timestamp) -> Result<Count>;

    /// Forgets a subject.
    async fn forget_failures(&self, subject: &Hash) -> Result<()>;
}
