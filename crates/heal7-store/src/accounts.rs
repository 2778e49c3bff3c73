//! Accounts: a person's identity and profile.

use async_trait::async_trait;
use contracts::{
    auth::SocialProvider,
    users::profile::{BirthInfo, Preferences, UserId},
};
use jiff::Timestamp;

use crate::{Result, notifications::NewNotification, outbox::Message, throttles::Quota};

/// A complete account.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// The id of the account.
    pub id: UserId,
    /// The address as it was typed; no two accounts have addresses that differ only in letter case.
    pub email: String,
    /// Whether the person has proven that the address is theirs.
    pub email_verified: bool,
    /// The password as a PHC string of argon2id; absent when the person signs in through a provider only.
    pub password_hash: Option<String>,
    /// The person's name.
    pub name: String,
    /// The person's name in rooms.
    pub nickname: Option<String>,
    /// A few words about themselves.
    pub bio: Option<String>,
    /// The URL of the profile picture.
    pub avatar_url: Option<String>,
    /// When and where they were born.
    pub birth_info: Option<BirthInfo>,
    /// The person's settings for the platform.
    pub preferences: Preferences,
    /// Whether the account is closed.
    pub is_disabled: bool,
    /// The number of the account's version, one higher with each change; see [`Accounts::update_account`].
    pub version: i64,
    /// When the account was created.
    pub created_at: Timestamp,
    /// When the account was last changed.
    pub updated_at: Timestamp,
}

/// The identity of a person at a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The provider.
    pub provider: SocialProvider,
    /// The provider's own id for the person.
    pub subject: String,
}

/// A new account, with the first notification and messages to its owner.
#[derive(Debug, Clone, PartialEq)]
pub struct NewAccount {
    /// The account.
    pub account: Account,
    /// The identity at a provider, if the person signed up with one.
    pub identity: Option<Identity>,
    /// The first notification to the person.
    pub notification: NewNotification,
    /// The messages to the account's address.
    pub messages: Vec<Message>,
    /// The limits that those messages count against.
    pub quotas: Vec<Quota>,
}

/// The accounts.
#[async_trait]
pub trait Accounts {
    /// Stores a new account. Returns false when an account with its address or its identity exists already.
    async fn insert_account(&self, new: &NewAccount) -> Result<bool>;

    /// Returns the account with this id.
    async fn account(&self, id: UserId) -> Result<Option<Account>>;

    /// Returns the account with this address, regardless of upper and lower case.
    async fn account_of_email(&self, email: &str) -> Result<Option<Account>>;

    /// Returns the account with this identity at a provider.
    async fn account_of_identity(&self, identity: &Identity) -> Result<Option<Account>>;

    /// Replaces an account by `changed`, and stores a version that is one higher. Returns false when the stored account
    /// has another version than `changed`, that is when somebody else changed it in the meantime.
    async fn update_account(&self, changed: &Account) -> Result<bool>;
}
