//! Sharing: a token with which others can see a result, and messages that bring the token to them.
//!
//! Only accounts with a confirmed address can send messages to others; `mail.rs` limits how many per day. The only text
//! of a person in such a message is a name without links.

use std::collections::BTreeSet;

use contract_kit::{
    problem::{Failure, ProblemType as _, RaisedBy, Violation},
    values::{DateTime, EmailAddress, Uri},
};
use contracts::{
    problem::{EmailNotConfirmed, SajuResultNotFound, ValidationFailed},
    saju::sharing::{Recipient, ShareInput, ShareResult, ShareToken, ShareType, SharedSajuResult},
    users::profile::{HistoryKind, UserId},
};
use heal7_store::{
    accounts::Account,
    outbox::{Medium, Message},
    shares::Share,
};
use jiff::{SignedDuration, Timestamp};
use unicode_normalization::UnicodeNormalization as _;

use super::{
    App,
    links::without_links,
    names,
    results::{entry, now},
    secrets,
};
use crate::sentences::Sentences;

/// The prefix of the token of a share.
const PREFIX: &str = "sh_";

impl App {
    /// Shares a person's result in its current state.
    ///
    /// # Errors
    /// When the person has no such result, when the recipients do not match the kind of sharing, when messages are
    /// requested but the person's address is not confirmed, or when the daily limit of messages is used up.
    pub async fn share<D>(&self, account: UserId, input: ShareInput) -> Result<ShareResult, Failure<D>>
    where
        SajuResultNotFound: RaisedBy<D>,
        EmailNotConfirmed: RaisedBy<D>,
    {
        let recipients = recipients(&input)?;
        let missing = || SajuResultNotFound.because("the caller has no result of this id");
        let result = &self.results.get(account, input.saju_id).await?.ok_or_else(missing)?;
        let person = self.account(account).await?;
        let medium = medium_of(input.share_type);
        if medium.is_some() && !person.email_verified {
            let why = "messages to others need a confirmed address: open the link in the message that was sent to it, \
                       or share as a link";
            return Err(EmailNotConfirmed.because(why).into());
        }
        let token = secrets::secret(PREFIX);
        let url = format!("{}/shared/{token}", self.config.web_url);
        let now = now();
        let expires_at = now + SignedDuration::from_hours(24 * i64::from(input.expires_in_days));
        let shown = SharedSajuResult {
            name: result.input.name.clone(),
            saju_pan: result.saju_pan.clone(),
            wuxing: result.wuxing.clone(),
            sipsin: result.sipsin.clone(),
            gyeokguk: result.gyeokguk.clone(),
            daeun: result.daeun.clone(),
            ai_interpretations: result.ai_interpretations.clone(),
            shared_at: DateTime(now),
            expires_at: DateTime(expires_at),
        };
        let messages = medium.map(|medium| messages(&person, medium, &recipients, &url, now)).unwrap_or_default();
        let to: Vec<_> = recipients.iter().map(|recipient| recipient.0.clone()).collect();
        let quotas = medium.map(|medium| self.config.mail.quotas(account, medium, &to, now)).unwrap_or_default();
        let share = Share { token: secrets::hash(&token), account, result: input.saju_id, shown, messages, quotas };
        if !self.store.insert_share(&share, &entry(HistoryKind::Share, Some(input.saju_id), now)).await? {
            return Err(missing().into());
        }
        Ok(ShareResult {
            saju_id: input.saju_id,
            token: ShareToken(token),
            url: Uri(url),
            share_type: input.share_type,
            recipients,
            created_at: DateTime(now),
            expires_at: DateTime(expires_at),
        })
    }

    /// Returns the shared view of a result by its token, unless the share has expired.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn shared(&self, token: &ShareToken) -> heal7_store::Result<Option<SharedSajuResult>> {
        let mut shown = self.store.shared(&secrets::hash(&token.0), Timestamp::now()).await?;
        if let Some(shown) = &mut shown {
            // The name may be older than the rule for names.
            shown.name = names::person(&shown.name.0);
        }
        Ok(shown)
    }
}

fn medium_of(share_type: ShareType) -> Option<Medium> {
    match share_type {
        ShareType::Email => Some(Medium::Email),
        ShareType::Kakao => Some(Medium::Kakao),
        ShareType::Link => None,
    }
}

/// Creates a message to each recipient.
fn messages(
    sender: &Account,
    medium: Medium,
    recipients: &[Recipient],
    url: &str,
    created_at: Timestamp,
) -> Vec<Message> {
    let sentences = Sentences::new(sender.preferences.language);
    let name = without_links(&names::person(&sender.name).0);
    let text = sentences.share_text(Some(name.as_str()).filter(|name| !name.is_empty()), url);
    let message = |recipient: &Recipient| Message {
        id: uuid::Uuid::now_v7(),
        medium,
        recipient: recipient.0.clone(),
        subject: sentences.share_subject().into(),
        text: text.clone(),
        created_at,
    };
    recipients.iter().map(message).collect()
}

/// Validates the recipients and removes repetitions.
fn recipients<D>(input: &ShareInput) -> Result<Vec<Recipient>, Failure<D>> {
    let violation =
        |pointer: String, code: &str, detail: &str| Violation { pointer, code: code.into(), detail: detail.into() };
    let recipients = match (input.share_type, &input.recipients) {
        (ShareType::Link, _) => return Ok(Vec::new()),
        (_, Some(recipients)) => recipients,
        (_, None) => {
            let detail = "This is required unless `shareType` is `link`.";
            let violation = violation("/recipients".into(), "recipients_missing", detail);
            return Err(ValidationFailed.because("nobody is named to share with").violations(vec![violation]).into());
        }
    };
    let is_address = |text: &str| serde_json::from_value::<EmailAddress>(text.into()).is_ok();
    let wrong = recipients.iter().enumerate().filter(|(_, recipient)| !is_address(&recipient.0));
    let wrong: Vec<_> = wrong
        .filter(|_| input.share_type == ShareType::Email)
        .map(|(index, _)| violation(format!("/recipients/{index}"), "not_an_address", "This must be an email address."))
        .collect();
    if wrong.is_empty() {
        return Ok(once_each(input.share_type, recipients));
    }
    Err(ValidationFailed.because("a recipient cannot be written to").violations(wrong).into())
}

/// Removes repeated recipients. Email addresses are compared regardless of letter case. The ids of a messenger are not,
/// but are compared in one normal form of Unicode.
fn once_each(share_type: ShareType, recipients: &[Recipient]) -> Vec<Recipient> {
    let mut seen = BTreeSet::new();
    let key = |recipient: &Recipient| match share_type {
        ShareType::Email => recipient.0.to_lowercase(),
        ShareType::Kakao | ShareType::Link => recipient.0.trim().nfkc().collect(),
    };
    recipients.iter().filter(|recipient| seen.insert(key(recipient))).cloned().collect()
}
