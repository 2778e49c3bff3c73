//! Throttles: how often something failed lately, counted for all nodes together.

use async_trait::async_trait;
use jiff::Timestamp;

use crate::{Hash, Result};

/// How often something failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// How often, since the window began.
    pub failures: u32,
    /// When the window ends, and the count with it.
    pub ends_at: Timestamp,
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
