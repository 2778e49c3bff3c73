//! The sessions of persons. Each token is looked up directly, however many sessions there are.

use std::collections::{BTreeMap, HashMap, VecDeque};

use contract_model::exchange::{Caller, TokenFault};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;

/// The maximum number of sessions; the oldest ends first, but never the lasting one.
const MOST: usize = 2_000;
/// The number of used refresh tokens that are remembered per session.
const USED: usize = 50;
/// The number of replaced access tokens per session that are distinguished from unknown ones.
const REPLACED: usize = 20;

/// The sessions of a mock.
#[derive(Debug, Default)]
pub(crate) struct Accounts {
    /// The open sessions, by number.
    sessions: BTreeMap<u64, Session>,
    /// The numbers of the sessions by access token, by refresh token, by used refresh token, and by replaced access
    /// token.
    by_access: HashMap<String, u64>,
    by_refresh: HashMap<String, u64>,
    by_used: HashMap<String, u64>,
    by_replaced: HashMap<String, u64>,
    /// The numbers of the next session and of the next pair of tokens.
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SavedSession {
    person: String,
    tokens: Tokens,
    /// The used refresh tokens, the oldest first.
    #[serde(default, skip_serializing_if = "VecDeque::is_empty")]
    used: VecDeque<String>,
    /// The replaced access tokens, the oldest first.
    #[serde(default, skip_serializing_if = "VecDeque::is_empty")]
    replaced: VecDeque<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expires_at: Option<Timestamp>,
    /// Whether this is the session whose token is shown at the start.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_lasting: bool,
}

/// An open session.
#[derive(Debug)]
struct Session {
    saved: SavedSession,
    ending: Ending,
}

/// Reports the end of a session to its sockets and feeds, when it is dropped.
#[derive(Debug, Default)]
struct Ending(CancellationToken);

impl Drop for Ending {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// The tokens of a session.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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
        self.add(SavedSession { person: person.to_owned(), tokens, expires_at, ..SavedSession::default() });
    }

    /// Opens a session that no other session displaces, and that does not expire.
    pub(crate) fn open_lasting(&mut self, person: &str, access: String) {
        let (person, tokens) = (person.to_owned(), Tokens { access, refresh: None });
        self.add(SavedSession { person, tokens, is_lasting: true, ..SavedSession::default() });
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
        self.by_replaced.extend(session.replaced.iter().map(|replaced| (replaced.clone(), number)));
        self.sessions.insert(number, Session { saved: session, ending: Ending::default() });
    }

    fn remove(&mut self, number: u64) {
        let Some(Session { saved, .. }) = self.sessions.remove(&number) else { return };
        forget(&mut self.by_access, &saved.tokens.access, number);
        saved.tokens.refresh.iter().for_each(|refresh| forget(&mut self.by_refresh, refresh, number));
        saved.used.iter().for_each(|used| forget(&mut self.by_used, used, number));
        saved.replaced.iter().for_each(|replaced| forget(&mut self.by_replaced, replaced, number));
    }

    /// The session with a refresh token, and its person.
    pub(crate) fn refreshable(&self, refresh: &str) -> Option<(u64, String)> {
        let number = self.by_refresh.get(refresh)?;
        Some((*number, self.sessions.get(number)?.saved.person.clone()))
    }

    /// The session in which a refresh token was already used.
    pub(crate) fn session_of_used(&self, refresh: &str) -> Option<u64> {
        self.by_used.get(refresh).copied()
    }

    /// The person of the session that a current or used refresh token belongs to.
    pub(crate) fn person_of_refresh(&self, refresh: &str) -> Option<String> {
        let known = self.refreshable(refresh).map(|(_, person)| person);
        known.or_else(|| Some(self.sessions.get(&self.session_of_used(refresh)?)?.saved.person.clone()))
    }

    /// Continues a session with new tokens.
    pub(crate) fn renew(&mut self, number: u64, tokens: Tokens, expires_at: Option<Timestamp>) {
        let Some(Session { saved, .. }) = self.sessions.get_mut(&number) else { return };
        let Tokens { access, refresh } = std::mem::replace(&mut saved.tokens, tokens);
        forget(&mut self.by_access, &access, number);
        self.by_replaced.insert(access.clone(), number);
        saved.replaced.push_back(access);
        if saved.replaced.len() > REPLACED
            && let Some(forgotten) = saved.replaced.pop_front()
        {
            forget(&mut self.by_replaced, &forgotten, number);
        }
        if let Some(used) = refresh {
            forget(&mut self.by_refresh, &used, number);
            self.by_used.insert(used.clone(), number);
            saved.used.push_back(used);
        }
        if saved.used.len() > USED
            && let Some(forgotten) = saved.used.pop_front()
        {
            forget(&mut self.by_used, &forgotten, number);
        }
        self.by_access.insert(saved.tokens.access.clone(), number);
        self.by_refresh.extend(saved.tokens.refresh.iter().map(|refresh| (refresh.clone(), number)));
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

    /// The caller that an access token authenticates.
    pub(crate) fn authenticate(&self, access: &str, now: Timestamp) -> Result<Caller, TokenFault> {
        let Some(number) = self.by_access.get(access) else {
            let has_expired = self.by_replaced.contains_key(access);
            return Err(if has_expired { TokenFault::Expired } else { TokenFault::Invalid });
        };
        let Session { saved, .. } = self.sessions.get(number).ok_or(TokenFault::Invalid)?;
        if saved.expires_at.is_some_and(|end| end <= now) {
            return Err(TokenFault::Expired);
        }
        Ok(Caller { subject: saved.person.clone(), session: Some(number.to_string()), expires_at: saved.expires_at })
    }

    /// A token that is cancelled when a session ends; `None` if it has ended.
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

/// Removes a token of a session from an index. Another session may have the same token, because tokens are short.
fn forget(index: &mut HashMap<String, u64>, token: &str, session: u64) {
    if index.get(token) == Some(&session) {
        index.remove(token);
    }
}

/// The moment that many seconds later, if the calendar has it.
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
    fn a_renewed_session_remembers_some_used_and_replaced_tokens() {
        let mut accounts = Accounts::default();
        accounts.open("ada", tokens(0), None);
        for number in 1..=USED + 1 {
            accounts.renew(0, tokens(number), None);
        }
        assert_eq!(accounts.session_of_used("refresh-0"), None);
        assert_eq!(accounts.session_of_used("refresh-1"), Some(0));
        let fault = |accounts: &Accounts, access| accounts.authenticate(access, Timestamp::UNIX_EPOCH).err();
        let [forgotten, replaced] = [USED - REPLACED, USED - REPLACED + 1].map(|number| format!("access-{number}"));
        assert_eq!(fault(&accounts, &forgotten), Some(TokenFault::Invalid));
        assert_eq!(fault(&accounts, &replaced), Some(TokenFault::Expired));
        assert_eq!(fault(&Accounts::restore(accounts.save()), &replaced), Some(TokenFault::Expired));
        let ending = accounts.ending("0").expect("the session is open");
        accounts.end_of("ada");
        assert!(ending.is_cancelled());
        let Accounts { by_access, by_refresh, by_used, by_replaced, .. } = &accounts;
        assert_eq!([by_access, by_refresh, by_used, by_replaced].map(HashMap::len), [0; 4]);
    }
}
