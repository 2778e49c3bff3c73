//! Reads a request: the parameters of GET, or the JSON of POST.

use axum::{
    extract::Request,
    http::{Method, request::Parts},
};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use crate::{fault::Fault, request::body, shared::Shared};

/// The members of a request.
pub(super) struct Asking {
    pub query: String,
    pub operation_name: Option<String>,
    pub variables: Map<String, Value>,
}

/// Reads a request without the schema.
pub(super) async fn read<S>(shared: &Shared<S>, request: Request) -> Result<Asking, Fault> {
    let (parts, body) = request.into_parts();
    let members = if parts.method == Method::POST {
        body::media_type(&parts.headers, &["application/json".to_owned()])?;
        members(&body::bytes(shared, &parts.headers, body, shared.settings.json_limit).await?)?
    } else {
        parameters(parts.uri.query().unwrap_or_default())?
    };
    parse(members)
}

/// Reads a request whose body has already been received.
pub(super) fn read_whole(parts: &Parts, body: &[u8]) -> Result<Asking, Fault> {
    if parts.method != Method::POST {
        return parse(parameters(parts.uri.query().unwrap_or_default())?);
    }
    body::media_type(&parts.headers, &["application/json".to_owned()])?;
    parse(members(body)?)
}

/// Returns the members of a request in a body.
fn members(body: &[u8]) -> Result<Map<String, Value>, Fault> {
    let value = serde_json::from_slice(body)
        .map_err(|error| Fault::Unreadable(format!("the body is not JSON: {error}"), Vec::new()))?;
    match value {
        Value::Object(members) => Ok(members),
        Value::Array(_) => Err(wrong("one request at a time: a list of requests is not taken")),
        _ => Err(wrong("the body is to be an object with `query`")),
    }
}

/// Reads the members of a request.
pub(super) fn parse(mut members: Map<String, Value>) -> Result<Asking, Fault> {
    let Some(Value::String(query)) = members.remove("query") else {
        return Err(wrong("`query` is missing, or no text"));
    };
    let operation_name = match members.remove("operationName") {
        None | Some(Value::Null) => None,
        Some(Value::String(name)) => Some(name),
        Some(_) => return Err(wrong("`operationName` is no text")),
    };
    let variables = match members.remove("variables") {
        None | Some(Value::Null) => Map::new(),
        Some(Value::Object(variables)) => variables,
        Some(_) => return Err(wrong("`variables` is no object")),
    };
    if !matches!(members.remove("extensions"), None | Some(Value::Null | Value::Object(_))) {
        return Err(wrong("`extensions` is no object"));
    }
    Ok(Asking { query, operation_name, variables })
}

fn wrong(what: &str) -> Fault {
    Fault::Unreadable(what.to_owned(), Vec::new())
}

/// Returns the members of a request in a query string, where objects are JSON texts.
fn parameters(query: &str) -> Result<Map<String, Value>, Fault> {
    if percent_decode_str(query).decode_utf8().is_err() {
        return Err(wrong("the query is not UTF-8"));
    }
    let mut members = Map::new();
    for (name, text) in form_urlencoded::parse(query.as_bytes()) {
        let value = match &*name {
            "variables" | "extensions" => serde_json::from_str(&text)
                .map_err(|error| Fault::Unreadable(format!("`{name}` is not JSON: {error}"), Vec::new()))?,
            _ => Value::String(text.into_owned()),
        };
        if members.insert(name.to_string(), value).is_some() {
            return Err(Fault::Unreadable(format!("`{name}` stands more than once"), Vec::new()));
        }
    }
    Ok(members)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_texts_and_objects() {
        let members =
            parameters("query=%7Ba%7D&variables=%7B%22a%22%3A1%7D&operationName=A").expect("they can be read");
        assert_eq!(
            Value::Object(members),
            serde_json::json!({ "query": "{a}", "variables": { "a": 1 }, "operationName": "A" })
        );
        for query in ["variables=%7B", "query=a&query=b", "query=%FF"] {
            assert!(matches!(parameters(query), Err(Fault::Unreadable(..))), "{query}");
        }
    }
}
