//! Sessions: a session begins when a person signs in, continues by refresh tokens, and ends with all its tokens at
//! once.

use async_trait::async_trait;
use contracts::users::profile::UserId;
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Hash, Result};

/// A session of a person on one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The id of the session.
    pub id: Uuid,
    /// The account that it belongs to.
    pub account: UserId,
    /// When it began.
    pub begun_at: Timestamp,
}

/// A refresh token that replaces another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Successor {
    /// The hash of the new token.
    pub hash: Hash,
    /// The nonce from which the new token was made, together with the old token.
    pub nonce: [u8; 16],
    /// When the new token expires.
    pub expires_at: Timestamp,
}

/// The outcome of the exchange of a refresh token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rotation {
    /// The successor has replaced the token.
    Rotated(Session),
    /// The token had been exchanged before, and its session is still open.
    Before {
        /// The session of the token.
        session: Session,
        /// The nonce from which its successor was made.
        nonce: [u8; 16],
        /// When the token was exchanged.
        at: Timestamp,
    },
    /// The token is unknown, or it has expired, or its session has ended.
    Unknown,
}

/// The sessions, and their refresh tokens.
#[async_trait]
pub trait Sessions {
    /// Begins a session with its first refresh token.
    async fn begin_session(&self, session: &Session, token: &Hash, expires_at: Timestamp) -> Result<()>;

    /// Exchanges a refresh token for its successor if it has none yet; of several exchanges at once, one succeeds.
    async fn rotate(&self, token: &Hash, successor: &Successor, now: Timestamp) -> Result<Rotation>;

    /// Ends a session with all its tokens. A session that has already ended does not change.
    async fn end_session(&self, id: Uuid, now: Timestamp) -> Result<()>;

    /// Whether a session is still open.
    async fn is_open(&self, id: Uuid) -> Result<bool>;
}
