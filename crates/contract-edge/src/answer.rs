//! Converts the answer of a handler into an HTTP response: status, headers and body.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use contract_model::{exchange::Reply, registry::Operation};
use jiff::{civil::Date, tz::TimeZone};
use serde::Serialize;
use xxhash_rust::xxh3::xxh3_128;

use crate::fault::Fault;

/// Returns the response to a request that its handler answered.
pub(crate) fn reply(operation: &Operation, asked: &HeaderMap, reply: Reply) -> Result<Response<Body>, Fault> {
    let internal = |error: &dyn std::fmt::Display| Fault::Internal(error.to_string());
    let status = StatusCode::from_u16(reply.status).map_err(|error| internal(&error))?;
    let body = reply.body;
    let mut headers = HeaderMap::new();
    for (name, value) in reply.headers {
        let name = HeaderName::try_from(name).map_err(|error| internal(&error))?;
        headers.insert(name, HeaderValue::try_from(value).map_err(|error| internal(&error))?);
    }
    lifecycle(operation, &mut headers);
    let is_known = freshness(operation, asked, body.as_deref(), &mut headers);
    let mut response = match body {
        _ if is_known => Response::new(Body::empty()),
        Some(body) => {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            Response::new(Body::from(body))
        }
        None => Response::new(Body::empty()),
    };
    *response.status_mut() = if is_known { StatusCode::NOT_MODIFIED } else { status };
    *response.headers_mut() = headers;
    Ok(response)
}

/// Adds the headers with the dates of an operation's deprecation (RFC 9745) and removal (RFC 8594).
fn lifecycle(operation: &Operation, headers: &mut HeaderMap) {
    let Some(deprecation) = &operation.lifecycle.deprecated else { return };
    let midnight = |day: &Option<String>| {
        let day: Date = day.as_ref()?.parse().ok()?;
        Some(day.to_zoned(TimeZone::UTC).ok()?.timestamp())
    };
    let since = midnight(&deprecation.since).map(|time| format!("@{}", time.as_second()));
    let sunset = midnight(&deprecation.sunset).map(|time| time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string());
    for (name, value) in [("deprecation", since), ("sunset", sunset)] {
        if let Some(value) = value.and_then(|value| HeaderValue::try_from(value).ok()) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
}

/// Returns the entity tag (RFC 9110, section 8.8.3) of a response with this body; `If-Match` repeats it.
///
/// # Panics
/// When the body does not serialise. Types of a contract always do.
pub fn entity_tag(body: &impl Serialize) -> String {
    entity_tag_of(&serde_json::to_vec(body).expect("a type of a contract serialises"))
}

/// Returns the entity tag of any bytes: a weak one, since a proxy may compress them.
pub fn entity_tag_of(body: &[u8]) -> String {
    format!("W/\"{}\"", URL_SAFE_NO_PAD.encode(xxh3_128(body).to_be_bytes()))
}

/// Whether `If-None-Match` says that the caller already has the content with this entity tag.
pub fn is_known(asked: &HeaderMap, entity_tag: &str) -> bool {
    let header_values = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    header_values
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.trim_start_matches("W/") == entity_tag.trim_start_matches("W/"))
}

/// Adds the headers for caches. Returns whether the caller already has the same content.
fn freshness(operation: &Operation, asked: &HeaderMap, body: Option<&[u8]>, headers: &mut HeaderMap) -> bool {
    let (Some(policy), Some(body), "GET") = (&operation.policy.cache, body, operation.method.as_str()) else {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        return false;
    };
    let cache = format!("private, max-age={}", policy.max_age);
    let entity_tag = entity_tag_of(body);
    let is_known = is_known(asked, &entity_tag);
    if let (Ok(cache), Ok(entity_tag)) = (HeaderValue::try_from(cache), HeaderValue::try_from(entity_tag)) {
        headers.insert(header::CACHE_CONTROL, cache);
        headers.insert(header::ETAG, entity_tag);
    }
    is_known
}
