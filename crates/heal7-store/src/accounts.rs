//! Accounts: who a person is, and what they said of themselves.

use async_trait::async_trait;
use contracts::{
    auth::SocialProvider,
    users::profile::{BirthInfo, Preferences, UserId},
};
use jiff::Timestamp;

use crate::{Result, notifications::NewNotification, outbox::Message, throttles::Quota};

/// An account, whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// Whose account.
    pub id: UserId,
    /// The address as it was typed; no two accounts have one that differs in letter case only.
    pub email: String,
    /// Whether the person has shown that the address is theirs.
    pub email_verified: bool,
    /// The password as a PHC string of argon2id; absent where a provider vouches for the person.
    pub password_hash: Option<String>,
    /// What they are called.
    pub name: String,
    /// What they are called in rooms.
    pub nickname: Option<String>,
    /// A few words about themselves.
    pub bio: Option<String>,
    /// Where their picture is.
    pub avatar_url: Option<String>,
    /// When and where they were born.
    pub birth_info: Option<BirthInfo>,
    /// How they like the platform to be.
    pub preferences: Preferences,
    /// Whether the account is closed.
    pub is_disabled: bool,
    /// Counts the changes; see [`Accounts::update_account`].
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// A person as a provider knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Who vouches.
    pub provider: SocialProvider,
    /// The provider's own name for the person.
    pub subject: String,
}

/// A new account, with what is said and sent about it.
#[derive(Debug, Clone, PartialEq)]
pub struct NewAccount {
    /// The account.
    pub account: Account,
    /// Who vouches for it, where somebody does.
    pub identity: Option<Identity>,
    /// What it is told first.
    pub notification: NewNotification,
    /// What is sent to the address.
    pub messages: Vec<Message>,
    /// The limits that those messages count against.
    pub quotas: Vec<Quota>,
}

/// The accounts.
#[async_trait]
pub trait Accounts {
    /// Keeps a new account; false where its address or its identity has one already.
    async fn insert_account(&self, new: &NewAccount) -> Result<bool>;

    /// The account of this id.
    async fn account(&self, id: UserId) -> Result<Option<Account>>;

    /// The account of this address, in upper or lower case.
    async fn account_of_email(&self, email: &str) -> Result<Option<Account>>;

    /// The account that a provider vouches for.
    async fn account_of_identity(&self, identity: &Identity) -> Result<Option<Account>>;

    /// Replaces an account by a changed one, whose version is then one higher; false where it was changed meanwhile,
    /// that is where what is kept has another version than `changed`.
    async fn update_account(&self, changed: &Account) -> Result<bool>;
}
