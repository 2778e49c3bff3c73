//! The person who calls, and the program that calls on their behalf.

use std::net::IpAddr;

/// A caller who sent a valid token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The subject of the token.
    pub subject: String,
    /// The session of the token, where tokens belong to sessions.
    pub session: Option<String>,
    /// The time at which the token expires, where it does.
    pub expires_at: Option<jiff::Timestamp>,
}

/// The reason for which a token is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenFault {
    /// It has expired.
    Expired,
    /// It was not issued by this platform, or has been revoked.
    Invalid,
}

/// The program that sent a request.
///
/// Handlers that slow down guessing, or that recognise a browser, need it. A contract does not declare it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Client {
    /// The address that the request came from; absent when the server does not know it.
    pub address: Option<IpAddr>,
    /// The names and values of the cookies that it sent, in their order.
    pub cookies: Vec<(String, String)>,
}

impl Client {
    /// Returns the last cookie of a name.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}
