//! Sessions: what begins with signing in, goes on by refresh tokens, and ends all at once.

use async_trait::async_trait;
use contracts::users::profile::UserId;
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Hash, Result};

/// A session of a person on one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Which session.
    pub id: Uuid,
    /// Whose session.
    pub account: UserId,
    /// When it began.
    pub begun_at: Timestamp,
}

/// A refresh token that takes the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Successor {
    /// Of the new token.
    pub hash: Hash,
    /// What the new token was made from, besides the old one.
    pub nonce: [u8; 16],
    /// When the new token ends.
    pub expires_at: Timestamp,
}

/// What came of the exchange of a refresh token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rotation {
    /// The successor has taken its place.
    Rotated(Session),
    /// It had been exchanged before, and the session goes on.
    Before {
        /// Its session.
        session: Session,
        /// What its successor was made from.
        nonce: [u8; 16],
        /// When it was exchanged.
        at: Timestamp,
    },
    /// There is no such token, or it or its session has ended.
    Unknown,
}

/// The sessions, and their refresh tokens.
#[async_trait]
pub trait Sessions {
    /// Begins a session with its first refresh token.
    async fn begin_session(&self, session: &Session, token: &Hash, expires_at: Timestamp) -> Result<()>;

    /// Exchanges a refresh token for its successor, where it has none yet; of several exchanges at once one wins.
    async fn rotate(&self, token: &Hash, successor: &Successor, now: Timestamp) -> Result<Rotation>;

    /// Ends a session with all its tokens; one that has ended stays as it is.
    async fn end_session(&self, id: Uuid, now: Timestamp) -> Result<()>;

    /// Whether a session goes on.
    async fn is_open(&self, id: Uuid) -> Result<bool>;
}
