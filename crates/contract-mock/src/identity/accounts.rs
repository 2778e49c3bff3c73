//! The accounts of persons, and their sessions.

use std::collections::BTreeMap;

use contract_model::exchange::{Caller, TokenFault};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The most sessions that are kept; the oldest ends first.
const MOST: usize = 10_000;

/// Accounts and sessions, as they are saved with the state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Accounts {
    /// The passwords of the persons who registered.
    passwords: BTreeMap<String, String>,
    /// The open sessions, by number.
    sessions: BTreeMap<u64, Session>,
    /// How many sessions there have been, and how many pairs of tokens.
    next_session: u64,
    next_tokens: u64,
}

/// An open session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Session {
    person: String,
    tokens: Tokens,
    /// The refresh tokens that were used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    used: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expires_at: Option<Timestamp>,
}

/// The tokens of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tokens {
    pub access: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh: Option<String>,
}

impl Accounts {
    /// The number of the next pair of tokens.
    pub(crate) fn next_tokens(&mut self) -> u64 {
        self.next_tokens += 1;
        self.next_tokens - 1
    }

    /// Opens a session. Nothing ends a session without an expiry but its end.
    pub(crate) fn open(&mut self, person: &str, tokens: Tokens, expires_at: Option<Timestamp>) {
        if self.sessions.len() >= MOST {
            self.sessions.pop_first();
        }
        self.sessions
            .insert(self.next_session, Session { person: person.to_owned(), tokens, used: Vec::new(), expires_at });
        self.next_session += 1;
    }

    /// The session with a refresh token, and its person.
    pub(crate) fn refreshable(&self, refresh: &str) -> Option<(u64, String)> {
        let mut sessions = self.sessions.iter();
        let (number, session) = sessions.find(|(_, session)| session.tokens.refresh.as_deref() == Some(refresh))?;
        Some((*number, session.person.clone()))
    }

    /// The session in which a refresh token was used before.
    pub(crate) fn session_of_used(&self, refresh: &str) -> Option<u64> {
        let mut sessions = self.sessions.iter();
        sessions.find(|(_, session)| session.used.iter().any(|used| used == refresh)).map(|(number, _)| *number)
    }

    /// Goes on with other tokens in a session.
    pub(crate) fn renew(&mut self, number: u64, tokens: Tokens, expires_at: Option<Timestamp>) {
        if let Some(session) = self.sessions.get_mut(&number) {
            session.used.extend(session.tokens.refresh.take());
            session.tokens = tokens;
            session.expires_at = expires_at;
        }
    }

    /// Ends a session.
    pub(crate) fn end(&mut self, number: &str) {
        if let Ok(number) = number.parse() {
            self.sessions.remove(&number);
        }
    }

    /// The caller that an access token speaks for.
    pub(crate) fn authenticate(&self, access: &str, now: Timestamp) -> Result<Caller, TokenFault> {
        let mut sessions = self.sessions.iter();
        let (number, session) =
            sessions.find(|(_, session)| session.tokens.access == access).ok_or(TokenFault::Invalid)?;
        if session.expires_at.is_some_and(|end| end <= now) {
            return Err(TokenFault::Expired);
        }
        Ok(Caller {
            subject: session.person.clone(),
            session: Some(number.to_string()),
            expires_at: session.expires_at,
        })
    }

    pub(crate) fn set_password(&mut self, person: &str, password: &str) {
        self.passwords.insert(person.to_owned(), password.to_owned());
    }

    /// The password of a person who registered.
    pub(crate) fn password(&self, person: &str) -> Option<&str> {
        self.passwords.get(person).map(String::as_str)
    }
}

/// The moment so many seconds later, where there are so many.
pub(crate) fn after(now: Timestamp, seconds: Option<i64>) -> Option<Timestamp> {
    now.checked_add(SignedDuration::from_secs(seconds?)).ok()
}
