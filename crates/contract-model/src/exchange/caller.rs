//! The person who calls, and the program that calls for them.

use std::net::IpAddr;

/// A caller who sent a valid token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The subject of the token.
    pub subject: String,
    /// The session that the token belongs to, where tokens belong to one.
    pub session: Option<String>,
    /// The end of the token, where it has one.
    pub expires_at: Option<jiff::Timestamp>,
}

/// Why a token is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenFault {
    /// It has ended.
    Expired,
    /// It was not made by this platform, or has been revoked.
    Invalid,
}

/// The program that sent a request.
///
/// Handlers that slow down guessing, or that recognise a browser, need it. A contract declares none of it.
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
