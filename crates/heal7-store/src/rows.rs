//! Rows in the types that every database returns, and their conversion to records, so that the stores share this code.

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

/// A row of the table of accounts.
#[derive(Debug)]
pub struct AccountRow {
    /// The id of the account.
    pub id: Uuid,
    /// The address as it was typed.
    pub email: String,
    /// Whether the person has proven that the address is theirs.
    pub email_verified: bool,
    /// The password's hash.
    pub password_hash: Option<String>,
    /// The document of the [profile].
    pub profile: String,
    /// Whether the account is closed.
    pub is_disabled: bool,
    /// The number of the account's version.
    pub version: i64,
    /// When the account was created.
    pub created_at: Timestamp,
    /// When the account was last changed.
    pub updated_at: Timestamp,
}

/// The part of an account that its owner fills in.
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

/// Writes the document of an account's profile.
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
    /// The id of the entry.
    pub id: Uuid,
    /// The word for the action.
    pub kind: String,
    /// When the action happened.
    pub at: Timestamp,
    /// The id of the result that the action was about.
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

/// A row of an idempotency key that is already claimed.
#[derive(Debug)]
pub struct ClaimRow {
    /// Whether the same request claimed it.
    pub same: bool,
    /// The status of the answer.
    pub status: Option<i32>,
    /// The document of the answer's headers.
    pub headers: Option<String>,
    /// The body of the answer.
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
    /// The id of the message.
    pub id: Uuid,
    /// The word for the way in which it is sent.
    pub medium: String,
    /// The document of the message's [letter].
    pub document: String,
    /// When it was written.
    pub created_at: Timestamp,
}

/// The part of a message that is stored as a document.
#[derive(Serialize, Deserialize)]
struct Letter<'a> {
    recipient: Cow<'a, str>,
    subject: Cow<'a, str>,
    text: Cow<'a, str>,
}

/// Writes the document of a message's recipient, subject and text.
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

/// Returns messages in the order in which they were written, since no database guarantees an order for updated rows.
pub fn messages(rows: Vec<MessageRow>) -> Result<Vec<Message>> {
    let mut messages = rows.into_iter().map(Message::try_from).collect::<Result<Vec<_>>>()?;
    messages.sort_by_key(|message| (message.created_at, message.id));
    Ok(messages)
}

/// A row of the table of sessions.
#[derive(Debug)]
pub struct SessionRow {
    /// The id of the session.
    pub id: Uuid,
    /// The account that it belongs to.
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
    /// The account that the session belongs to.
    pub account: Uuid,
    /// When the session began.
    pub begun_at: Timestamp,
    /// The nonce from which the token's successor was made.
    pub nonce: Vec<u8>,
    /// When the token was exchanged.
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

/// A row of the table of sign-ins, without the state by which it was looked up.
#[derive(Debug)]
pub struct SignInRow {
    /// The word for the provider.
    pub provider: String,
    /// The nonce that the provider's id token must repeat.
    pub nonce: String,
    /// The code verifier of PKCE.
    pub code_verifier: String,
    /// The URI to which the provider redirects the person.
    pub redirect_uri: String,
    /// When the sign-in expires.
    pub expires_at: Timestamp,
}

impl SignInRow {
    /// Returns the sign-in with this state.
    pub fn into_sign_in(self, state: &Hash) -> Result<SignIn> {
        let Self { provider, nonce, code_verifier, redirect_uri, expires_at } = self;
        let provider = document::read_word::<SocialProvider>(&provider)?;
        Ok(SignIn { state: *state, provider, nonce, code_verifier, redirect_uri, expires_at })
    }
}
