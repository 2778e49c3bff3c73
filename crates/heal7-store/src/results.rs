//! Results: what was computed for a person, whole as it is served.

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

/// The values by which results are filtered, as a database takes them; `T` is its type of a time.
pub struct Conditions<'a, T> {
    /// The id before which they stand: the newest are the first.
    pub before: Uuid,
    /// A part of the name in lower case.
    pub name_key: Option<String>,
    /// The gender.
    pub gender: Option<&'a str>,
    /// Whether the day of birth is one of the lunar calendar.
    pub is_lunar: Option<bool>,
    /// The stem of the day.
    pub day_master: Option<&'a str>,
    /// The first time at which they were made.
    pub created_from: Option<T>,
    /// The time before which they were made.
    pub created_before: Option<T>,
    /// Whether a model has interpreted them.
    pub interpreted: Option<bool>,
}

impl<'a, T> Conditions<'a, T> {
    /// The conditions of a filter, for results after the one that is already there.
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
