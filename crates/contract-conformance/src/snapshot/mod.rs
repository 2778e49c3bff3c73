//! A readable form of an exchange, in which each value that changes from run to run is replaced by its kind: ids, times
//! and tokens are recognised by their place in the contract.

mod graphql;
mod redaction;
mod text;

use std::{collections::BTreeSet, fmt};

use contract_data::facts::refer;
use contract_model::{
    pointer::{escaped, steps},
    schema::Schema,
};
use serde_json::Value;

use self::{redaction::Redaction, text::pretty};
use crate::{
    contract::Contract,
    judge::Outcome,
    recorded::{Exchange, Messages, Recorded},
};

/// The headers that are shown, if the contract or the wire conventions define them.
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

/// The parts of an exchange.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// The request, or the message of a client, as text. Empty if nothing was sent.
    pub request: String,
    /// The status of the answer; `None` for messages.
    pub status: Option<u16>,
    /// The answer's headers that the contract defines.
    pub headers: Vec<(String, String)>,
    /// The answer's body; for messages, their list.
    pub body: Option<Value>,
}

impl Snapshot {
    /// Creates a snapshot of something that a run has seen, with changing values replaced by their kinds.
    pub fn new(contract: &Contract, recorded: Recorded<'_>) -> Self {
        match recorded {
            Recorded::Exchange(exchange) => Self::of_exchange(contract, exchange),
            Recorded::Messages(messages) => Self::of_messages(contract, messages),
        }
    }

    fn of_exchange(contract: &Contract, exchange: &Exchange) -> Self {
        let registry = contract.registry();
        let Exchange { item, request, response, verdict } = exchange;
        let operation = registry.operations.iter().find(|operation| operation.id == *item);
        let channel = registry.channels.iter().find(|channel| channel.id == *item);
        let field = registry.fields().find(|field| field.path() == *item);
        let template = operation.map(|operation| &operation.path).or(channel.map(|channel| &channel.path));
        let id = response.header("x-request-id").map(|id| (id.to_owned(), "<request id>".to_owned()));
        let path = template.map(|template| (request.path.clone(), template.clone()));
        let redaction = Redaction { facts: &contract.facts, known: id.into_iter().chain(path).collect() };
        let version = registry.info.version_header.as_ref().map(|version| version.name.to_ascii_lowercase());
        let names = SHOWN.into_iter().chain(version.as_deref());
        let shown = |name: &str| {
            let value = response.header(name)?;
            Some((name.to_owned(), text::header(registry, name, value)))
        };
        let body = verdict.body.as_ref().map(|body| match (&verdict.outcome, operation, field) {
            (_, _, Some(field)) => graphql::answer(&redaction, registry, field, body),
            (Outcome::Success(status), Some(operation), _) => redaction.answer(operation, *status, body),
            _ => redaction.value(&refer(&registry.problem_type), body),
        });
        let path = template.unwrap_or(&request.path);
        let request = match field {
            Some(field) => {
                let head = text::head(&redaction, None, path, request);
                format!("{head}\n\n{}", graphql::request(&redaction, field, request))
            }
            None => text::request(&redaction, operation, path, request),
        };
        Self { request, status: Some(response.status), headers: names.filter_map(shown).collect(), body }
    }

    fn of_messages(contract: &Contract, messages: &Messages) -> Self {
        // The client's own name for its message is new in each run.
        let own = messages.sent.as_ref().and_then(|(_, value)| value.get("id")?.as_str());
        let known = own.map(|id| (id.to_owned(), "<id>".to_owned())).into_iter().collect();
        let redaction = Redaction { facts: &contract.facts, known };
        let shown = |(schema, value): &(Schema, Value)| redaction.value(schema, value);
        Self {
            request: messages.sent.as_ref().map(|sent| format!("SEND\n\n{}", pretty(&shown(sent)))).unwrap_or_default(),
            status: None,
            headers: Vec::new(),
            body: Some(messages.heard.iter().map(shown).collect()),
        }
    }

    /// Replaces a changing value by its kind. A `*` in the pointer matches each item of a list.
    pub fn mask(&mut self, pointer: &str, kind: &str) {
        if let Some(body) = &mut self.body {
            let steps: Vec<String> = steps(pointer).collect();
            masked(body, &steps, kind);
        }
    }

    /// The places at which another answer to the same request differs: `status`, `header etag`, or a JSON pointer in
    /// which `*` represents the items of lists.
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
        if !self.request.is_empty() {
            write!(f, "{}\n\n", self.request)?;
        }
        match self.status {
            Some(status) => write!(f, "HTTP {status}")?,
            None => f.write_str("RECEIVE")?,
        }
        self.headers.iter().try_for_each(|(name, value)| write!(f, "\n{name}: {value}"))?;
        self.body.as_ref().map_or(Ok(()), |body| write!(f, "\n\n{}", pretty(body)))
    }
}

fn masked(value: &mut Value, steps: &[String], kind: &str) {
    match (steps, value) {
        ([], value) => *value = format!("<{kind}>").into(),
        ([step, rest @ ..], Value::Array(items)) if step == "*" => {
            items.iter_mut().for_each(|item| masked(item, rest, kind));
        }
        ([step, rest @ ..], value) => {
            if let Some(inner) = value.get_mut(step) {
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
                differing(one.get(name), other.get(name), &format!("{pointer}/{}", escaped(name)), places);
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn answer(body: Value) -> Snapshot {
        Snapshot { request: "GET /books".into(), status: Some(200), headers: Vec::new(), body: Some(body) }
    }

    #[test]
    fn place_where_answers_differ_can_be_masked_in_both() {
        let mut one = answer(json!({ "items": [{ "a/b": 1, "m~n": "one", "same": true }] }));
        let mut other = answer(json!({ "items": [{ "a/b": 2, "m~n": "two", "same": true }] }));
        let places = one.differences(&other);
        assert_eq!(places, ["/items/*/a~1b".to_owned(), "/items/*/m~0n".to_owned()].into());
        for place in &places {
            one.mask(place, "changing");
            other.mask(place, "changing");
        }
        assert_eq!(one, other);
        let expected = json!({ "items": [{ "a/b": "<changing>", "m~n": "<changing>", "same": true }] });
        assert_eq!(one.body, Some(expected));
    }
}
