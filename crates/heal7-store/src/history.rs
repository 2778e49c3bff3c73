//! The log of a person's actions. The methods that perform an action store its entry with it.

use async_trait::async_trait;
use contracts::users::profile::{CalculationHistoryEntry, HistoryEntryId, UserId};

use crate::{Part, Result};

/// The log.
#[async_trait]
pub trait History {
    /// Returns a person's entries, newest first.
    async fn history(&self, account: UserId, part: Part<HistoryEntryId>) -> Result<Vec<CalculationHistoryEntry>>;

    /// Returns the number of a person's entries; with `after`, only of those that follow it in the list.
    async fn count_history(&self, account: UserId, after: Option<HistoryEntryId>) -> Result<u32>;
}
