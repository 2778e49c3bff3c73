//! Results: computed, kept, listed, deleted and shared.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use contract_kit::{
    operation::Serialized,
    problem::{Failure, ProblemCode as _, RaisedBy, Violation},
    values::{DateTime, EmailAddress, Uri, Uuid},
};
use contracts::{
    envelope::ApiResponse,
    problem::{
        AmbiguousLocalTime, CalculationFailed, InvalidGender, InvalidLatitude, InvalidLongitude, InvalidLunarDate,
        InvalidSolarDate, InvalidTime, LeapMonthAbsent, NonexistentLocalTime, OutOfRange, SajuResultNotFound,
        UnknownTimezone, ValidationFailed,
    },
    saju::{
        input::SajuCalculationInput,
        result::{SajuResult, SajuResultId},
        sharing::{Recipient, ShareInput, ShareResult, ShareToken, ShareType, SharedSajuResult},
    },
    users::profile::{CalculationHistoryEntry, HistoryEntryId, HistoryKind, UserId},
};
use jiff::{SignedDuration, Timestamp};
use moka::sync::Cache;
use store::{
    Store,
    outbox::{Medium, Message},
    shares::Share,
};

use super::{App, secrets};
use crate::{config, saju::failure_of, sentences::Sentences};

/// What the token of a share begins with.
const PREFIX: &str = "sh_";

/// The results of all people, with those at hand that were asked for lately.
pub struct Results {
    store: Arc<dyn Store>,
    near: Cache<SajuResultId, Arc<Near>>,
}

/// A result that is at hand.
pub struct Near {
    /// The result.
    pub result: SajuResult,
    /// What REST answers with it, once it has been asked for.
    pub answer: OnceLock<Serialized<ApiResponse<SajuResult>>>,
}

impl Results {
    /// The results of a store.
    pub fn new(store: Arc<dyn Store>, config: &config::Cache) -> Self {
        let near = Cache::builder()
            .max_capacity(config.results)
            .time_to_live(Duration::from_secs(config.result_seconds))
            .build();
        Self { store, near }
    }

    /// A person's result of this id.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn get(&self, account: UserId, id: SajuResultId) -> store::Result<Option<Arc<Near>>> {
        if let Some(near) = self.near.get(&id) {
            return Ok(Some(near).filter(|near| near.result.user_id == account));
        }
        let Some(result) = self.store.result(account, id).await? else { return Ok(None) };
        let near = Arc::new(Near { result, answer: OnceLock::new() });
        self.near.insert(id, Arc::clone(&near));
        Ok(Some(near))
    }
}

impl App {
    /// Computes and keeps a new result.
    ///
    /// # Errors
    /// When there is no such chart, or it cannot be kept.
    pub async fn calculate<D>(&self, account: UserId, input: SajuCalculationInput) -> Result<SajuResult, Failure<D>>
    where
        AmbiguousLocalTime: RaisedBy<D>,
        CalculationFailed: RaisedBy<D>,
        InvalidGender: RaisedBy<D>,
        InvalidLatitude: RaisedBy<D>,
        InvalidLongitude: RaisedBy<D>,
        InvalidLunarDate: RaisedBy<D>,
        InvalidSolarDate: RaisedBy<D>,
        InvalidTime: RaisedBy<D>,
        LeapMonthAbsent: RaisedBy<D>,
        NonexistentLocalTime: RaisedBy<D>,
        OutOfRange: RaisedBy<D>,
        UnknownTimezone: RaisedBy<D>,
    {
        let preferences = self.account(account).await?.preferences.clone();
        // Conventions that the input does not name are the person's own; what was sent is kept as it was sent.
        let understood =
            SajuCalculationInput { options: input.options.clone().or(preferences.calculation), ..input.clone() };
        let parts = self.charts.of(&understood, preferences.language).map_err(|error| failure_of(&error))?;
        let now = now();
        let result = SajuResult {
            id: SajuResultId(Uuid::now_v7()),
            user_id: account,
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

    /// Deletes a person's result; false where they have none of this id.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn delete_result(&self, account: UserId, id: SajuResultId) -> store::Result<bool> {
        let is_deleted = self.store.delete_result(account, id, &entry(HistoryKind::Deletion, None, now())).await?;
        if is_deleted {
            self.results.near.invalidate(&id);
        }
        Ok(is_deleted)
    }

    /// Shares a person's result as it is now.
    ///
    /// # Errors
    /// When the person has no such result, or the recipients do not suit the kind of sharing.
    pub async fn share<D>(&self, account: UserId, input: ShareInput) -> Result<ShareResult, Failure<D>>
    where
        SajuResultNotFound: RaisedBy<D>,
    {
        let recipients = recipients(&input)?;
        let missing = || SajuResultNotFound.because("the caller has no result of this id");
        let near = self.results.get(account, input.saju_id).await?.ok_or_else(missing)?;
        let result = &near.result;
        let person = self.account(account).await?;
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
        let medium = match input.share_type {
            ShareType::Email => Some(Medium::Email),
            ShareType::Kakao => Some(Medium::Kakao),
            ShareType::Link => None,
        };
        let messages =
            medium.into_iter().flat_map(|medium| recipients.iter().map(move |recipient| (medium, recipient)));
        let sentences = Sentences::of(person.preferences.language);
        let messages = messages.map(|(medium, recipient)| Message {
            id: uuid::Uuid::now_v7(),
            medium,
            recipient: recipient.0.clone(),
            subject: sentences.share_subject(&person.name),
            text: sentences.share_text(&person.name, &url),
            created_at: now,
        });
        let share =
            Share { token: secrets::hash(&token), account, result: input.saju_id, shown, messages: messages.collect() };
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
}

/// To whom a message goes.
fn recipients<D>(input: &ShareInput) -> Result<Vec<Recipient>, Failure<D>> {
    let violation =
        |pointer: String, code: &str, detail: &str| Violation { pointer, code: code.into(), detail: detail.into() };
    let recipients = match (input.share_type, &input.recipients) {
        (ShareType::Link, _) => return Ok(Vec::new()),
        (_, Some(recipients)) => recipients,
        (_, None) => {
            let violation = violation("/recipients".into(), "required", "it is needed unless `shareType` is `link`");
            return Err(ValidationFailed.because("nobody is named to share with").violations(vec![violation]).into());
        }
    };
    let is_address = |text: &str| serde_json::from_value::<EmailAddress>(text.into()).is_ok();
    let wrong = recipients.iter().enumerate().filter(|(_, recipient)| !is_address(&recipient.0));
    let wrong: Vec<_> = wrong
        .filter(|_| input.share_type == ShareType::Email)
        .map(|(index, _)| violation(format!("/recipients/{index}"), "format", "it is not an email address"))
        .collect();
    if wrong.is_empty() {
        return Ok(recipients.clone());
    }
    Err(ValidationFailed.because("a recipient cannot be written to").violations(wrong).into())
}

/// An entry of the log.
fn entry(kind: HistoryKind, result_id: Option<SajuResultId>, at: Timestamp) -> CalculationHistoryEntry {
    CalculationHistoryEntry { id: HistoryEntryId(Uuid::now_v7()), kind, at: DateTime(at), result_id }
}

/// The time as the database keeps it: to the microsecond, so that what is answered first and what is read later agree.
pub(super) fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
}
