//! The log of what a person had done. Entries are kept with what they tell of, by the methods that do it.

use async_trait::async_trait;
use contracts::users::profile::{CalculationHistoryEntry, HistoryEntryId, UserId};

use crate::{Part, Result};

/// The log.
#[async_trait]
pub trait History {
    /// A person's entries, newest first.
    async fn history(&self, account: UserId, part: Part<HistoryEntryId>) -> Result<Vec<CalculationHistoryEntry>>;

    /// How many entries a person has, after the one that is already there.
    async fn count_history(&self, account: UserId, after: Option<HistoryEntryId>) -> Result<u32>;
}
