//! The accounts of persons, and their sessions.

use std::collections::{BTreeMap, VecDeque};

use contract_model::exchange::{Caller, TokenFault};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The most sessions that are kept; the oldest ends first.
const MOST: usize = 10_000;
/// The most replaced access tokens of a session that are told from unknown ones.
const MOST_REPLACED: usize = 20;

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
    /// The last access tokens that others have replaced.
    #[serde(default, skip_serializing_if = "VecDeque::is_empty")]
    replaced: VecDeque<String>,
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
        let (person, used, replaced) = (person.to_owned(), Vec::new(), VecDeque::new());
        self.sessions.insert(self.next_session, Session { person, tokens, used, replaced, expires_at });
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

    /// The person of the session that a refresh token belongs to, or once belonged to.
    pub(crate) fn person_of_refresh(&self, refresh: &str) -> Option<String> {
        let known = self.refreshable(refresh).map(|(_, person)| person);
        known.or_else(|| Some(self.sessions.get(&self.session_of_used(refresh)?)?.person.clone()))
    }

    /// Goes on with other tokens in a session.
    pub(crate) fn renew(&mut self, number: u64, tokens: Tokens, expires_at: Option<Timestamp>) {
        if let Some(session) = self.sessions.get_mut(&number) {
            session.used.extend(session.tokens.refresh.take());
            if session.replaced.len() == MOST_REPLACED {
                session.replaced.pop_front();
            }
            let Tokens { access, .. } = std::mem::replace(&mut session.tokens, tokens);
            session.replaced.push_back(access);
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
        let Some((number, session)) = sessions.find(|(_, session)| session.tokens.access == access) else {
            let is_replaced = |session: &Session| session.replaced.iter().any(|replaced| replaced == access);
            let has_expired = self.sessions.values().any(is_replaced);
            return Err(if has_expired { TokenFault::Expired } else { TokenFault::Invalid });
        };
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
