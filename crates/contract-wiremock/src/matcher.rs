//! Matches the calls of one operation.

use std::sync::Arc;

use contract_model::{number, registry::Location};
use serde_json::{Number, Value};
use wiremock::{Match, Request};

use crate::{routes::Routes, scope::Scope};

/// Matches the calls of one operation, or some of them.
pub(crate) struct OperationMatcher {
    pub routes: Arc<Routes>,
    /// The operation's id.
    pub id: String,
    pub parameters: Vec<ExpectedParameter>,
    /// The whole JSON body, with canonical numbers.
    pub body: Option<Value>,
    /// The user's own matchers.
    pub others: Vec<Box<dyn Match>>,
    /// The scope, if the mock has one.
    pub scope: Option<Arc<Scope>>,
}

/// A parameter with its expected value.
#[derive(Debug)]
pub(crate) struct ExpectedParameter {
    pub name: String,
    pub location: Location,
    /// The value of the parameter in a request without it.
    pub default: Option<Value>,
    /// The expected value; null expects that the parameter is absent.
    pub value: Value,
}

impl Match for OperationMatcher {
    fn matches(&self, request: &Request) -> bool {
        let called = self.routes.find(&request.method, request.url.path());
        let Some(called) = called.filter(|called| called.id == self.id) else { return false };
        let texts = |parameter: &ExpectedParameter| texts(parameter, request, &called.parameters);
        self.parameters.iter().all(|parameter| parameter.accepts(&texts(parameter)))
            && self.body.as_ref().is_none_or(|expected| has_body(request, expected))
            && self.others.iter().all(|matcher| matcher.matches(request))
            && self.scope.as_ref().is_none_or(|scope| scope.takes(request))
    }
}

impl ExpectedParameter {
    /// Whether the texts in a request represent the expected value.
    fn accepts(&self, texts: &[String]) -> bool {
        match (texts, &self.value) {
            ([], Value::Null) => true,
            ([], Value::Array(items)) if items.is_empty() => true,
            ([], value) => self.default.as_ref() == Some(value),
            (texts, Value::Array(items)) => {
                texts.len() == items.len() && texts.iter().zip(items).all(|(text, item)| stands_for(text, item))
            }
            ([text], value) => stands_for(text, value),
            _ => false,
        }
    }
}

/// The texts of a parameter in a request.
fn texts(parameter: &ExpectedParameter, request: &Request, path: &[(String, String)]) -> Vec<String> {
    let named = |(name, text): (&str, &str)| (name == parameter.name).then(|| text.to_owned());
    match parameter.location {
        Location::Path => path.iter().filter_map(|(name, text)| named((name, text))).collect(),
        Location::Query => {
            let pairs = form_urlencoded::parse(request.url.query().unwrap_or_default().as_bytes());
            pairs.filter_map(|(name, text)| named((&name, &text))).collect()
        }
        Location::Header => {
            let values = request.headers.get_all(&parameter.name).iter();
            values.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).collect()
        }
    }
}

/// Whether a text in a path, a query or a header represents a value.
fn stands_for(text: &str, value: &Value) -> bool {
    match value {
        Value::String(expected) => text == expected,
        Value::Bool(expected) => text == expected.to_string(),
        Value::Number(expected) => serde_json::from_str::<Number>(text)
            .is_ok_and(|number| canonical(Value::Number(number)) == canonical(Value::Number(expected.clone()))),
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    }
}

fn has_body(request: &Request, expected: &Value) -> bool {
    request.body_json::<Value>().is_ok_and(|body| canonical(body) == *expected)
}

/// A value with `1.0` replaced by `1`.
pub(crate) fn canonical(mut value: Value) -> Value {
    number::make_canonical(&mut value);
    value
}
