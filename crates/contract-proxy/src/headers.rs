//! The headers that a proxy removes, changes and adds.

use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// The headers that belong to one connection and are not passed on (RFC 9110, section 7.6.1).
const OF_CONNECTION: [HeaderName; 7] = [
    header::CONNECTION,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
/// The codings that the proxy can decode.
const CODINGS: [&str; 4] = ["gzip", "x-gzip", "deflate", "identity"];

/// Removes the headers of one connection, including those that `Connection` names.
pub(crate) fn remove_hop_by_hop(headers: &mut HeaderMap) {
    let named: Vec<HeaderName> = headers
        .get_all(header::CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|name| name.trim().parse().ok())
        .collect();
    for name in OF_CONNECTION.iter().chain(&named) {
        headers.remove(name);
    }
}

/// The headers of a request for the target. `via` is the name of this proxy.
pub(crate) fn of_request(asked: &HeaderMap, client: Option<IpAddr>, via: &HeaderValue) -> HeaderMap {
    let mut headers = asked.clone();
    remove_hop_by_hop(&mut headers);
    // The client to the target sets its own: the host of the target, and the length of the body.
    headers.remove(header::HOST);
    headers.remove(header::CONTENT_LENGTH);
    headers.remove(header::PROXY_AUTHORIZATION);
    // The server of the proxy has already answered it.
    headers.remove(header::EXPECT);
    readable_codings(&mut headers);
    if let Some(client) = client {
        let before = joined(&headers, &FORWARDED_FOR).map(|before| format!("{before}, ")).unwrap_or_default();
        set(&mut headers, FORWARDED_FOR, &format!("{before}{client}"));
    }
    if let Some(host) = asked.get(header::HOST).filter(|_| !headers.contains_key(FORWARDED_HOST)) {
        headers.insert(FORWARDED_HOST, host.clone());
    }
    headers.entry(FORWARDED_PROTO).or_insert(HeaderValue::from_static("http"));
    headers.append(header::VIA, via.clone());
    headers
}

/// Whether a request has passed a proxy of this name.
pub(crate) fn has_passed(headers: &HeaderMap, name: &str) -> bool {
    let via = headers.get_all(header::VIA).iter().filter_map(|value| value.to_str().ok());
    via.flat_map(|value| value.split(',')).any(|hop| hop.split_whitespace().nth(1) == Some(name))
}

/// Removes the codings that the proxy cannot decode, so that each answer can be checked.
fn readable_codings(headers: &mut HeaderMap) {
    let Some(accepted) = joined(headers, &header::ACCEPT_ENCODING) else { return };
    let is_readable = |coding: &&str| {
        let name = coding.split(';').next().unwrap_or_default().trim();
        CODINGS.iter().any(|known| known.eq_ignore_ascii_case(name))
    };
    let readable: Vec<&str> = accepted.split(',').filter(is_readable).map(str::trim).collect();
    // Without the header, a server may choose any coding.
    let readable = if readable.is_empty() { "identity".to_owned() } else { readable.join(", ") };
    set(headers, header::ACCEPT_ENCODING, &readable);
}

/// The values of a header as one list.
fn joined(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let values: Vec<&str> = headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect();
    (!values.is_empty()).then(|| values.join(", "))
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
        lines.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn headers_of_one_connection_are_left_out() {
        let mut all = headers(&[
            ("connection", "keep-alive, X-Hop"),
            ("keep-alive", "timeout=5"),
            ("x-hop", "1"),
            ("te", "trailers"),
            ("transfer-encoding", "chunked"),
            ("x-stays", "1"),
        ]);
        remove_hop_by_hop(&mut all);
        assert_eq!(all, headers(&[("x-stays", "1")]));
    }

    #[test]
    fn a_request_says_where_it_comes_from() {
        let asked = headers(&[
            ("host", "shop.test"),
            ("x-forwarded-for", "192.0.2.1"),
            ("via", "1.1 one"),
            ("accept-encoding", "br, gzip;q=0.5, zstd"),
        ]);
        let via = HeaderValue::from_static("1.1 this");
        let passed = of_request(&asked, "127.0.0.1".parse().ok(), &via);
        assert_eq!(passed["x-forwarded-for"], "192.0.2.1, 127.0.0.1");
        assert_eq!(
            (&passed["x-forwarded-host"], &passed["x-forwarded-proto"]),
            (&"shop.test".parse().unwrap(), &"http".parse().unwrap())
        );
        assert_eq!(passed["accept-encoding"], "gzip;q=0.5");
        assert!(!passed.contains_key("host"));
        assert!(has_passed(&passed, "one") && has_passed(&passed, "this") && !has_passed(&passed, "other"));
    }

    #[test]
    fn a_client_that_accepts_unreadable_codings_only_gets_none() {
        let passed = of_request(&headers(&[("accept-encoding", "br, *")]), None, &HeaderValue::from_static("1.1 x"));
        assert_eq!(passed["accept-encoding"], "identity");
    }
}
