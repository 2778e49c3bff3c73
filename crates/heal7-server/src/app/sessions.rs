//! Sessions: they begin when a person signs in, continue by refresh tokens, and end when the person signs out or a
//! refresh token is stolen.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Duration,
};

use contracts::users::profile::UserId;
use heal7_store::{
    Store,
    sessions::{Rotation, Session, Successor},
};
use jiff::{SignedDuration, Timestamp};
use moka::sync::Cache;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{
    secrets,
    tokens::{Signed, Tokens},
};
use crate::config;

/// The prefix of a refresh token.
const PREFIX: &str = "rt_";
/// The maximum number of sessions in the cache.
const REMEMBERED: u64 = 100_000;

/// The sessions.
pub struct Sessions {
    store: Arc<dyn Store>,
    tokens: Arc<Tokens>,
    lifetime: SignedDuration,
    grace: SignedDuration,
    /// Whether a session is open, as the store answered a moment ago.
    open: Cache<Uuid, bool>,
    /// The tokens that are cancelled at the end of a session.
    ends: Mutex<HashMap<Uuid, Weak<CancellationToken>>>,
}

/// The access token and the refresh token of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The account that they belong to.
    pub account: UserId,
    /// The access token.
    pub access: Signed,
    /// The refresh token.
    pub refresh: String,
}

/// The outcome of a refresh.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refreshed {
    /// The session continues with these tokens.
    Pair(Pair),
    /// The token was used before, and not just now by another tab of the same browser: the session of this person has
    /// ended.
    Reused(UserId),
    /// The token is unknown or has expired.
    Unknown,
}

impl Sessions {
    /// Creates a cache over the sessions of a store.
    pub fn new(store: Arc<dyn Store>, tokens: Arc<Tokens>, config: &config::Tokens) -> Self {
        let remembered = Duration::from_secs(config.session_cache_seconds);
        Self {
            store,
            tokens,
            lifetime: SignedDuration::from_secs(config.refresh_seconds),
            grace: SignedDuration::from_secs(config.grace_seconds),
            open: Cache::builder().max_capacity(REMEMBERED).time_to_live(remembered).build(),
            ends: Mutex::default(),
        }
    }

    /// Begins a session of a person.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn begin(&self, account: UserId) -> heal7_store::Result<Pair> {
        let now = Timestamp::now();
        let session = Session { id: Uuid::now_v7(), account, begun_at: now };
        let refresh = secrets::secret(PREFIX);
        self.store.begin_session(&session, &secrets::hash(&refresh), now + self.lifetime).await?;
        let access = self.tokens.sign(account, session.id, now).await?;
        Ok(Pair { account, access, refresh })
    }

    /// Exchanges a refresh token.
    ///
    /// The successor is derived from the token and a stored nonce. So a client that repeats the request within the
    /// grace period gets the same answer, and the store contains no token.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn refresh(&self, token: &str) -> heal7_store::Result<Refreshed> {
        let now = Timestamp::now();
        let nonce = secrets::random();
        let next = secrets::successor(PREFIX, token, &nonce);
        let successor = Successor { hash: secrets::hash(&next), nonce, expires_at: now + self.lifetime };
        let (session, refresh, at) = match self.store.rotate(&secrets::hash(token), &successor, now).await? {
            Rotation::Rotated(session) => (session, next, now),
            Rotation::Before { session, nonce, at } if now.duration_since(at) <= self.grace => {
                (session, secrets::successor(PREFIX, token, &nonce), at)
            }
            Rotation::Before { session, .. } => {
                self.end(session.id).await?;
                return Ok(Refreshed::Reused(session.account));
            }
            Rotation::Unknown => return Ok(Refreshed::Unknown),
        };
        let access = self.tokens.sign(session.account, session.id, at).await?;
        Ok(Refreshed::Pair(Pair { account: session.account, access, refresh }))
    }

    /// Ends a session: its refresh and access tokens become invalid, and its open connections are closed.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn end(&self, id: Uuid) -> heal7_store::Result<()> {
        self.store.end_session(id, Timestamp::now()).await?;
        self.open.insert(id, false);
        let waiting = self.ends.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
        if let Some(end) = waiting.and_then(|end| end.upgrade()) {
            end.cancel();
        }
        Ok(())
    }

    /// Whether a session is open.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn is_open(&self, id: Uuid) -> heal7_store::Result<bool> {
        if let Some(is_open) = self.open.get(&id) {
            return Ok(is_open);
        }
        let is_open = self.store.is_open(id).await?;
        self.open.insert(id, is_open);
        Ok(is_open)
    }

    /// Returns a token that is cancelled when the session ends on this node, or is already cancelled if the session has
    /// ended. The caller must keep it as long as they wait for the end.
    pub fn end_of(&self, id: Uuid) -> Arc<CancellationToken> {
        let mut ends = self.ends.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(end) = ends.get(&id).and_then(Weak::upgrade) {
            return end;
        }
        ends.retain(|_, end| end.strong_count() > 0);
        let end = Arc::new(CancellationToken::new());
        ends.insert(id, Arc::downgrade(&end));
        drop(ends);
        // The session may have ended between the check of its token and this call.
        if self.open.get(&id) == Some(false) {
            end.cancel();
        }
        end
    }
}
