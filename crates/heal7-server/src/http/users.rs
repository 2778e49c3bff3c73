//! The module `users` over REST.

use contract_axum::entity_tag;
use contract_kit::{
    operation::{Handle, Outcome, Request},
    problem::{Failure, ProblemType as _, Raised},
};
use contracts::{
    names::PersonName,
    problem::{BirthInfoNotFound, ServiceUnavailable, UnreadableImage},
    saju::input::SajuCalculationInput,
    users::{
        GetBirthInfo, GetPreferences, GetProfile, ListCalculationHistory, SetBirthInfo, SetPreferences, UpdateProfile,
        UploadAvatar, profile::BirthInfo,
    },
};
use heal7_store::accounts::Account;

use super::{Page, envelope};
use crate::{
    app::{
        accounts::{if_match, person, profile},
        avatars::AvatarError,
        pictures::PictureError,
    },
    saju::{birth_failure_of, birth_of, options_of},
    server::Server,
};

/// The number of seconds after which a client may retry an upload that found no place in the queue or in storage.
const RETRY_AFTER: u32 = 5;

impl Handle<GetProfile> for Server {
    async fn handle(&self, request: Request<GetProfile>) -> Outcome<GetProfile> {
        Ok(envelope(profile(&self.app.account_of(&request.caller).await?)).into())
    }
}

impl Handle<UpdateProfile> for Server {
    async fn handle(&self, request: Request<UpdateProfile>) -> Outcome<UpdateProfile> {
        let (known, patch) = (request.parameters.if_match, request.body);
        let may = |account: &Account| if_match(known.as_deref(), Some(&entity_tag(&envelope(profile(account)))));
        let change = |account: &mut Account| {
            if let Some(name) = &patch.name {
                account.name.clone_from(&name.0);
            }
            patch.nickname.clone().map(|nickname| nickname.0).apply(&mut account.nickname);
            patch.bio.clone().map(|bio| bio.0).apply(&mut account.bio);
        };
        let account = self.app.change_account(&request.caller, may, change).await?;
        Ok(envelope(profile(&account)))
    }
}

impl Handle<UploadAvatar> for Server {
    async fn handle(&self, request: Request<UploadAvatar>) -> Outcome<UploadAvatar> {
        let person = person(&request.caller)?;
        let url = self.app.avatars.put(person, &request.body.media_type, request.body.bytes).await;
        let url = url.map_err(|error| match error {
            AvatarError::Picture(PictureError::Unreadable(why)) => Failure::from(UnreadableImage.because(why)),
            AvatarError::Picture(busy @ PictureError::Busy) => unavailable(busy.to_string()).into(),
            unwritten @ AvatarError::Unwritten(_) => {
                unavailable("the picture could not be kept".into()).caused_by(unwritten).into()
            }
        })?;
        let before = self.app.account_of(&request.caller).await?.avatar_url;
        let change = |account: &mut Account| account.avatar_url = Some(url.clone());
        let account = self.app.change_account(&request.caller, |_| Ok(()), change).await?;
        if let Some(before) = before.filter(|before| *before != url) {
            self.app.avatars.forget(&before).await;
        }
        Ok(envelope(profile(&account)))
    }
}

impl Handle<GetBirthInfo> for Server {
    async fn handle(&self, request: Request<GetBirthInfo>) -> Outcome<GetBirthInfo> {
        let account = self.app.account_of(&request.caller).await?;
        let birth = account.birth_info.ok_or_else(|| BirthInfoNotFound.because("the person has given none yet"))?;
        Ok(envelope(birth).into())
    }
}

impl Handle<SetBirthInfo> for Server {
    async fn handle(&self, request: Request<SetBirthInfo>) -> Outcome<SetBirthInfo> {
        let (known, birth) = (request.parameters.if_match, request.body);
        check_birth(&birth)?;
        let may = |account: &Account| {
            let tag = account.birth_info.clone().map(|birth| entity_tag(&envelope(birth)));
            if_match(known.as_deref(), tag.as_deref())
        };
        let change = |account: &mut Account| account.birth_info = Some(birth.clone());
        self.app.change_account(&request.caller, may, change).await?;
        Ok(envelope(birth))
    }
}

impl Handle<GetPreferences> for Server {
    async fn handle(&self, request: Request<GetPreferences>) -> Outcome<GetPreferences> {
        Ok(envelope(self.app.account_of(&request.caller).await?.preferences).into())
    }
}

impl Handle<SetPreferences> for Server {
    async fn handle(&self, request: Request<SetPreferences>) -> Outcome<SetPreferences> {
        let (known, preferences) = (request.parameters.if_match, request.body);
        let may =
            |account: &Account| if_match(known.as_deref(), Some(&entity_tag(&envelope(account.preferences.clone()))));
        let change = |account: &mut Account| account.preferences = preferences.clone();
        self.app.change_account(&request.caller, may, change).await?;
        Ok(envelope(preferences))
    }
}

impl Handle<ListCalculationHistory> for Server {
    async fn handle(&self, request: Request<ListCalculationHistory>) -> Outcome<ListCalculationHistory> {
        let (person, asked) = (person(&request.caller)?, request.parameters);
        let page = Page { page: asked.page, limit: asked.limit };
        let entries = self.app.store.history(person, page.part(asked.after)).await?;
        let total = self.app.store.count_history(person, asked.after).await?;
        Ok(page.envelope(entries, total))
    }
}

/// Creates the problem of an upload that may succeed later.
fn unavailable(why: String) -> Raised<ServiceUnavailable> {
    ServiceUnavailable.because(why).retry_after(RETRY_AFTER)
}

/// Checks that the engine accepts a birth: the day exists in its calendar, and the time exists at its place.
fn check_birth(birth: &BirthInfo) -> Result<(), Failure<SetBirthInfo>> {
    let input = SajuCalculationInput {
        birth_date: birth.birth_date.clone(),
        birth_time: birth.birth_time.clone(),
        is_lunar: birth.is_lunar,
        is_leap_month: birth.is_leap_month,
        gender: birth.gender,
        name: PersonName(String::new()),
        location: birth.location.clone(),
        options: None,
    };
    let chart = birth_of(&input).and_then(|birth| ::heal7_saju::chart(&birth, &options_of(None)));
    chart.map(|_| ()).map_err(birth_failure_of)
}
