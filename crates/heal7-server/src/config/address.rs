//! The address to listen on: its forms in the settings, and the URL that links begin with.

use std::net::{AddrParseError, Ipv4Addr, SocketAddr};

use serde::{Deserialize as _, Deserializer, de::Error as _};

/// Reads an address to listen on: `127.0.0.1:8080`, `[::]:8080`, or `:8080`, which is that port of this machine alone.
///
/// # Errors
/// When the text has none of these forms.
pub fn listening(text: &str) -> Result<SocketAddr, AddrParseError> {
    match text.strip_prefix(':').and_then(|port| port.parse().ok()) {
        Some(port) => Ok((Ipv4Addr::LOCALHOST, port).into()),
        None => text.parse(),
    }
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SocketAddr, D::Error> {
    let text = String::deserialize(deserializer)?;
    listening(&text).map_err(|_| {
        D::Error::custom(format!("must be an address such as `127.0.0.1:8080` or `:8080`, but is `{text}`"))
    })
}

/// Returns the beginning of a link to a server that listens on this address. For a server that listens on all
/// addresses, the link leads to this machine.
pub(super) fn url(listen: SocketAddr) -> String {
    match listen {
        SocketAddr::V4(v4) if v4.ip().is_unspecified() => format!("http://127.0.0.1:{}", v4.port()),
        SocketAddr::V6(v6) if v6.ip().is_unspecified() => format!("http://localhost:{}", v6.port()),
        other => format!("http://{other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{listening, url};

    #[test]
    fn addresses_are_read_and_become_links() {
        for (text, link) in [
            (":9090", "http://127.0.0.1:9090"),
            ("127.0.0.1:9090", "http://127.0.0.1:9090"),
            ("0.0.0.0:80", "http://127.0.0.1:80"),
            ("[::]:9090", "http://localhost:9090"),
            ("[::1]:9090", "http://[::1]:9090"),
            ("192.0.2.1:9090", "http://192.0.2.1:9090"),
        ] {
            assert_eq!(listening(text).map(url).as_deref(), Ok(link), "{text}");
        }
        for text in ["", ":", "9090", ":70000", "::9090", "localhost:9090"] {
            assert!(listening(text).is_err(), "{text}");
        }
    }
}
