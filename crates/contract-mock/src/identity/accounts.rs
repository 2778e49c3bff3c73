//! The sessions of persons. Each token leads to its session at once, however many there are.

use std::collections::{BTreeMap, HashMap, VecDeque};

use contract_model::exchange::{Caller, TokenFault};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;

/// How many sessions are kept; the oldest ends first, but never the lasting one.
const MOST: usize = 2_000;
/// How many refresh tokens of a session are remembered that were used.
const USED: usize = 50;

/// The sessions of a mock.
#[derive(Debug, Default)]
pub(crate) struct Accounts {
    /// The open sessions, by number.
    sessions: BTreeMap<u64, Session>,
    /// The numbers of the sessions by access token, by refresh token, and by refresh token that was used.
    by_access: HashMap<String, u64>,
    by_refresh: HashMap<String, u64>,
    by_used: HashMap<String, u64>,
    /// How many sessions there have been, and how many pairs of tokens.
    next_session: u64,
    next_tokens: u64,
}

/// Accounts as they are saved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(crate) struct SavedAccounts {
    sessions: BTreeMap<u64, SavedSession>,
    next_session: u64,
    next_tokens: u64,
}

/// An open session, as it is saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SavedSession {
    person: String,
    tokens: Tokens,
    /// The refresh tokens that were used, the oldest first.
    #[serde(default, skip_serializing_if = "VecDeque::is_empty")]
    used: VecDeque<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expires_at: Option<Timestamp>,
    /// Whether it is the one whose token is shown at the start.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_lasting: bool,
}

/// An open session.
#[derive(Debug)]
struct Session {
    saved: SavedSession,
    ending: Ending,
}

/// Tells the sockets and feeds of a session that it has ended, when it is dropped.
#[derive(Debug, Default)]
struct Ending(CancellationToken);

impl Drop for Ending {
    fn drop(&mut self) {
        self.0.cancel();
    }
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
        self.next_tokens = self.next_tokens.saturating_add(1);
        self.next_tokens - 1
    }

    /// Opens a session.
    pub(crate) fn open(&mut self, person: &str, tokens: Tokens, expires_at: Option<Timestamp>) {
        let (person, used) = (person.to_owned(), VecDeque::new());
        self.add(SavedSession { person, tokens, used, expires_at, is_lasting: false });
    }

    /// Opens a session that no other one displaces, and that does not expire.
    pub(crate) fn open_lasting(&mut self, person: &str, access: String) {
        let (person, tokens) = (person.to_owned(), Tokens { access, refresh: None });
        self.add(SavedSession { person, tokens, used: VecDeque::new(), expires_at: None, is_lasting: true });
    }

    fn add(&mut self, session: SavedSession) {
        let number = self.next_session;
        self.next_session = self.next_session.saturating_add(1);
        self.insert(number, session);
        self.end_oldest();
    }

    fn end_oldest(&mut self) {
        while self.sessions.len() > MOST {
            let mut oldest = self.sessions.iter().filter(|(_, session)| !session.saved.is_lasting);
            let Some(oldest) = oldest.next().map(|(number, _)| *number) else { break };
            self.remove(oldest);
        }
    }

    fn insert(&mut self, number: u64, session: SavedSession) {
        self.remove(number);
        self.by_access.insert(session.tokens.access.clone(), number);
        self.by_refresh.extend(session.tokens.refresh.iter().map(|refresh| (refresh.clone(), number)));
        self.by_used.extend(session.used.iter().map(|used| (used.clone(), number)));
        self.sessions.insert(number, Session { saved: session, ending: Ending::default() });
    }

    fn remove(&mut self, number: u64) {
        let Some(Session { saved, .. }) = self.sessions.remove(&number) else { return };
        forget(&mut self.by_access, &saved.tokens.access, number);
        saved.tokens.refresh.iter().for_each(|refresh| forget(&mut self.by_refresh, refresh, number));
        saved.used.iter().for_each(|used| forget(&mut self.by_used, used, number));
    }

    /// The session with a refresh token, and its person.
    pub(crate) fn refreshable(&self, refresh: &str) -> Option<(u64, String)> {
        let number = self.by_refresh.get(refresh)?;
        Some((*number, self.sessions.get(number)?.saved.person.clone()))
    }

    /// The session in which a refresh token was used before.
    pub(crate) fn session_of_used(&self, refresh: &str) -> Option<u64> {
        self.by_used.get(refresh).copied()
    }

    /// Goes on with other tokens in a session.
    pub(crate) fn renew(&mut self, number: u64, tokens: Tokens, expires_at: Option<Timestamp>) {
        let Some(Session { saved, .. }) = self.sessions.get_mut(&number) else { return };
        forget(&mut self.by_access, &saved.tokens.access, number);
        self.by_access.insert(tokens.access.clone(), number);
        if let Some(used) = saved.tokens.refresh.take() {
            forget(&mut self.by_refresh, &used, number);
            self.by_used.insert(used.clone(), number);
            saved.used.push_back(used);
        }
        if saved.used.len() > USED
            && let Some(forgotten) = saved.used.pop_front()
        {
            forget(&mut self.by_used, &forgotten, number);
        }
        self.by_refresh.extend(tokens.refresh.iter().map(|refresh| (refresh.clone(), number)));
        saved.tokens = tokens;
        saved.expires_at = expires_at;
    }

    /// Ends a session.
    pub(crate) fn end(&mut self, number: u64) {
        self.remove(number);
    }

    /// Ends the sessions of a person.
    pub(crate) fn end_of(&mut self, person: &str) {
        let sessions = self.sessions.iter().filter(|(_, session)| session.saved.person == person);
        let numbers: Vec<u64> = sessions.map(|(number, _)| *number).collect();
        numbers.into_iter().for_each(|number| self.remove(number));
    }

    /// The caller that an access token speaks for.
    pub(crate) fn authenticate(&self, access: &str, now: Timestamp) -> Result<Caller, TokenFault> {
        let number = self.by_access.get(access).ok_or(TokenFault::Invalid)?;
        let Session { saved, .. } = self.sessions.get(number).ok_or(TokenFault::Invalid)?;
        if saved.expires_at.is_some_and(|end| end <= now) {
            return Err(TokenFault::Expired);
        }
        Ok(Caller { subject: saved.person.clone(), session: Some(number.to_string()), expires_at: saved.expires_at })
    }

    /// Is cancelled when a session ends; nothing where it has ended.
    pub(crate) fn ending(&self, number: &str) -> Option<CancellationToken> {
        Some(self.sessions.get(&number.parse().ok()?)?.ending.0.clone())
    }

    pub(crate) fn save(&self) -> SavedAccounts {
        let sessions = self.sessions.iter().map(|(number, session)| (*number, session.saved.clone()));
        let (next_session, next_tokens) = (self.next_session, self.next_tokens);
        SavedAccounts { sessions: sessions.collect(), next_session, next_tokens }
    }

    pub(crate) fn restore(saved: SavedAccounts) -> Self {
        let after_last = saved.sessions.last_key_value().map_or(0, |(number, _)| number.saturating_add(1));
        let next_session = saved.next_session.max(after_last);
        let mut accounts = Self { next_session, next_tokens: saved.next_tokens, ..Self::default() };
        saved.sessions.into_iter().for_each(|(number, session)| accounts.insert(number, session));
        accounts.end_oldest();
        accounts
    }
}

/// Removes a token of a session. Another session may have the same one, as tokens are short.
fn forget(index: &mut HashMap<String, u64>, token: &str, session: u64) {
    if index.get(token) == Some(&session) {
        index.remove(token);
    }
}

/// The moment so many seconds later, where there are so many.
pub(crate) fn after(now: Timestamp, seconds: Option<i64>) -> Option<Timestamp> {
    now.checked_add(SignedDuration::from_secs(seconds?)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(number: usize) -> Tokens {
        Tokens { access: format!("access-{number}"), refresh: Some(format!("refresh-{number}")) }
    }

    #[test]
    fn the_oldest_session_ends_first_but_never_the_lasting_one() {
        let mut accounts = Accounts::default();
        accounts.open_lasting("first", "printed".into());
        (0..MOST).for_each(|number| accounts.open("ada", tokens(number), None));
        let is_open = |accounts: &Accounts, access: &str| accounts.authenticate(access, Timestamp::UNIX_EPOCH).is_ok();
        assert!(is_open(&accounts, "printed") && is_open(&accounts, "access-1"));
        assert!(!is_open(&accounts, "access-0"));
        assert_eq!(accounts.refreshable("refresh-0"), None);
        let restored = Accounts::restore(accounts.save());
        assert!(is_open(&restored, "printed") && is_open(&restored, "access-1"));
        assert_eq!(restored.save(), accounts.save());
    }

    #[test]
    fn a_renewed_session_remembers_some_used_tokens() {
        let mut accounts = Accounts::default();
        accounts.open("ada", tokens(0), None);
        for number in 1..=USED + 1 {
            accounts.renew(0, tokens(number), None);
        }
        assert_eq!(accounts.session_of_used("refresh-0"), None);
        assert_eq!(accounts.session_of_used("refresh-1"), Some(0));
        assert_eq!(accounts.authenticate("access-0", Timestamp::UNIX_EPOCH), Err(TokenFault::Invalid));
        let ending = accounts.ending("0").expect("the session is open");
        accounts.end_of("ada");
        assert!(ending.is_cancelled());
        assert_eq!((accounts.by_access.len(), accounts.by_refresh.len(), accounts.by_used.len()), (0, 0, 0));
    }
}
