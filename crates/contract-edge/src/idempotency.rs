//! Idempotency keys: a request that is sent again with the same key gets the first response again.
//!
//! The implementation keeps the responses ([`Platform::claim`] and [`Platform::settle`]). This module decides which
//! requests have a key, when two requests are the same, and which responses are worth keeping.

use axum::{
    body::{Body, Bytes},
    http::{HeaderName, HeaderValue, Response, StatusCode},
};
use contract_model::{
    exchange::{Caller, Claim, Kept, Keyed, RawBody, Violation},
    registry::{Operation, Requirement},
    validate::Validator,
};
use jiff::Timestamp;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{fault::Fault, idempotency_store::IdempotencyStore, problem::Failed, request::Admitted};

/// The header with a key.
const KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// The header that marks a response as a repetition.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// The maximum length of a key.
const LONGEST: usize = 255;

/// Returns the key of a request, where the operation accepts one and the caller sent one.
pub(crate) fn key(validator: &Validator, operation: &Operation, request: &Admitted) -> Result<Option<Keyed>, Fault> {
    let Some(requirement) = operation.policy.idempotency_key else { return Ok(None) };
    let header_value = request.headers.get(&KEY).map(|value| value.to_str().unwrap_or_default());
    let wrong = |code: &str, detail: String| {
        let violation = Violation { pointer: format!("header/{KEY}"), code: code.into(), detail };
        Fault::Unreadable("the idempotency key".into(), vec![violation])
    };
    let Some(header_value) = header_value else {
        return match requirement {
            Requirement::Required => Err(wrong("required", validator.message("required", ""))),
            Requirement::Optional => Ok(None),
        };
    };
    // A string of structured fields (RFC 8941) has quotes, but most clients send none.
    let key = header_value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(header_value);
    // The same rule as `IDEMPOTENCY_KEY_PATTERN` of the registry, which clients know.
    if key.is_empty() || header_value.len() > LONGEST || !header_value.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(wrong("pattern", format!("This must be 1 to {LONGEST} visible characters of ASCII.")));
    }
    Ok(Some(Keyed {
        subject: request.caller.as_ref().map(|Caller { subject, .. }| subject.clone()),
        operation: operation.id.clone(),
        key: key.to_owned(),
        fingerprint: fingerprint(&request.parameters, &request.body),
        at: Timestamp::now(),
    }))
}

fn fingerprint(parameters: &Value, body: &RawBody) -> [u8; 32] {
    let mut digest = Sha256::new();
    // Each part is preceded by its length, so that different requests cannot have the same bytes.
    let mut tell = |part: &[u8]| {
        digest.update(part.len().to_be_bytes());
        digest.update(part);
    };
    tell(parameters.to_string().as_bytes());
    match body {
        RawBody::None => {}
        RawBody::Json(value) => tell(value.to_string().as_bytes()),
        RawBody::Bytes(file) => tell(&file.bytes),
        RawBody::Multipart { values, files } => {
            tell(Value::Object(values.clone()).to_string().as_bytes());
            for (name, file) in files {
                tell(name.as_bytes());
                tell(&file.bytes);
            }
        }
    }
    digest.finalize().into()
}

/// Claims a key. Returns the response of the first request with the key, or `None` where this request is the first.
pub(crate) async fn claim(store: &dyn IdempotencyStore, keyed: &Keyed) -> Result<Option<Response<Body>>, Failed> {
    match store.claim(keyed).await? {
        Claim::First => Ok(None),
        Claim::Answered(kept) => Ok(Some(again(kept))),
        Claim::Running => Err(Fault::KeyInUse.into()),
        Claim::Other => Err(Fault::KeyReused.into()),
    }
}

/// Settles a key with a response, which is kept if work was done.
pub(crate) async fn settle(store: &dyn IdempotencyStore, keyed: &Keyed, response: Response<Body>) -> Response<Body> {
    let (parts, body) = response.into_parts();
    // Responses of operations are completely in memory.
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_else(|_| Bytes::new());
    let status = parts.status.as_u16();
    let did_work = status < 500 && ![401, 403, 422, 429].contains(&status);
    let kept = did_work.then(|| Kept {
        status,
        headers: parts
            .headers
            .iter()
            .filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())))
            .collect(),
        body: body.to_vec(),
    });
    store.settle(keyed, kept).await;
    Response::from_parts(parts, Body::from(body))
}

fn again(kept: Kept) -> Response<Body> {
    let mut response = Response::new(Body::from(kept.body));
    *response.status_mut() = StatusCode::from_u16(kept.status).unwrap_or(StatusCode::OK);
    let headers = response.headers_mut();
    for (name, value) in kept.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            headers.insert(name, value);
        }
    }
    headers.insert(REPLAYED, HeaderValue::from_static("true"));
    response
}
