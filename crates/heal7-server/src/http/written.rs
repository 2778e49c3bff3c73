//! The serialized answers of REST with results: an answer that is requested again is not serialized again.

use std::{sync::Arc, time::Duration};

use contract_kit::operation::Serialized;
use contracts::{
    envelope::ApiResponse,
    saju::result::{SajuResult, SajuResultId},
};
use moka::sync::Cache;

use super::envelope;
use crate::config;

/// The serialized answer with a result.
type Written = Serialized<ApiResponse<SajuResult>>;

/// The answers that were serialized lately, each with its result.
pub(crate) struct WrittenResults(Cache<SajuResultId, (Arc<SajuResult>, Written)>);

impl WrittenResults {
    /// Creates an empty cache.
    pub(crate) fn new(config: &config::Cache) -> Self {
        let kept = Cache::builder().max_capacity(config.results);
        Self(kept.time_to_live(Duration::from_secs(config.result_seconds)).build())
    }

    /// Returns the answer with a result. If the result was read from the store again, the answer is serialized again,
    /// since the result may have changed.
    pub(super) fn answer(&self, result: &Arc<SajuResult>) -> Written {
        if let Some((of, written)) = self.0.get(&result.id)
            && Arc::ptr_eq(&of, result)
        {
            return written;
        }
        let written = Written::from(envelope(SajuResult::clone(result)));
        self.0.insert(result.id, (Arc::clone(result), written.clone()));
        written
    }
}
