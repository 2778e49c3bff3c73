//! Results: the charts that were computed for a person, stored whole as they are served.

use async_trait::async_trait;
use contracts::{
    saju::{
        input::Gender,
        pillars::Cheon,
        result::{SajuResult, SajuResultFilter, SajuResultId},
    },
    users::profile::{CalculationHistoryEntry, UserId},
};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Part, Result, document::lower_case};

/// The results.
#[async_trait]
pub trait Results {
    /// Stores a result and its entry of the log.
    async fn insert_result(&self, result: &SajuResult, entry: &CalculationHistoryEntry) -> Result<()>;

    /// Returns a person's result with this id.
    async fn result(&self, account: UserId, id: SajuResultId) -> Result<Option<SajuResult>>;

    /// Returns a person's results that match a filter, newest first.
    async fn results(
        &self,
        account: UserId,
        filter: &SajuResultFilter,
        part: Part<SajuResultId>,
    ) -> Result<Vec<SajuResult>>;

    /// Returns the number of results that match a filter; with `after`, only of those that follow it in the list.
    async fn count_results(
        &self,
        account: UserId,
        filter: &SajuResultFilter,
        after: Option<SajuResultId>,
    ) -> Result<u32>;

    /// Deletes a result with its shares, removes its id from the log, and stores the entry of the deletion without that
    /// id. Returns false when the person has no result with this id.
    async fn delete_result(&self, account: UserId, id: SajuResultId, entry: &CalculationHistoryEntry) -> Result<bool>;
}

/// The values that filter results, in the types of a database; `T` is its type of a time.
pub struct Conditions<'a, T> {
    /// Only results with a smaller id match: newer results have larger ids.
    pub before: Uuid,
    /// A part of the name, in lower case.
    pub name_key: Option<String>,
    /// The gender.
    pub gender: Option<&'a str>,
    /// Whether the birth date is in the lunar calendar.
    pub is_lunar: Option<bool>,
    /// The heavenly stem of the day pillar.
    pub day_master: Option<&'a str>,
    /// The earliest time of creation.
    pub created_from: Option<T>,
    /// The time before which they were created.
    pub created_before: Option<T>,
    /// Whether a language model has interpreted them.
    pub interpreted: Option<bool>,
}

impl<'a, T> Conditions<'a, T> {
    /// Returns the conditions of a filter, for the results that follow `after` in the list.
    pub fn new(filter: &'a SajuResultFilter, after: Option<SajuResultId>, time: impl Fn(Timestamp) -> T) -> Self {
        Self {
            before: after.map_or(Uuid::max(), |id| id.0.0),
            name_key: filter.name.as_deref().map(lower_case),
            gender: filter.gender.as_ref().map(Gender::as_str),
            is_lunar: filter.is_lunar,
            day_master: filter.day_master.as_ref().map(Cheon::as_str),
            created_from: filter.created_from.map(|at| time(at.0)),
            created_before: filter.created_before.map(|at| time(at.0)),
            interpreted: filter.interpreted,
        }
    }
}
