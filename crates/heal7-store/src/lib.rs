//! What HEAL7 keeps, as traits: one for each resource, and [`Store`] for all of them.
//!
//! A method is one transaction: it happens whole or not at all, also where several nodes share a database. Times are
//! given and never taken from a clock; they are kept to the microsecond. Secrets come hashed ([`type@Hash`]); no store
//! sees a password or a token.
//!
//! The traits are one file each. [`document`], [`migration`] and [`rows`] are what stores have in common, [`suite`] is
//! what each of them passes.

pub mod accounts;
pub mod attempts;
pub mod document;
mod error;
pub mod history;
pub mod idempotency;
pub mod keys;
pub mod known_origins;
pub mod migration;
pub mod notifications;
pub mod outbox;
pub mod results;
pub mod rows;
pub mod sessions;
pub mod shares;
pub mod sign_ins;
pub mod suite;
pub mod throttles;
pub mod watch;

use async_trait::async_trait;
use jiff::Timestamp;

pub use self::error::Error;
use self::{
    accounts::Accounts, attempts::Attempts, history::History, idempotency::Idempotency, keys::SigningKeys,
    known_origins::KnownOrigins, notifications::Notifications, outbox::Outbox, results::Results, sessions::Sessions,
    shares::Shares, sign_ins::SignIns, throttles::Throttles, watch::Watch,
};

/// What a method answers.
pub type Result<T> = std::result::Result<T, Error>;

/// SHA-256 of a secret.
pub type Hash = [u8; 32];

/// Everything that is kept.
#[async_trait]
pub trait Store:
    Accounts
    + Attempts
    + History
    + Idempotency
    + KnownOrigins
    + Notifications
    + Outbox
    + Results
    + Sessions
    + Shares
    + SignIns
    + SigningKeys
    + Throttles
    + Send
    + Sync
    + 'static
{
    /// Whether it answers.
    async fn ping(&self) -> Result<()>;

    /// Brings the database to the newest version. Nodes that start at once do it once, one after another.
    async fn migrate(&self) -> Result<()>;

    /// Whether the database is at the version that this program needs.
    async fn is_migrated(&self) -> Result<bool>;

    /// How the writes fare, as they tell it themselves.
    fn watch(&self) -> &Watch;

    /// Asks whether the database is at the version that this program needs, on a connection that no request uses. A
    /// caller that stops waiting leaves no trace.
    async fn probe(&self) -> Result<bool>;

    /// Writes something that means nothing, on the same connection. With `room` it is larger than what a full disk still
    /// takes.
    async fn probe_writing(&self, room: bool) -> Result<()>;

    /// Forgets what has ended by `now`: idempotency keys, refresh tokens, sessions without any, sign-ins, throttles,
    /// attempts, known origins, shares. Of several nodes that sweep at once, one does.
    async fn sweep(&self, now: Timestamp) -> Result<Swept>;
}

/// The bytes that a probe writes to find out whether there is room.
pub const ROOM: u32 = 256 * 1024;

/// How much was forgotten.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Rows.
    pub rows: u64,
}

/// Which part of a list, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<Id> {
    /// The last item that is already there; the rest counts from the next one.
    pub after: Option<Id>,
    /// How many to pass over.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}
