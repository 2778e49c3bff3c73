//! The cookies of a request (RFC 6265, section 5.4).

use axum::http::{HeaderMap, header};
use cookie::Cookie;

/// Returns the names and values of all cookies; parts that are not cookies are skipped.
pub fn cookies(headers: &HeaderMap) -> Vec<(String, String)> {
    let sent = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let cookies = sent.flat_map(|sent| Cookie::split_parse(sent).flatten());
    cookies.map(|cookie| (cookie.name().to_owned(), cookie.value().to_owned())).collect()
}
