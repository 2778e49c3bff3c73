//! Sharing: requests to share a result, and the part of it that others see.

use contract_kit::prelude::*;

use super::{
    daeun::DaeunAnalysis, gyeokguk::GyeokgukAnalysis, pillars::SajuPan, result::SajuResultId, sipsin::SipsinAnalysis,
    wuxing::WuxingAnalysis,
};
use crate::{
    ai::interpretation::AIInterpretation,
    names::{NAME, PersonName},
};

/// A token with which anyone can see a shared result.
#[contract(id, length(22..=64), pattern = "^[A-Za-z0-9_-]+$", message = "This is not the token of a shared result.", example = "sh_9Jk2mN4pQ6rS8tV0wX1yZ3")]
pub struct ShareToken(pub String);

/// The recipient of a message: an email address, or the id of a friend in the messenger.
///
/// It is one line without control characters and invisible characters.
#[contract(length(1..=254), pattern = NAME, message = "Write an email address or the id of a friend, on one line.", example = "friend@example.com")]
pub struct Recipient(pub String);

/// The way in which a result is shared.
#[contract]
pub enum ShareType {
    /// A link that the user passes on.
    Link,
    /// A message to email addresses.
    Email,
    /// A message to friends on KakaoTalk.
    Kakao,
}

/// A request to share a result.
#[contract]
pub struct ShareInput {
    /// The id of the result.
    pub saju_id: SajuResultId,
    /// The way in which the result is shared.
    #[contract(example = ShareType::Email)]
    pub share_type: ShareType,
    /// The recipients; required unless `shareType` is `link`.
    ///
    /// A recipient that is listed twice gets one message.
    #[contract(items(1..=20))]
    pub recipients: Option<Vec<Recipient>>,
    /// The lifetime of the token, in days.
    #[contract(range(1..=365), default = 30)]
    pub expires_in_days: i32,
}

/// A result that has been shared, with its token.
#[contract(object)]
pub struct ShareResult {
    /// The id of the result.
    pub saju_id: SajuResultId,
    /// The token of the shared result.
    pub token: ShareToken,
    /// The address of the page on which others see the result.
    #[contract(example = "https://heal7.com/shared/sh_9Jk2mN4pQ6rS8tV0wX1yZ3")]
    pub url: Uri,
    /// The way in which the result is shared.
    #[contract(example = ShareType::Email)]
    pub share_type: ShareType,
    /// The recipients of the messages; empty for a link.
    #[contract(items(..=20))]
    pub recipients: Vec<Recipient>,
    /// The time at which the result was shared.
    #[contract(example = "2026-01-15T09:40:00Z")]
    pub created_at: DateTime,
    /// The time at which the token expires.
    #[contract(example = "2026-02-14T09:40:00Z")]
    pub expires_at: DateTime,
}

/// The part of a result that others see: the chart and its parts.
///
/// It leaves out the account and the input of the calculation, except for the name.
#[contract]
pub struct SharedSajuResult {
    /// The name of the person.
    pub name: PersonName,
    /// The four pillars.
    pub saju_pan: SajuPan,
    /// The five elements (오행, ohaeng).
    pub wuxing: WuxingAnalysis,
    /// The ten gods (십신, sipsin).
    pub sipsin: SipsinAnalysis,
    /// The structure of the chart (격국, gyeokguk).
    pub gyeokguk: GyeokgukAnalysis,
    /// The luck pillars (대운, daeun).
    pub daeun: DaeunAnalysis,
    /// The interpretations that were ready when the result was shared, newest first.
    pub ai_interpretations: Vec<AIInterpretation>,
    /// The time at which the result was shared.
    #[contract(example = "2026-01-15T09:40:00Z")]
    pub shared_at: DateTime,
    /// The time at which the token expires.
    #[contract(example = "2026-02-14T09:40:00Z")]
    pub expires_at: DateTime,
}
