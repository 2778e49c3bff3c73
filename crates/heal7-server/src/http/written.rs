//! Results as REST answers with them: one that is asked for again is not written again.

use std::{sync::Arc, time::Duration};

use contract_kit::operation::Serialized;
use contracts::{
    envelope::ApiResponse,
    saju::result::{SajuResult, SajuResultId},
};
use moka::sync::Cache;

use super::envelope;
use crate::config;

/// The answer with a result, as it is sent.
type Written = Serialized<ApiResponse<SajuResult>>;

/// The answers that were written lately, each with the result that it was written from.
pub(crate) struct WrittenResults(Cache<SajuResultId, (Arc<SajuResult>, Written)>);

impl WrittenResults {
    /// None yet.
    pub(crate) fn new(config: &config::Cache) -> Self {
        let kept = Cache::builder().max_capacity(config.results);
        Self(kept.time_to_live(Duration::from_secs(config.result_seconds)).build())
    }

    /// The answer with a result. A result that was read again may be another one, so its answer is written again.
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
