//! The traits of the storage of HEAL7: one for each resource, and [`Store`] for all of them.
//!
//! A method is one transaction: it happens completely or not at all, even when several nodes share a database. Times
//! are parameters and never come from a clock; they are stored to the microsecond. Secrets arrive hashed
//! ([`type@Hash`]); no store sees a password or a token.
//!
//! Each trait has its own file. [`document`], [`migration`] and [`rows`] hold code that the stores have in common, and
//! [`suite`] holds the tests that each of them passes.

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

/// The result of a store's method.
pub type Result<T> = std::result::Result<T, Error>;

/// SHA-256 of a secret.
pub type Hash = [u8; 32];

/// The whole storage.
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
    /// Checks that the database answers.
    async fn ping(&self) -> Result<()>;

    /// Migrates the database to the newest version. When several nodes start at once, each migration still runs only
    /// once.
    async fn migrate(&self) -> Result<()>;

    /// Whether the database is at the version that this program needs.
    async fn is_migrated(&self) -> Result<bool>;

    /// Returns the record of successful and failed writes.
    fn watch(&self) -> &Watch;

    /// Asks whether the database is at the version that this program needs, on a connection that no request uses. The
    /// caller may stop waiting at any time, which leaves no trace.
    async fn probe(&self) -> Result<bool>;

    /// Writes data without meaning on the same connection. With `room`, the data is too large for a disk that is nearly
    /// full.
    async fn probe_writing(&self, room: bool) -> Result<()>;

    /// Deletes rows that have expired by `now`: idempotency keys, refresh tokens, sessions without tokens, sign-ins,
    /// throttles, attempts, known origins, shares. When several nodes sweep at once, one of them does the work.
    async fn sweep(&self, now: Timestamp) -> Result<Swept>;
}

/// The number of bytes that a probe writes to find out whether the disk has room.
pub const ROOM: u32 = 256 * 1024;

/// The amount of data that a sweep deleted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// The number of rows.
    pub rows: u64,
}

/// A part of a list that starts with the newest item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<Id> {
    /// The last item that the caller already has; the part starts after it.
    pub after: Option<Id>,
    /// The number of items to skip.
    pub offset: u32,
    /// The maximum number of items.
    pub limit: u32,
}
