//! What is asked: the parameters of GET, or the JSON of POST.

use std::sync::Arc;

use async_graphql::{
    Request as Query, ServerError, Value as GraphqlValue, Variables,
    parser::types::{DocumentOperations, ExecutableDocument, OperationDefinition, OperationType},
};
use axum::{extract::Request, http::Method};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::document::Document;
use crate::{fault::Fault, request::body, shared::Shared};

/// The members of a request.
pub(super) struct Asking {
    pub query: String,
    pub operation_name: Option<String>,
    pub variables: Variables,
}

/// A request whose document has been read.
pub(super) struct Planned {
    pub request: Query,
    pub document: Arc<Document>,
    /// The kind of its operation; absent where the document has no operation of that name.
    pub operation: Option<OperationType>,
    /// The error of the first variable that is missing, which async-graphql notices only at the field that needs it.
    pub missing: Option<ServerError>,
}

/// Reads a request, as far as that can be done without the schema.
pub(super) async fn read<S>(shared: &Shared<S>, request: Request) -> Result<Asking, Fault> {
    let (parts, body) = request.into_parts();
    let said = if parts.method == Method::POST {
        body::media_type(&parts.headers, &["application/json".to_owned()])?;
        let bytes = body::bytes(shared, &parts.headers, body, shared.settings.json_limit).await?;
        let value = serde_json::from_slice(&bytes)
            .map_err(|error| Fault::Unreadable(format!("the body is not JSON: {error}"), Vec::new()))?;
        match value {
            Value::Object(members) => members,
            Value::Array(_) => return Err(wrong("one request at a time: a list of requests is not taken")),
            _ => return Err(wrong("the body is to be an object with `query`")),
        }
    } else {
        parameters(parts.uri.query().unwrap_or_default())?
    };
    of(said)
}

/// Reads the members of a request.
pub(super) fn of(mut said: Map<String, Value>) -> Result<Asking, Fault> {
    let Some(Value::String(query)) = said.remove("query") else {
        return Err(wrong("`query` is missing, or no text"));
    };
    let operation_name = match said.remove("operationName") {
        None | Some(Value::Null) => None,
        Some(Value::String(name)) => Some(name),
        Some(_) => return Err(wrong("`operationName` is no text")),
    };
    let variables = match said.remove("variables") {
        None | Some(Value::Null) => Variables::default(),
        Some(variables @ Value::Object(_)) => Variables::from_json(variables),
        Some(_) => return Err(wrong("`variables` is no object")),
    };
    if !matches!(said.remove("extensions"), None | Some(Value::Null | Value::Object(_))) {
        return Err(wrong("`extensions` is no object"));
    }
    Ok(Asking { query, operation_name, variables })
}

impl Planned {
    /// The request of a document.
    pub(super) fn of(asking: Asking, document: Arc<Document>) -> Self {
        let Asking { query, operation_name, variables } = asking;
        let chosen = chosen(&document.parsed, operation_name.as_deref());
        let operation = chosen.map(|operation| operation.ty);
        let missing = chosen.and_then(|operation| missing(operation, &variables));
        let mut request = Query::new(query);
        request.operation_name = operation_name;
        request.variables = variables;
        request.set_parsed_query(document.parsed.clone());
        Self { request, document, operation, missing }
    }
}

fn wrong(what: &str) -> Fault {
    Fault::Unreadable(what.to_owned(), Vec::new())
}

/// The members of a request in a query string, where objects are JSON texts.
fn parameters(query: &str) -> Result<Map<String, Value>, Fault> {
    if percent_decode_str(query).decode_utf8().is_err() {
        return Err(wrong("the query is not UTF-8"));
    }
    let mut said = Map::new();
    for (name, text) in form_urlencoded::parse(query.as_bytes()) {
        let value = match &*name {
            "variables" | "extensions" => serde_json::from_str(&text)
                .map_err(|error| Fault::Unreadable(format!("`{name}` is not JSON: {error}"), Vec::new()))?,
            _ => Value::String(text.into_owned()),
        };
        if said.insert(name.to_string(), value).is_some() {
            return Err(Fault::Unreadable(format!("`{name}` stands more than once"), Vec::new()));
        }
    }
    Ok(said)
}

/// The operation that is to be executed.
fn chosen<'a>(document: &'a ExecutableDocument, name: Option<&str>) -> Option<&'a OperationDefinition> {
    match (&document.operations, name) {
        (DocumentOperations::Single(operation), None) => Some(&operation.node),
        (DocumentOperations::Single(_), Some(_)) => None,
        (DocumentOperations::Multiple(operations), name) => operations.get(name?).map(|operation| &operation.node),
    }
}

/// The first variable that must be there and is not.
fn missing(operation: &OperationDefinition, variables: &Variables) -> Option<ServerError> {
    let definition = operation.variable_definitions.iter().find(|definition| {
        let definition = &definition.node;
        let value = variables.get(&definition.name.node);
        let is_absent = value.is_none_or(|value| *value == GraphqlValue::Null);
        is_absent && !definition.var_type.node.nullable && definition.default_value.is_none()
    })?;
    let message = format!("the variable ${} is missing", definition.node.name.node);
    Some(ServerError::new(message, Some(definition.pos)))
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    #[test]
    fn the_named_operation_says_what_is_done() {
        let document = parse_query("query A { a } mutation B { b }").expect("it is a document");
        let kind = |document, name| chosen(document, name).map(|operation| operation.ty);
        assert_eq!(kind(&document, Some("B")), Some(OperationType::Mutation));
        assert_eq!(kind(&document, Some("A")), Some(OperationType::Query));
        assert_eq!((kind(&document, Some("C")), kind(&document, None)), (None, None));
        let document = parse_query("mutation { b }").expect("it is a document");
        assert_eq!(kind(&document, None), Some(OperationType::Mutation));
    }

    #[test]
    fn variables_that_must_be_there_are() {
        let document = parse_query("query ($a: Int!, $b: Int, $c: Int! = 1) { a }").expect("it is a document");
        let operation = chosen(&document, None).expect("there is one");
        let missing = |variables| missing(operation, &Variables::from_json(variables)).map(|error| error.message);
        assert_eq!(missing(serde_json::json!({ "a": 1 })), None);
        for absent in [serde_json::json!({}), serde_json::json!({ "a": null })] {
            assert_eq!(missing(absent).as_deref(), Some("the variable $a is missing"));
        }
    }

    #[test]
    fn parameters_are_texts_and_objects() {
        let said = parameters("query=%7Ba%7D&variables=%7B%22a%22%3A1%7D&operationName=A").expect("they can be read");
        assert_eq!(
            Value::Object(said),
            serde_json::json!({ "query": "{a}", "variables": { "a": 1 }, "operationName": "A" })
        );
        for query in ["variables=%7B", "query=a&query=b", "query=%FF"] {
            assert!(matches!(parameters(query), Err(Fault::Unreadable(..))), "{query}");
        }
    }
}
