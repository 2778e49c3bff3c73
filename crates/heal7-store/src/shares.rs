//! Shares: what others see of a result, as it was when it was shared.

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
    /// Of the token that it is shared under.
    pub token: Hash,
    /// Who shares it.
    pub account: UserId,
    /// Which result.
    pub result: SajuResultId,
    /// What others see; it ends when this says.
    pub shown: SharedSajuResult,
    /// What is sent to its recipients.
    pub messages: Vec<Message>,
    /// The limits that those messages count against.
    pub quotas: Vec<Quota>,
}

/// The shares.
#[async_trait]
pub trait Shares {
    /// Shares a result and keeps the entry of the log that tells of it; false where the person has no such result.
    async fn insert_share(&self, share: &Share, entry: &CalculationHistoryEntry) -> Result<bool>;

    /// What is shared under a token, where that has not ended.
    async fn shared(&self, token: &Hash, now: Timestamp) -> Result<Option<SharedSajuResult>>;
}
