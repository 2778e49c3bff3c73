//! Shares: the public view of a result, as it was at the time of sharing.

use async_trait::async_trait;
use contracts::{
    saju::{result::SajuResultId, sharing::SharedSajuResult},
    users::profile::{CalculationHistoryEntry, UserId},
};
use jiff::Timestamp;

use crate::{Hash, Result, outbox::Message, throttles::Quota};

/// A result that is shared.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// The hash of the token in the link.
    pub token: Hash,
    /// The account that shares the result.
    pub account: UserId,
    /// The id of the result.
    pub result: SajuResultId,
    /// The view of the result that others see; its `expires_at` is the end of the share.
    pub shown: SharedSajuResult,
    /// The messages to the recipients.
    pub messages: Vec<Message>,
    /// The limits that those messages count against.
    pub quotas: Vec<Quota>,
}

/// The shares.
#[async_trait]
pub trait Shares {
    /// Stores a share and its entry of the log. Returns false when the person has no such result.
    async fn insert_share(&self, share: &Share, entry: &CalculationHistoryEntry) -> Result<bool>;

    /// Returns the shared view of a result by its token, unless the share has expired.
    async fn shared(&self, token: &Hash, now: Timestamp) -> Result<Option<SharedSajuResult>>;
}
