//! Results: computing, storing, listing and deleting them. `sharing.rs` shares them.

use std::{sync::Arc, time::Duration};

use contract_kit::values::{DateTime, Uuid};
use contracts::{
    saju::{
        input::SajuCalculationInput,
        result::{SajuResult, SajuResultFilter, SajuResultId},
    },
    users::profile::{CalculationHistoryEntry, HistoryEntryId, HistoryKind, UserId},
};
use heal7_store::{Part, Store, accounts::Account};
use jiff::Timestamp;
use moka::sync::Cache;

use super::{App, names};
use crate::config;

/// The results of all people, with a cache of those that were requested lately.
pub struct Results {
    store: Arc<dyn Store>,
    near: Cache<SajuResultId, Arc<SajuResult>>,
}

/// The reason why no result was created.
#[derive(Debug, thiserror::Error)]
pub enum CalculationError {
    /// The input has no chart.
    #[error(transparent)]
    Chart(#[from] heal7_saju::Error),
    /// The result cannot be stored.
    #[error(transparent)]
    Store(#[from] heal7_store::Error),
}

impl Results {
    /// Creates a cache over the results of a store.
    pub fn new(store: Arc<dyn Store>, config: &config::Cache) -> Self {
        let near = Cache::builder()
            .max_capacity(config.results)
            .time_to_live(Duration::from_secs(config.result_seconds))
            .build();
        Self { store, near }
    }

    /// Returns a person's result with this id.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn get(&self, account: UserId, id: SajuResultId) -> heal7_store::Result<Option<Arc<SajuResult>>> {
        if let Some(near) = self.near.get(&id) {
            return Ok(Some(near).filter(|near| near.user_id == account));
        }
        let Some(result) = self.store.result(account, id).await? else { return Ok(None) };
        let near = Arc::new(named_cleanly(result));
        self.near.insert(id, Arc::clone(&near));
        Ok(Some(near))
    }

    /// Returns a person's results that match a filter, newest first.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn list(
        &self,
        account: UserId,
        filter: &SajuResultFilter,
        part: Part<SajuResultId>,
    ) -> heal7_store::Result<Vec<SajuResult>> {
        let results = self.store.results(account, filter, part).await?;
        Ok(results.into_iter().map(named_cleanly).collect())
    }
}

impl App {
    /// Computes and stores a new result.
    ///
    /// # Errors
    /// When the input has no chart, or the result cannot be stored.
    pub async fn calculate(
        &self,
        account: &Account,
        input: SajuCalculationInput,
    ) -> Result<SajuResult, CalculationError> {
        let preferences = &account.preferences;
        // An input without options uses the person's preferences; the stored input is the one that was sent.
        let understood = SajuCalculationInput {
            options: input.options.clone().or_else(|| preferences.calculation.clone()),
            ..input.clone()
        };
        let parts = self.charts.get(&understood, preferences.language)?;
        let now = now();
        let result = SajuResult {
            id: SajuResultId(Uuid::now_v7()),
            user_id: account.id,
            input,
            conventions: parts.conventions.clone(),
            moment: parts.moment.clone(),
            saju_pan: parts.saju_pan.clone(),
            wuxing: parts.wuxing.clone(),
            sipsin: parts.sipsin.clone(),
            gyeokguk: parts.gyeokguk.clone(),
            daeun: parts.daeun.clone(),
            warnings: parts.warnings.clone(),
            ai_interpretations: Vec::new(),
            created_at: DateTime(now),
            updated_at: DateTime(now),
        };
        self.store.insert_result(&result, &entry(HistoryKind::SajuCalculation, Some(result.id), now)).await?;
        Ok(result)
    }

    /// Deletes a person's result. Returns false when they have no result with this id.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn delete_result(&self, account: UserId, id: SajuResultId) -> heal7_store::Result<bool> {
        let is_deleted = self.store.delete_result(account, id, &entry(HistoryKind::Deletion, None, now())).await?;
        if is_deleted {
            self.results.near.invalidate(&id);
        }
        Ok(is_deleted)
    }
}

/// Cleans the name of a result, which may be older than the contract's rule for names.
fn named_cleanly(mut result: SajuResult) -> SajuResult {
    result.input.name = names::person(&result.input.name.0);
    result
}

/// Creates an entry of the log.
pub(super) fn entry(kind: HistoryKind, result_id: Option<SajuResultId>, at: Timestamp) -> CalculationHistoryEntry {
    CalculationHistoryEntry { id: HistoryEntryId(Uuid::now_v7()), kind, at: DateTime(at), result_id }
}

/// Returns the current time to the microsecond, as the database stores it, so that later reads equal the first answer.
pub(super) fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
}
