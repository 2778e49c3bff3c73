//! Requests and headers as text.

use contract_model::registry::{Body, Operation, Registry};
use serde_json::Value;

use super::redaction::Redaction;
use crate::http::{Payload, Request};

/// The request of an operation. `path` is the template of its path, if it has one.
pub(super) fn request(
    redaction: &Redaction<'_>,
    operation: Option<&Operation>,
    path: &str,
    request: &Request,
) -> String {
    let mut text = head(redaction, operation, path, request);
    match (&request.payload, operation.map(|operation| &operation.body)) {
        (Payload::None, _) => {}
        (Payload::Json(body), Some(Body::Json { schema, .. })) => {
            text.push_str(&format!("\n\n{}", pretty(&redaction.value(schema, body))));
        }
        (Payload::Json(body), _) => text.push_str(&format!("\n\n{}", pretty(body))),
        (Payload::Bytes { media_type, bytes }, _) => {
            let media_type = media_type.as_deref().unwrap_or("no media type");
            text.push_str(&format!("\n\n<{} bytes of {media_type}>", bytes.len()));
        }
        (Payload::Form(parts), _) => {
            for part in parts {
                let shown = match &part.file {
                    Some((media_type, _)) => format!("<{} bytes of {media_type}>", part.bytes.len()),
                    None => String::from_utf8_lossy(&part.bytes).into_owned(),
                };
                text.push_str(&format!("\n\n{}: {shown}", part.name));
            }
        }
    }
    text
}

/// The request line and the headers.
pub(super) fn head(redaction: &Redaction<'_>, operation: Option<&Operation>, path: &str, request: &Request) -> String {
    let mut text = format!("{} {path}", request.method);
    let mut query = Vec::new();
    for (name, value) in &request.query {
        let parameter = operation.and_then(|operation| operation.parameters.iter().find(|known| known.name == *name));
        let shown = match parameter {
            Some(parameter) => redaction.value(&parameter.schema, &Value::from(value.as_str())),
            None => value.as_str().into(),
        };
        query.push(format!("{name}={}", shown.as_str().unwrap_or_default()));
    }
    if !query.is_empty() {
        text.push_str(&format!("?{}", query.join("&")));
    }
    for (name, value) in &request.headers {
        let shown = match name.to_ascii_lowercase().as_str() {
            "authorization" if value.contains("conformance") => value.as_str(),
            "authorization" => "Bearer <token>",
            "idempotency-key" if value.len() < 100 => "<key>",
            "idempotency-key" => "<a key that is too long>",
            "if-match" | "if-none-match" if !value.contains("conformance") => "<etag>",
            "x-request-id" => "<request id>",
            "sec-websocket-key" => "<key>",
            "sec-websocket-protocol" => &value
                .split(", ")
                .map(|name| if name.starts_with("bearer.") { "bearer.<token>" } else { name })
                .collect::<Vec<_>>()
                .join(", "),
            _ => value.as_str(),
        };
        text.push_str(&format!("\n{}: {shown}", name.to_ascii_lowercase()));
    }
    text
}

/// A header of an answer, without its changing part.
pub(super) fn header(registry: &Registry, name: &str, value: &str) -> String {
    match name {
        "etag" => "<etag>".into(),
        "retry-after" => "<seconds>".into(),
        "location" => {
            let path = value.split_once("://").map_or(value, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
            let found = registry.operation_at("GET", path);
            found.map_or_else(|| value.to_owned(), |operation| operation.path.clone())
        }
        _ => value.to_owned(),
    }
}

/// JSON in several lines.
pub(super) fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
