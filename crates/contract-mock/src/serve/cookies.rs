//! The cookie mode: the refresh token of a session is in a cookie that no script can read, and the answer has a word in
//! its place. The word and the cookie are valid only together.

use contract_model::{exchange::Client, registry::Registry};
use cookie::{Cookie, CookieBuilder, SameSite, time::Duration};

use crate::identity::token::word;

/// The cookie of the refresh tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RefreshCookie {
    name: String,
    /// The path prefix for which a browser sends the cookie.
    path: String,
}

impl RefreshCookie {
    /// A cookie for the paths that all operations on sessions have in common.
    pub(super) fn new(registry: &Registry, name: &str) -> Self {
        let operations = registry.operations.iter().filter(|operation| operation.policy.session.is_some());
        let mut paths = operations.map(|operation| operation.path.split('/').collect::<Vec<_>>());
        let mut common = paths.next().unwrap_or_default();
        for path in paths {
            let length = common.iter().zip(&path).take_while(|(one, other)| one == other).count();
            common.truncate(length);
        }
        common.retain(|part| !part.starts_with('{'));
        Self { name: name.to_owned(), path: format!("/{}", common.join("/").trim_start_matches('/')) }
    }

    /// The refresh token that a client has sent: the one in its cookie, if the word belongs to it.
    pub(super) fn token<'a>(&self, client: &'a Client, sent: &str) -> Option<&'a str> {
        client.cookie(&self.name).filter(|token| word(token) == sent)
    }

    /// The header that makes a browser store a token.
    pub(super) fn keep(&self, token: &str) -> (&'static str, String) {
        ("Set-Cookie", self.cookie(token.to_owned()).build().to_string())
    }

    /// The header that makes a browser delete the token.
    pub(super) fn forget(&self) -> (&'static str, String) {
        ("Set-Cookie", self.cookie(String::new()).max_age(Duration::ZERO).build().to_string())
    }

    fn cookie(&self, value: String) -> CookieBuilder<'static> {
        let cookie = Cookie::build((self.name.clone(), value)).path(self.path.clone());
        cookie.http_only(true).same_site(SameSite::Lax)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOKSHOP: &str = include_str!("../../../contract-model/tests/registries/bookshop.json");

    #[test]
    fn a_browser_sends_the_cookie_to_operations_on_sessions_alone() {
        let registry = Registry::from_json(BOOKSHOP).expect("a registry");
        let cookie = RefreshCookie::new(&registry, "refresh");
        assert_eq!(cookie.keep("t-1"), ("Set-Cookie", "refresh=t-1; HttpOnly; SameSite=Lax; Path=/session".into()));
        let (_, forgotten) = cookie.forget();
        assert!(forgotten.starts_with("refresh=;") && forgotten.contains("Max-Age=0"), "{forgotten}");
    }

    #[test]
    fn a_token_counts_only_with_its_own_word() {
        let registry = Registry::from_json(BOOKSHOP).expect("a registry");
        let cookie = RefreshCookie::new(&registry, "refresh");
        let client = Client { address: None, cookies: vec![("refresh".into(), "t-1".into())] };
        assert_eq!(cookie.token(&client, &word("t-1")), Some("t-1"));
        assert_eq!(cookie.token(&client, &word("t-2")), None);
        assert_eq!(cookie.token(&client, "t-1"), None, "the token is no word");
        assert_eq!(cookie.token(&Client { cookies: Vec::new(), ..client }, &word("t-1")), None);
    }
}
