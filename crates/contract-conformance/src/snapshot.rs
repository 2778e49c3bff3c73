//! An exchange as a reader wants it, with everything that another run would make otherwise written as its kind: ids, times
//! and tokens are known by their place in the contract.

use std::{collections::BTreeSet, fmt};

use contract_data::facts::{Facts, refer, variant};
use contract_model::{
    format::Format,
    registry::{Body, Operation, Registry, Role},
    schema::{Schema, Shape},
};
use serde_json::{Map, Value};

use crate::{
    contract::Contract,
    http::{Payload, Request},
    judge::Outcome,
    suite::Exchange,
};

/// The headers that are shown, where the contract or the wire conventions speak of them.
const SHOWN: [&str; 10] = [
    "content-type",
    "location",
    "etag",
    "cache-control",
    "allow",
    "www-authenticate",
    "retry-after",
    "idempotency-replayed",
    "deprecation",
    "sunset",
];

/// An exchange in parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// The request as text.
    pub request: String,
    /// The status of the answer.
    pub status: u16,
    /// Its headers of which the contract speaks.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: Option<Value>,
}

impl Snapshot {
    /// An exchange, with everything that another run would make otherwise written as its kind.
    pub fn new(contract: &Contract, exchange: &Exchange) -> Self {
        let registry = contract.registry();
        let response = &exchange.response;
        let operation = registry.operations.iter().find(|operation| operation.id == exchange.item);
        let path = operation.map(|operation| (exchange.request.path.as_str(), operation.path.as_str()));
        let redaction = Redaction { contract, request_id: response.header("x-request-id"), path };
        let version = registry.info.version_header.as_ref().map(|version| version.name.to_ascii_lowercase());
        let names = SHOWN.into_iter().chain(version.as_deref());
        let shown = |name: &str| {
            let value = response.header(name)?;
            Some((name.to_owned(), header(registry, name, value)))
        };
        let body = exchange.verdict.body.as_ref().map(|body| match (&exchange.verdict.outcome, operation) {
            (Outcome::Success(status), Some(operation)) => redaction.answer(operation, *status, body),
            _ => redaction.value(&refer(&registry.problem_type), body),
        });
        Self {
            request: request(&redaction, operation, &exchange.request),
            status: response.status,
            headers: names.filter_map(shown).collect(),
            body,
        }
    }

    /// Writes a value that another run would make otherwise as its kind. A `*` in the pointer stands for each item of a list.
    pub fn mask(&mut self, pointer: &str, kind: &str) {
        if let Some(body) = &mut self.body {
            let steps: Vec<&str> = pointer.split('/').skip(1).collect();
            masked(body, &steps, kind);
        }
    }

    /// The places in which another answer to the same request differs: `status`, `header etag`, or a JSON pointer whose
    /// items of lists are `*`.
    pub fn differences(&self, other: &Self) -> BTreeSet<String> {
        let mut places = BTreeSet::new();
        if self.status != other.status {
            places.insert("status".to_owned());
        }
        let one: BTreeSet<_> = self.headers.iter().collect();
        let two: BTreeSet<_> = other.headers.iter().collect();
        places.extend(one.symmetric_difference(&two).map(|(name, _)| format!("header {name}")));
        differing(self.body.as_ref(), other.body.as_ref(), "", &mut places);
        places
    }
}

impl fmt::Display for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n\nHTTP {}", self.request, self.status)?;
        self.headers.iter().try_for_each(|(name, value)| write!(f, "\n{name}: {value}"))?;
        self.body.as_ref().map_or(Ok(()), |body| write!(f, "\n\n{}", pretty(body)))
    }
}

fn masked(value: &mut Value, steps: &[&str], kind: &str) {
    match (steps, value) {
        ([], value) => *value = format!("<{kind}>").into(),
        (["*", rest @ ..], Value::Array(items)) => items.iter_mut().for_each(|item| masked(item, rest, kind)),
        ([step, rest @ ..], value) => {
            if let Some(inner) = value.get_mut(*step) {
                masked(inner, rest, kind);
            }
        }
    }
}

fn differing(one: Option<&Value>, other: Option<&Value>, pointer: &str, places: &mut BTreeSet<String>) {
    match (one, other) {
        (Some(Value::Object(one)), Some(Value::Object(other))) => {
            let names: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            for name in names {
                differing(one.get(name), other.get(name), &format!("{pointer}/{name}"), places);
            }
        }
        (Some(Value::Array(one)), Some(Value::Array(other))) => {
            for index in 0..one.len().max(other.len()) {
                differing(one.get(index), other.get(index), &format!("{pointer}/*"), places);
            }
        }
        (one, other) if one == other => {}
        _ => _ = places.insert(pointer.to_owned()),
    }
}

fn request(redaction: &Redaction<'_>, operation: Option<&Operation>, request: &Request) -> String {
    let path = operation.map_or(request.path.as_str(), |operation| operation.path.as_str());
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
            _ => value.as_str(),
        };
        text.push_str(&format!("\n{}: {shown}", name.to_ascii_lowercase()));
    }
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

/// A header without its changing part.
fn header(registry: &Registry, name: &str, value: &str) -> String {
    match name {
        "etag" => "<etag>".into(),
        "retry-after" => "<seconds>".into(),
        "location" => {
            let path = value.split_once("://").map_or(value, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
            let mut operations = registry.operations.iter();
            let found = operations.find(|operation| operation.method == "GET" && fits(&operation.path, path));
            found.map_or_else(|| value.to_owned(), |operation| operation.path.clone())
        }
        _ => value.to_owned(),
    }
}

/// Whether a path is one of a template.
fn fits(template: &str, path: &str) -> bool {
    let (printed, asked): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    printed.len() == asked.len()
        && printed.iter().zip(asked).all(|(printed, asked)| printed.starts_with('{') || *printed == asked)
}

struct Redaction<'a> {
    contract: &'a Contract,
    request_id: Option<&'a str>,
    /// The path of the request, and its template.
    path: Option<(&'a str, &'a str)>,
}

impl Redaction<'_> {
    fn answer(&self, operation: &Operation, status: u16, body: &Value) -> Value {
        let answer = operation.answers.iter().find(|answer| answer.status == status);
        let Some(declared) = answer.and_then(|answer| answer.body.as_ref()) else { return body.clone() };
        let mut shown = self.value(&declared.schema, body);
        if let Some(tokens) = operation.policy.session.as_ref().and_then(|session| session.tokens()) {
            let places = [Some(&tokens.access), tokens.refresh.as_ref(), tokens.expires_in.as_ref()];
            for (place, kind) in places.into_iter().zip(["<access token>", "<refresh token>", "<seconds>"]) {
                if let Some(value) = place.and_then(|place| shown.pointer_mut(place)) {
                    *value = kind.into();
                }
            }
        }
        shown
    }

    fn value(&self, schema: &Schema, value: &Value) -> Value {
        let facts: &Facts = &self.contract.facts;
        if value.as_str().is_some_and(|text| Some(text) == self.request_id) {
            return "<request id>".into();
        }
        if let Some((path, template)) = self.path
            && value.as_str() == Some(path)
        {
            return template.into();
        }
        match (&schema.shape, value) {
            (Shape::Reference { name }, Value::String(_)) if facts.definition(name).role == Role::Id => {
                format!("<{name}>").into()
            }
            (Shape::Reference { name }, _) => self.value(&facts.definition(name).schema, value),
            (Shape::Nullable { value: inner }, _) if !value.is_null() => self.value(inner, value),
            (Shape::String { format: Some(format), .. }, Value::String(_)) if is_changing(*format) => {
                format!("<{}>", format.name()).into()
            }
            (Shape::Array { items, .. }, Value::Array(found)) => {
                found.iter().map(|item| self.value(items, item)).collect()
            }
            (Shape::Map { values }, Value::Object(members)) => {
                let members = members.iter().map(|(name, inner)| (name.clone(), self.value(values, inner)));
                Value::Object(members.collect())
            }
            (Shape::Object { properties, .. }, Value::Object(members)) => {
                let mut shown = Map::new();
                for (name, inner) in members {
                    let property = properties.iter().find(|property| property.name == *name);
                    let inner = property.map_or_else(|| inner.clone(), |known| self.value(&known.schema, inner));
                    shown.insert(name.clone(), inner);
                }
                Value::Object(shown)
            }
            (Shape::Union { tag, variants }, _) => match variant(tag, variants, value) {
                Some(variant) => self.value(&facts.definition(&variant.name).schema, value),
                None => value.clone(),
            },
            _ => value.clone(),
        }
    }
}

/// Whether values of a format change from run to run: moments, and everything that has ids or names of the run in it.
const fn is_changing(format: Format) -> bool {
    match format {
        Format::Uuid | Format::DateTime | Format::Email | Format::Uri => true,
        Format::Date | Format::Time => false,
    }
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
