//! Sharing a result with others, and what they then see of it.

use contract_kit::prelude::*;

use super::{
    daeun::DaeunAnalysis, gyeokguk::GyeokgukAnalysis, pillars::SajuPan, result::SajuResultId, sipsin::SipsinAnalysis,
    wuxing::WuxingAnalysis,
};
use crate::{
    ai::interpretation::AIInterpretation,
    names::{NAME, PersonName},
};

/// A token under which anybody may see a shared result.
#[contract(id, length(22..=64), pattern = "^[A-Za-z0-9_-]+$", message = "This is not the token of a shared result.", example = "sh_9Jk2mN4pQ6rS8tV0wX1yZ3")]
pub struct ShareToken(pub String);

/// The recipient of a message: an email address, or the id of a friend at the messenger. It is one line without control
/// characters and invisible ones.
#[contract(length(1..=254), pattern = NAME, message = "Write an email address or the id of a friend, on one line.", example = "friend@example.com")]
pub struct Recipient(pub String);

/// How a result is shared.
#[contract]
pub enum ShareType {
    /// A link, which the person passes on themselves.
    Link,
    /// A message to email addresses.
    Email,
    /// A message to friends at KakaoTalk.
    Kakao,
}

/// What to share, and how.
#[contract]
pub struct ShareInput {
    /// Which result.
    pub saju_id: SajuResultId,
    /// How.
    #[contract(example = ShareType::Email)]
    pub share_type: ShareType,
    /// To whom; needed unless `shareType` is `link`. One that stands here twice gets one message.
    #[contract(items(1..=20))]
    pub recipients: Option<Vec<Recipient>>,
    /// Days after which the token ends.
    #[contract(range(1..=365), default = 30)]
    pub expires_in_days: i32,
}

/// A result that has been shared.
#[contract(object)]
pub struct ShareResult {
    /// Which result.
    pub saju_id: SajuResultId,
    /// The token it is shared under.
    pub token: ShareToken,
    /// The page on which others see it.
    #[contract(example = "https://heal7.com/shared/sh_9Jk2mN4pQ6rS8tV0wX1yZ3")]
    pub url: Uri,
    /// How it was shared.
    #[contract(example = ShareType::Email)]
    pub share_type: ShareType,
    /// To whom a message goes; empty for a link.
    #[contract(items(..=20))]
    pub recipients: Vec<Recipient>,
    /// When it was shared.
    #[contract(example = "2026-01-15T09:40:00Z")]
    pub created_at: DateTime,
    /// When the token ends.
    #[contract(example = "2026-02-14T09:40:00Z")]
    pub expires_at: DateTime,
}

/// What others see of a result: the chart and its parts, without what it was computed from and for whose account.
#[contract]
pub struct SharedSajuResult {
    /// The name that was computed for.
    pub name: PersonName,
    /// The four pillars.
    pub saju_pan: SajuPan,
    /// The five elements.
    pub wuxing: WuxingAnalysis,
    /// The ten gods.
    pub sipsin: SipsinAnalysis,
    /// The structure.
    pub gyeokguk: GyeokgukAnalysis,
    /// The luck pillars.
    pub daeun: DaeunAnalysis,
    /// The interpretations that were ready when it was shared, newest first.
    pub ai_interpretations: Vec<AIInterpretation>,
    /// When it was shared.
    #[contract(example = "2026-01-15T09:40:00Z")]
    pub shared_at: DateTime,
    /// When the token ends.
    #[contract(example = "2026-02-14T09:40:00Z")]
    pub expires_at: DateTime,
}
