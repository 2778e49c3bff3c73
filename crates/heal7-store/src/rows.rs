//! Rows as every database gives them, and the records that they are: what two stores would otherwise both spell out.

use std::borrow::Cow;

use contract_kit::{
    exchange::{Claim, Kept},
    values,
};
use contracts::{
    auth::SocialProvider,
    saju::result::SajuResultId,
    users::profile::{BirthInfo, CalculationHistoryEntry, HistoryEntryId, Preferences, UserId},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Error, Hash, Result,
    accounts::Account,
    document,
    outbox::{Medium, Message},
    sessions::{Rotation, Session},
    sign_ins::SignIn,
};

/// A row of the accounts.
#[derive(Debug)]
pub struct AccountRow {
    /// Its id.
    pub id: Uuid,
    /// The address as typed.
    pub email: String,
    /// Whether the address is theirs.
    pub email_verified: bool,
    /// The password's hash.
    pub password_hash: Option<String>,
    /// The document of the [profile].
    pub profile: String,
    /// Whether it is closed.
    pub is_disabled: bool,
    /// Counts the changes.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was changed.
    pub updated_at: Timestamp,
}

/// What a person says of themselves.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Profile<'a> {
    name: Cow<'a, str>,
    nickname: Option<Cow<'a, str>>,
    bio: Option<Cow<'a, str>>,
    avatar_url: Option<Cow<'a, str>>,
    birth_info: Option<Cow<'a, BirthInfo>>,
    preferences: Cow<'a, Preferences>,
}

/// The document of what a person says of themselves.
pub fn profile(account: &Account) -> Result<String> {
    document::write(&Profile {
        name: Cow::Borrowed(&account.name),
        nickname: account.nickname.as_deref().map(Cow::Borrowed),
        bio: account.bio.as_deref().map(Cow::Borrowed),
        avatar_url: account.avatar_url.as_deref().map(Cow::Borrowed),
        birth_info: account.birth_info.as_ref().map(Cow::Borrowed),
        preferences: Cow::Borrowed(&account.preferences),
    })
}

impl TryFrom<AccountRow> for Account {
    type Error = Error;

    fn try_from(row: AccountRow) -> Result<Self> {
        let profile: Profile<'_> = document::read(&row.profile)?;
        Ok(Self {
            id: UserId(values::Uuid(row.id)),
            email: row.email,
            email_verified: row.email_verified,
            password_hash: row.password_hash,
            name: profile.name.into_owned(),
            nickname: profile.nickname.map(Cow::into_owned),
            bio: profile.bio.map(Cow::into_owned),
            avatar_url: profile.avatar_url.map(Cow::into_owned),
            birth_info: profile.birth_info.map(Cow::into_owned),
            preferences: profile.preferences.into_owned(),
            is_disabled: row.is_disabled,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

/// A row of the log.
#[derive(Debug)]
pub struct HistoryRow {
    /// Its id.
    pub id: Uuid,
    /// The word for what was done.
    pub kind: String,
    /// When.
    pub at: Timestamp,
    /// With which result.
    pub result: Option<Uuid>,
}

impl TryFrom<HistoryRow> for CalculationHistoryEntry {
    type Error = Error;

    fn try_from(row: HistoryRow) -> Result<Self> {
        Ok(Self {
            id: HistoryEntryId(values::Uuid(row.id)),
            kind: document::read_word(&row.kind)?,
            at: values::DateTime(row.at),
            result_id: row.result.map(|id| SajuResultId(values::Uuid(id))),
        })
    }
}

/// A row of the idempotency keys that belongs to somebody already.
#[derive(Debug)]
pub struct ClaimRow {
    /// Whether the request is the one that took it.
    pub same: bool,
    /// The status of the answer.
    pub status: Option<i32>,
    /// The document of its headers.
    pub headers: Option<String>,
    /// Its body.
    pub body: Option<Vec<u8>>,
}

impl TryFrom<ClaimRow> for Claim {
    type Error = Error;

    fn try_from(row: ClaimRow) -> Result<Self> {
        Ok(match row {
            ClaimRow { same: false, .. } => Self::Other,
            ClaimRow { status: Some(status), headers: Some(headers), body: Some(body), .. } => Self::Answered(Kept {
                status: u16::try_from(status).map_err(Error::failed)?,
                headers: document::read(&headers)?,
                body,
            }),
            ClaimRow { .. } => Self::Running,
        })
    }
}

/// A row of the outbox.
#[derive(Debug)]
pub struct MessageRow {
    /// Its id.
    pub id: Uuid,
    /// The word for how it travels.
    pub medium: String,
    /// The document of its [letter].
    pub document: String,
    /// When it was written.
    pub created_at: Timestamp,
}

/// What of a message people have written.
#[derive(Serialize, Deserialize)]
struct Letter<'a> {
    recipient: Cow<'a, str>,
    subject: Cow<'a, str>,
    text: Cow<'a, str>,
}

/// The document of what of a message people have written.
pub fn letter(message: &Message) -> Result<String> {
    document::write(&Letter {
        recipient: Cow::Borrowed(&message.recipient),
        subject: Cow::Borrowed(&message.subject),
        text: Cow::Borrowed(&message.text),
    })
}

impl TryFrom<MessageRow> for Message {
    type Error = Error;

    fn try_from(row: MessageRow) -> Result<Self> {
        let letter: Letter<'_> = document::read(&row.document)?;
        Ok(Self {
            id: row.id,
            medium: document::read_word::<Medium>(&row.medium)?,
            recipient: letter.recipient.into_owned(),
            subject: letter.subject.into_owned(),
            text: letter.text.into_owned(),
            created_at: row.created_at,
        })
    }
}

/// Messages that were taken, in the order in which they were written: no database promises one for changed rows.
pub fn messages(rows: Vec<MessageRow>) -> Result<Vec<Message>> {
    let mut messages = rows.into_iter().map(Message::try_from).collect::<Result<Vec<_>>>()?;
    messages.sort_by_key(|message| (message.created_at, message.id));
    Ok(messages)
}

/// A row of the sessions.
#[derive(Debug)]
pub struct SessionRow {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub account: Uuid,
    /// When it began.
    pub begun_at: Timestamp,
}

impl From<SessionRow> for Session {
    fn from(row: SessionRow) -> Self {
        Self { id: row.id, account: UserId(values::Uuid(row.account)), begun_at: row.begun_at }
    }
}

/// A refresh token that has been exchanged, with its session.
#[derive(Debug)]
pub struct ExchangedRow {
    /// The id of the session.
    pub id: Uuid,
    /// Whose it is.
    pub account: Uuid,
    /// When it began.
    pub begun_at: Timestamp,
    /// What the token's successor was made from.
    pub nonce: Vec<u8>,
    /// When it was exchanged.
    pub exchanged_at: Timestamp,
}

impl TryFrom<ExchangedRow> for Rotation {
    type Error = Error;

    fn try_from(row: ExchangedRow) -> Result<Self> {
        let ExchangedRow { id, account, begun_at, nonce, exchanged_at } = row;
        let nonce = nonce.as_slice().try_into().map_err(Error::failed)?;
        Ok(Self::Before { session: SessionRow { id, account, begun_at }.into(), nonce, at: exchanged_at })
    }
}

/// A row of the sign-ins, without the state that it was asked for by.
#[derive(Debug)]
pub struct SignInRow {
    /// The word for the provider.
    pub provider: String,
    /// What its token repeats.
    pub nonce: String,
    /// What proves who asked.
    pub code_verifier: String,
    /// Where the person is sent.
    pub redirect_uri: String,
    /// When it is given up.
    pub expires_at: Timestamp,
}

impl SignInRow {
    /// The sign-in of a state.
    pub fn into_sign_in(self, state: &Hash) -> Result<SignIn> {
        let Self { provider, nonce, code_verifier, redirect_uri, expires_at } = self;
        let provider = document::read_word::<SocialProvider>(&provider)?;
        Ok(SignIn { state: *state, provider, nonce, code_verifier, redirect_uri, expires_at })
    }
}
