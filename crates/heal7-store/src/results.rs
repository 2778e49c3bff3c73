//! Results: what was computed for a person, whole as it is served.

use async_trait::async_trait;
use contracts::{
    saju::result::{SajuResult, SajuResultFilter, SajuResultId},
    users::profile::{CalculationHistoryEntry, UserId},
};

use crate::{Part, Result};

/// The results.
#[async_trait]
pub trait Results {
    /// Keeps a result, and the entry of the log that tells of it.
    async fn insert_result(&self, result: &SajuResult, entry: &CalculationHistoryEntry) -> Result<()>;

    /// A person's result of this id.
    async fn result(&self, account: UserId, id: SajuResultId) -> Result<Option<SajuResult>>;

    /// A person's results that a filter lets through, newest first.
    async fn results(
        &self,
        account: UserId,
        filter: &SajuResultFilter,
        part: Part<SajuResultId>,
    ) -> Result<Vec<SajuResult>>;

    /// How many results a filter lets through, after the one that is already there.
    async fn count_results(
        &self,
        account: UserId,
        filter: &SajuResultFilter,
        after: Option<SajuResultId>,
    ) -> Result<u32>;

    /// Deletes a result with its shares, takes it out of the log, and keeps the entry that tells of it, without its id;
    /// false where the person has none of this id.
    async fn delete_result(&self, account: UserId, id: SajuResultId, entry: &CalculationHistoryEntry) -> Result<bool>;
}
