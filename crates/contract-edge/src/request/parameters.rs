//! Coerces path, query and header parameters from text to values, by their schemas.

use std::{borrow::Cow, collections::BTreeMap};

use axum::{extract::RawPathParams, http::HeaderMap};
use contract_model::{
    exchange::Violation,
    number,
    registry::{Location, Parameter, Registry},
    schema::{Schema, Shape},
};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use crate::{fault::Fault, platform::Platform, shared::Shared};

/// The parameters that an operation or a channel declares.
pub(crate) struct Parameters<'a> {
    /// Its id.
    pub item: &'a str,
    pub declared: &'a [Parameter],
}

impl Parameters<'_> {
    /// Returns the values of all parameters by name, or all violations in them.
    pub(crate) fn read<S: Platform>(
        &self,
        shared: &Shared<S>,
        path: &RawPathParams,
        query: Option<&str>,
        headers: &HeaderMap,
    ) -> Result<Value, Fault> {
        let query = query.unwrap_or_default();
        if percent_decode_str(query).decode_utf8().is_err() {
            return Err(Fault::Unreadable("the query is not UTF-8".into(), Vec::new()));
        }
        let mut violations = Vec::new();
        let mut asked: BTreeMap<Cow<'_, str>, Vec<Cow<'_, str>>> = BTreeMap::new();
        for (name, text) in form_urlencoded::parse(query.as_bytes()) {
            asked.entry(name).or_default().push(text);
        }
        for name in asked.keys().filter(|name| !self.has(name)) {
            violations.push(violation(
                Location::Query,
                name,
                "unknown",
                shared.validator.message("additionalProperties", ""),
            ));
        }
        let mut values = Map::new();
        for parameter in self.declared {
            let texts: Vec<Cow<'_, str>> = match parameter.location {
                Location::Path => {
                    path.iter().filter(|(name, _)| *name == parameter.name).map(|(_, text)| text.into()).collect()
                }
                Location::Query => asked.remove(parameter.name.as_str()).unwrap_or_default(),
                Location::Header => headers
                    .get_all(&parameter.name)
                    .iter()
                    .map(|value| String::from_utf8_lossy(value.as_bytes()))
                    .collect(),
            };
            match value(shared, self.item, parameter, &texts) {
                Ok(Some(value)) => _ = values.insert(parameter.name.clone(), value),
                Ok(None) => {}
                Err(wrong) => violations.extend(wrong),
            }
        }
        if violations.is_empty() || shared.platform.tolerates(self.item, &violations) {
            return Ok(Value::Object(values));
        }
        Err(Fault::Unreadable("a parameter is not as the contract says".into(), violations))
    }

    fn has(&self, name: &str) -> bool {
        self.declared.iter().any(|parameter| parameter.location == Location::Query && parameter.name == name)
    }
}

/// Returns the value of one parameter, if it is present.
fn value<S>(
    shared: &Shared<S>,
    item: &str,
    parameter: &Parameter,
    texts: &[Cow<'_, str>],
) -> Result<Option<Value>, Vec<Violation>> {
    let wrong =
        |rule: &str| vec![violation(parameter.location, &parameter.name, rule, shared.validator.message(rule, ""))];
    let items = items(&shared.registry, &parameter.schema);
    let mut value = match (texts, items) {
        ([], _) if parameter.required => return Err(wrong("required")),
        ([], _) => return Ok(None),
        (texts, Some(items)) => texts.iter().map(|text| coerce(&shared.registry, items, text)).collect(),
        ([text], None) => coerce(&shared.registry, &parameter.schema, text),
        (_, None) => return Err(wrong("repeated")),
    };
    let violations = shared.validator.parameter(item, &parameter.name, &value);
    if violations.is_empty() {
        number::make_canonical(&mut value);
        return Ok(Some(value));
    }
    let place = |pointer: &str| format!("{}{pointer}", parameter.name);
    Err(violations
        .into_iter()
        .map(|wrong| violation(parameter.location, &place(&wrong.pointer), &wrong.code, wrong.detail))
        .collect())
}

fn violation(location: Location, name: &str, code: &str, detail: String) -> Violation {
    let pointer = match location {
        Location::Path => format!("path/{name}"),
        Location::Query => format!("query/{name}"),
        // Names of headers are case-insensitive (RFC 9110, section 5.1).
        Location::Header => format!("header/{}", name.to_ascii_lowercase()),
    };
    Violation { pointer, code: code.into(), detail }
}

/// Returns the schema of the items, where a parameter is a list.
fn items<'a>(registry: &'a Registry, schema: &'a Schema) -> Option<&'a Schema> {
    if let Some(Shape::Array { items, .. }) = registry.resolve(schema) { Some(items) } else { None }
}

/// Converts a text into a value. A text that does not have the form of the schema's type stays a text, and then does
/// not fit the schema.
pub(super) fn coerce(registry: &Registry, schema: &Schema, text: &str) -> Value {
    let as_text = || Value::String(text.to_owned());
    let Some(shape) = registry.resolve(schema) else { return as_text() };
    match shape {
        Shape::Integer { .. } => {
            text.parse::<i64>().ok().filter(|_| is_integer(text)).map_or_else(as_text, Value::from)
        }
        Shape::Number { .. } => {
            serde_json::from_str::<serde_json::Number>(text).map_or_else(|_| as_text(), Value::Number)
        }
        Shape::Boolean { .. } => match text {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => as_text(),
        },
        Shape::Reference { .. }
        | Shape::Nullable { .. }
        | Shape::String { .. }
        | Shape::Enumeration { .. }
        | Shape::Array { .. }
        | Shape::Map { .. }
        | Shape::Object { .. }
        | Shape::Union { .. } => as_text(),
    }
}

/// Whether a text has only digits after an optional minus; a plus is not allowed.
fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}
