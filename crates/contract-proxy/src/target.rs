//! The server to which a proxy passes requests.

use std::{fmt, str::FromStr};

use axum::http::uri::PathAndQuery;
use url::{Host, Url};

/// The base URL of a server: its scheme and host, and the prefix of its paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target(Url);

/// The reason why a text is not a target.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is no base URL of a server: {reason}")]
pub struct TargetError {
    text: String,
    reason: String,
}

impl FromStr for Target {
    type Err = TargetError;

    fn from_str(text: &str) -> Result<Self, TargetError> {
        let wrong = |reason: String| TargetError { text: text.to_owned(), reason };
        let url = Url::parse(text).map_err(|error| wrong(format!("{error}; write it as http://127.0.0.1:8080")))?;
        if !["http", "https"].contains(&url.scheme()) {
            return Err(wrong(format!("its scheme must be http or https, but is {}", url.scheme())));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(wrong("it must end with its path; leave out the query and the fragment".into()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(wrong("it must have no name and no password; let the clients send credentials".into()));
        }
        Ok(Self(url))
    }
}

impl Target {
    /// The URL of a request, or the reason why it is invalid.
    pub(crate) fn url(&self, asked: Option<&PathAndQuery>) -> Result<Url, url::ParseError> {
        let base = self.0.as_str().trim_end_matches('/');
        Url::parse(&format!("{base}{}", asked.map_or("/", PathAndQuery::as_str)))
    }

    /// Whether the target is on this machine.
    pub fn is_loopback(&self) -> bool {
        match self.0.host() {
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        }
    }

    /// The target's port.
    pub fn port(&self) -> Option<u16> {
        self.0.port_or_known_default()
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_stays_in_front_of_each_path() {
        for (base, path, expected) in [
            ("http://127.0.0.1:8080", "/books?page=2", "http://127.0.0.1:8080/books?page=2"),
            ("https://api.example.com/v1/", "/books", "https://api.example.com/v1/books"),
            ("https://api.example.com/v1", "/books/a%20b", "https://api.example.com/v1/books/a%20b"),
        ] {
            let target: Target = base.parse().unwrap();
            assert_eq!(target.url(Some(&path.parse().unwrap())).unwrap().as_str(), expected);
        }
    }

    #[test]
    fn a_text_that_names_no_server_is_refused_with_its_reason() {
        for (text, expected) in [
            ("localhost:8080", "its scheme must be http or https, but is localhost"),
            ("127.0.0.1", "relative URL without a base; write it as http://127.0.0.1:8080"),
            ("ftp://example.com", "its scheme must be http or https, but is ftp"),
            ("http://example.com/?a=b", "leave out the query"),
            ("http://ada:secret@example.com", "let the clients send credentials"),
        ] {
            let error = text.parse::<Target>().unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
