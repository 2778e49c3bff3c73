//! Refuses requests before they are routed: those beyond the limit of connections, and those without a host.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, Response, Version, header, uri::Authority},
    middleware::Next,
};

use crate::{
    fault::Fault,
    platform::{Platform, Settings},
    problem::{RequestContext, refuse},
    shared::Shared,
    standing::RETRY_AFTER,
};

/// Marks a request on a connection beyond the limits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Crowded;

/// Passes a request on, or responds with the reason for which it is refused.
pub(crate) async fn check<S: Platform>(shared: Arc<Shared<S>>, request: Request, next: Next) -> Response<Body> {
    match refusal(&shared.settings, &request) {
        None => next.run(request).await,
        Some(fault) => refuse(&shared, &RequestContext::from_request(&request), fault),
    }
}

fn refusal(settings: &Settings, request: &Request) -> Option<Fault> {
    if let Err(found) = host(request) {
        let detail =
            format!("the request must have one `Host` header with a host such as `example.com:8080`, but {found}");
        return Some(Fault::Unreadable(detail, Vec::new()));
    }
    let is_crowded = request.extensions().get::<Crowded>().is_some();
    let is_answered = || settings.is_always_answered(request.uri().path());
    (is_crowded && !is_answered()).then_some(Fault::Overloaded { retry_after: RETRY_AFTER })
}

/// Checks that a request has exactly one host (RFC 9112, section 3.2; RFC 9113, section 8.3.1).
fn host(request: &Request) -> Result<(), &'static str> {
    let names = request.headers().get_all(header::HOST);
    match (names.iter().count(), request.version()) {
        (0, Version::HTTP_09 | Version::HTTP_10) => Ok(()),
        (0, Version::HTTP_2 | Version::HTTP_3) if request.uri().authority().is_some() => Ok(()),
        (0, _) => Err("has none"),
        (1, _) if is_host(request.headers()) => Ok(()),
        (1, _) => Err("has one that is not a host"),
        _ => Err("has more than one"),
    }
}

fn is_host(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|value| Authority::try_from(value.as_bytes()).ok());
    host.is_some_and(|host| {
        let port = host.as_str().strip_prefix(host.host()).unwrap_or("?");
        let is_port = port.is_empty() || port == ":" || host.port_u16().is_some();
        !host.host().is_empty() && is_port
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn request(version: Version, uri: &str, hosts: &[&str]) -> Request {
        let mut request = Request::builder().version(version).uri(uri).body(Body::empty()).unwrap();
        hosts.iter().for_each(|host| _ = request.headers_mut().append(header::HOST, host.parse().unwrap()));
        request
    }

    #[test]
    fn a_host_is_a_name_or_an_address_with_or_without_a_port() {
        for good in ["example.com", "example.com:8080", "example.com:", "127.0.0.1:80", "[::1]", "[::1]:80", "a_b.c"] {
            assert_eq!(host(&request(Version::HTTP_11, "/", &[good])), Ok(()), "{good}");
        }
        for bad in ["", " ", "a b", "a/b", "a?b", "a#b", ":80", "a:b", "a:99999", "a,b:1:2", "me@example.com", "[::1"] {
            assert!(host(&request(Version::HTTP_11, "/", &[bad])).is_err(), "{bad}");
        }
    }

    #[test]
    fn each_version_names_its_host_once() {
        assert!(host(&request(Version::HTTP_11, "/", &[])).is_err());
        assert!(host(&request(Version::HTTP_11, "http://example.com/", &[])).is_err(), "the header is needed as well");
        assert!(host(&request(Version::HTTP_11, "/", &["a", "a"])).is_err());
        assert!(host(&request(Version::HTTP_10, "/", &["a", "b"])).is_err());
        assert_eq!(host(&request(Version::HTTP_10, "/", &[])), Ok(()));
        assert_eq!(host(&request(Version::HTTP_2, "http://example.com/", &[])), Ok(()));
        assert!(host(&request(Version::HTTP_2, "/", &[])).is_err());
    }
}
