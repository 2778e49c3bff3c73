//! The client that sent a request: its address and its cookies. Who is signed in there is
//! [`Caller`](super::Caller).

use std::net::IpAddr;

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
