//! Reads the body of a request: its size, its media type, its text, its values.

use std::{error::Error, time::Duration};

use axum::{
    body::{Body, to_bytes},
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request},
    http::{HeaderMap, header},
};
use contract_model::{
    exchange::{File, RawBody, Violation},
    number,
    registry::{self, Operation, Part, PartContent},
};
use futures_util::StreamExt as _;
use http_body_util::LengthLimitError;
use mediatype::{MediaType, ReadParams};
use serde_json::{Map, Value};

use super::parameters::coerce;
use crate::{fault::Fault, platform::Platform, shared::Shared};

/// The number of bytes of a too large body that are read and discarded.
const DISCARDED: usize = 16 * 1024 * 1024;
/// The time limit for that.
const DISCARDING: Duration = Duration::from_secs(1);

/// Reads the body that the operation declares.
pub(crate) async fn read<S: Platform>(
    shared: &Shared<S>,
    operation: &Operation,
    headers: &HeaderMap,
    body: Body,
) -> Result<RawBody, Fault> {
    match &operation.body {
        registry::Body::None => Ok(RawBody::None),
        registry::Body::Json { .. } => {
            media_type(headers, &["application/json".to_owned()])?;
            let bytes = bytes(shared, headers, body, shared.settings.json_limit).await?;
            json(shared, operation, &bytes).map(RawBody::Json)
        }
        registry::Body::Bytes { media_types, max_bytes, .. } => {
            let media_type = media_type(headers, media_types)?;
            let bytes = bytes(shared, headers, body, *max_bytes as usize).await?;
            Ok(RawBody::Bytes(File { name: None, media_type, bytes: bytes.into() }))
        }
        registry::Body::Multipart { parts } => {
            media_type(headers, &["multipart/form-data".to_owned()])?;
            multipart(shared, operation, headers, body, parts).await
        }
    }
}

/// Returns the media type of the body, if it is one of these.
pub(crate) fn media_type(headers: &HeaderMap, accepted: &[String]) -> Result<String, Fault> {
    let wrong = || Fault::UnsupportedMediaType(format!("Content-Type may be {}", accepted.join(", ")));
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).ok_or_else(wrong)?;
    let parsed = MediaType::parse(content_type).map_err(|_| wrong())?;
    let essence = parsed.essence().to_string();
    let charset = parsed.get_param(mediatype::names::CHARSET);
    let is_utf_8 = charset.is_none_or(|charset| charset.unquoted_str().eq_ignore_ascii_case("utf-8"));
    let matching = accepted.iter().find(|accepted| accepted.eq_ignore_ascii_case(&essence));
    matching.filter(|_| is_utf_8).cloned().ok_or_else(wrong)
}

/// Returns the bytes of the body, up to `limit` bytes and within a time limit.
pub(crate) async fn bytes<S>(
    shared: &Shared<S>,
    headers: &HeaderMap,
    body: Body,
    limit: usize,
) -> Result<axum::body::Bytes, Fault> {
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|announced| announced > limit) {
        // A client that sends `Expect` (RFC 9110, section 10.1.1) waits for permission and has sent nothing yet.
        if !headers.contains_key(header::EXPECT) {
            discard(body).await;
        }
        return Err(Fault::PayloadTooLarge(limit));
    }
    let patience = shared.settings.body_timeout;
    match tokio::time::timeout(patience, to_bytes(body, limit)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) if is_too_long(&error) => Err(Fault::PayloadTooLarge(limit)),
        Ok(Err(error)) => Err(Fault::Unreadable(format!("the body broke off: {error}"), Vec::new())),
        Err(_) => {
            Err(Fault::Unreadable(format!("the body did not come within {} seconds", patience.as_secs()), Vec::new()))
        }
    }
}

/// Reads the rest of a client's body for a short time. Most clients read the response only after they have sent
/// everything, and never see it if the connection is closed before.
async fn discard(body: Body) {
    let mut left = DISCARDED;
    let mut chunks = body.into_data_stream();
    let reading = async {
        while let Some(Ok(chunk)) = chunks.next().await {
            left = left.saturating_sub(chunk.len());
            if left == 0 {
                return;
            }
        }
    };
    // The result does not matter.
    _ = tokio::time::timeout(DISCARDING, reading).await;
}

fn is_too_long(error: &axum::Error) -> bool {
    error.source().is_some_and(<dyn Error>::is::<LengthLimitError>)
}

/// Parses a JSON text into a value, validated against the contract and with canonical numbers.
fn json<S: Platform>(shared: &Shared<S>, operation: &Operation, bytes: &[u8]) -> Result<Value, Fault> {
    let mut value: Value = serde_json::from_slice(bytes)
        .map_err(|error| Fault::Unreadable(format!("the body is not JSON: {error}"), Vec::new()))?;
    let violations = shared.validator.body(&operation.id, &value);
    if !violations.is_empty() && !shared.platform.tolerates(&operation.id, &violations) {
        return Err(Fault::Invalid(violations));
    }
    number::make_canonical(&mut value);
    Ok(value)
}

/// Reads the parts of a form; values among them are coerced and validated.
async fn multipart<S: Platform>(
    shared: &Shared<S>,
    operation: &Operation,
    headers: &HeaderMap,
    body: Body,
    parts: &[Part],
) -> Result<RawBody, Fault> {
    let limit = shared.settings.json_limit
        + parts
            .iter()
            .map(|part| match &part.content {
                PartContent::File { max_bytes, .. } => *max_bytes as usize,
                PartContent::Value { .. } => 0,
            })
            .sum::<usize>();
    let bytes = bytes(shared, headers, body, limit).await?;
    let mut request = Request::new(Body::from(bytes));
    *request.headers_mut() = headers.clone();
    // The contract limits the size, instead of the two megabytes that axum allows by default.
    DefaultBodyLimit::disable().apply(&mut request);
    let broken = |error: &dyn std::fmt::Display| Fault::Unreadable(format!("the form: {error}"), Vec::new());
    let mut form = Multipart::from_request(request, &()).await.map_err(|error| broken(&error))?;
    let (mut values, mut files, mut violations) = (Map::new(), Vec::new(), Vec::new());
    let mut violate = |name: &str, code: &str, detail: String| {
        violations.push(Violation { pointer: format!("/{name}"), code: code.into(), detail });
    };
    while let Some(field) = form.next_field().await.map_err(|error| broken(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        let Some(part) = parts.iter().find(|part| part.name == name) else {
            violate(&name, "unknown", shared.validator.message("additionalProperties", ""));
            continue;
        };
        if values.contains_key(&name) || files.iter().any(|(known, _)| *known == name) {
            violate(&name, "repeated", shared.validator.message("repeated", ""));
            continue;
        }
        let file_name = field.file_name().map(str::to_owned);
        let media_type = field.content_type().unwrap_or("application/octet-stream").to_owned();
        let content = field.bytes().await.map_err(|error| broken(&error))?;
        match &part.content {
            PartContent::File { media_types, max_bytes, .. } => {
                if content.len() > *max_bytes as usize {
                    return Err(Fault::PayloadTooLarge(*max_bytes as usize));
                }
                if !media_types.contains(&media_type) {
                    return Err(Fault::UnsupportedMediaType(format!("`{name}` may be {}", media_types.join(", "))));
                }
                files.push((name, File { name: file_name, media_type, bytes: content.into() }));
            }
            PartContent::Value { schema } => {
                let read = if shared.registry.is_text(schema) {
                    let text = std::str::from_utf8(&content).map_err(|error| broken(&error))?;
                    Ok(coerce(&shared.registry, schema, text))
                } else {
                    serde_json::from_slice(&content)
                };
                match read {
                    Ok(mut value) => {
                        for Violation { pointer, code, detail } in shared.validator.part(&operation.id, &name, &value) {
                            violate(&format!("{name}{pointer}"), &code, detail);
                        }
                        number::make_canonical(&mut value);
                        values.insert(name, value);
                    }
                    Err(error) => {
                        violate(&name, "json", format!("This must be JSON: {error}."));
                        // The part is present, although it cannot be read.
                        values.insert(name, Value::Null);
                    }
                }
            }
        }
    }
    for part in parts.iter().filter(|part| part.required) {
        if !values.contains_key(&part.name) && !files.iter().any(|(name, _)| *name == part.name) {
            violate(&part.name, "required", shared.validator.message("required", ""));
        }
    }
    if violations.is_empty() || shared.platform.tolerates(&operation.id, &violations) {
        return Ok(RawBody::Multipart { values, files });
    }
    Err(Fault::Invalid(violations))
}
