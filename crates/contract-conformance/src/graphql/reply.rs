//! GraphQL answers and their errors, compared with the specification and with the contract's problems.

use contract_data::facts::refer;
use contract_model::registry::{Auth, GraphqlField, Implied, ProblemDefinition};
use serde_json::{Map, Value};

use super::Graph;
use crate::{
    findings::Violation,
    http::Response,
    judge::{Outcome, excerpt, place},
    rules::{self, Rule},
};

/// The media types of an answer.
const MEDIA_TYPES: [&str; 2] = ["application/graphql-response+json", "application/json"];

/// The source of answers, for findings.
pub(super) struct Source<'g, 's, 'a> {
    pub graph: &'g Graph<'s, 'a>,
    pub item: &'g str,
    /// A way to get the answer again.
    pub reproduce: String,
    /// The only requested field, if it is a field of the contract.
    pub field: Option<&'g GraphqlField>,
}

/// The readable parts of an answer.
#[derive(Debug, Default)]
pub(super) struct Reply {
    /// The data; `None` if no field was executed.
    pub data: Option<Value>,
    pub errors: Vec<Value>,
    /// Whether the answer has the form of GraphQL.
    pub is_graphql: bool,
    /// Whether the answer has no violations.
    pub is_sound: bool,
    /// The HTTP status; `None` over WebSocket.
    pub status: Option<u16>,
}

impl Reply {
    /// Whether the request was refused before any field was executed.
    pub(super) fn is_refused(&self) -> bool {
        self.data.as_ref().is_none_or(Value::is_null) && self.errors.iter().all(|error| error.get("path").is_none())
    }
}

impl Source<'_, '_, '_> {
    /// Reads an answer over HTTP.
    pub(super) fn read(&self, response: &Response) -> Reply {
        let status = response.status;
        let media_type = response.media_type().unwrap_or_default();
        if !MEDIA_TYPES.contains(&media_type.as_str()) {
            // A component before the server, such as a proxy, may refuse a request in its own format.
            if status < 400 {
                let expected = format!("`Content-Type: {}`", MEDIA_TYPES.join("` or `"));
                self.report(&rules::GRAPHQL_REQUEST, "media type".into(), &expected, &format!("`{media_type}`"));
            }
            return Reply { is_sound: status >= 400, status: Some(status), ..Reply::default() };
        }
        let Ok(body) = serde_json::from_slice::<Value>(&response.body) else {
            let found = excerpt(&response.body);
            self.report(&rules::GRAPHQL_REQUEST, "not JSON".into(), &format!("JSON with `{media_type}`"), &found);
            return Reply { status: Some(status), ..Reply::default() };
        };
        let mut reply = self.body(body);
        reply.status = Some(status);
        if media_type == MEDIA_TYPES[0] && reply.is_graphql {
            let has_data = reply.data.as_ref().is_some_and(|data| !data.is_null());
            let expected = match (&reply.data, status) {
                (Some(_), 400..) if has_data => "status 200 with `data`",
                (None, ..400) => "a status of 400 or more without `data`",
                _ => return reply,
            };
            reply.is_sound = false;
            let cause = format!("{media_type}: {expected}");
            self.report(&rules::GRAPHQL_REQUEST, cause, expected, &format!("status {status}"));
        }
        reply
    }

    /// Reads a JSON answer.
    pub(super) fn body(&self, body: Value) -> Reply {
        let Value::Object(mut members) = body else {
            self.report(&rules::GRAPHQL_REQUEST, "form".into(), "an object with `data` or `errors`", &body.to_string());
            return Reply::default();
        };
        let mut reply = Reply { is_graphql: true, is_sound: true, ..Reply::default() };
        let mut wrong = |cause: &str, expected: &str, found: &str| {
            reply.is_sound = false;
            self.report(&rules::GRAPHQL_REQUEST, cause.to_owned(), expected, found);
        };
        let errors = members.shift_remove("errors");
        let data = members.shift_remove("data");
        members.shift_remove("extensions");
        if let Some(name) = members.keys().next() {
            wrong("members", "`data`, `errors` and `extensions` alone", &format!("`{name}`"));
        }
        if !matches!(data, None | Some(Value::Null | Value::Object(_))) {
            wrong("data", "`data` as an object or null", &format!("`{}`", data.clone().unwrap_or_default()));
        }
        match errors {
            None if data.as_ref().is_none_or(Value::is_null) => {
                wrong("form", "`errors` where there is no `data`", "neither");
                reply.is_graphql = false;
            }
            None => {}
            Some(Value::Array(errors)) if !errors.is_empty() => reply.errors = errors,
            Some(other) => wrong("errors", "`errors` as a list that is not empty, or absent", &format!("`{other}`")),
        }
        reply.data = data;
        reply
    }

    /// The outcome of the field, its data, and the data in the form of REST. Judges errors and data.
    pub(super) fn outcome(&self, reply: &Reply) -> (Outcome, Value, Option<Value>) {
        let status = reply.status.unwrap_or(200);
        let codes: Vec<String> = reply.errors.iter().filter_map(|error| self.error(reply, error)).collect();
        let key = self.field.map(|field| field.name.as_str()).unwrap_or_default();
        let data = reply.data.as_ref().and_then(|data| data.get(key)).cloned();
        if !reply.errors.is_empty() || !reply.is_graphql {
            let outcome = codes.into_iter().next().map_or(Outcome::Other(status), Outcome::Problem);
            return (outcome, data.unwrap_or_default(), None);
        }
        let surplus =
            reply.data.as_ref().and_then(Value::as_object).and_then(|data| data.keys().find(|name| *name != key));
        if let (Some(surplus), Some(_)) = (surplus, self.field) {
            let found = format!("`{surplus}` as well");
            self.report(&rules::GRAPHQL_RESULT, format!("{}: selection", self.item), "the selected field", &found);
        }
        let (Some(field), Some(data)) = (self.field, data) else {
            if self.field.is_some() {
                let cause = format!("{}: selection", self.item);
                self.report(&rules::GRAPHQL_RESULT, cause, &format!("`{key}` in `data`"), "no such member");
            }
            return (Outcome::Other(status), Value::Null, None);
        };
        let selection = self.graph.selection(field);
        let value = self.result(field, &selection, &data);
        (Outcome::Success(200), data, value)
    }

    /// Judges an error, and returns the code of its problem.
    fn error(&self, reply: &Reply, error: &Value) -> Option<String> {
        let wrong = |cause: &str, expected: &str| {
            self.report(&rules::GRAPHQL_ERROR, cause.to_owned(), expected, &error.to_string());
        };
        let Some(members) = error.as_object() else {
            wrong("errors", "each error as an object");
            return None;
        };
        if members.get("message").and_then(Value::as_str).is_none_or(str::is_empty) {
            wrong("message", "a `message` that is text and not empty");
        }
        let surplus =
            members.keys().find(|name| !["message", "locations", "path", "extensions"].contains(&name.as_str()));
        if surplus.is_some() {
            wrong("members", "`message`, `locations`, `path` and `extensions` alone");
        }
        if !members.get("locations").is_none_or(are_locations) {
            wrong("locations", "`locations` as a list of `line` and `column` from 1");
        }
        let path = members.get("path");
        if !path.is_none_or(is_path) {
            wrong("path", "`path` as a list of names and numbers");
        } else if let (Some(field), Some(path)) = (self.field, path)
            && path.get(0).and_then(Value::as_str) != Some(&field.name)
        {
            wrong("path", "a `path` that begins with the name of the field");
        }
        // An error of a field comes with data, which may be null; an error of the request comes without.
        let is_of_field = path.is_some() || reply.data.is_some();
        if is_of_field && path.is_none() && self.field.is_some() {
            wrong("path", "the `path` of the field");
        }
        let extensions = members.get("extensions").and_then(Value::as_object);
        let problem = extensions.and_then(|extensions| extensions.get("problem"));
        let Some(problem) = problem else {
            if is_of_field {
                wrong("extensions.problem", "the problem of the contract as `extensions.problem`");
            }
            return None;
        };
        self.problem(problem, extensions?, is_of_field)
    }

    /// Judges the problem of an error.
    fn problem(&self, problem: &Value, extensions: &Map<String, Value>, is_of_field: bool) -> Option<String> {
        let contract = self.graph.suite.contract;
        let registry = contract.registry();
        for misfit in contract.validator.named(&registry.problem_type, problem) {
            let place = place(&contract.facts, &refer(&registry.problem_type), problem, &misfit.pointer);
            let found = format!("{}: {}", misfit.pointer, misfit.detail);
            self.report(
                &rules::GRAPHQL_ERROR,
                format!("{place}: {}", misfit.code),
                &format!("{place} as declared"),
                &found,
            );
        }
        let code = problem.get("code")?.as_str()?;
        let Some(definition) = registry.problem(code) else {
            self.report(&rules::PROBLEM_DECLARED, code.to_owned(), "a code of the contract", &format!("`{code}`"));
            return None;
        };
        if let Some(status) = problem.get("status").and_then(Value::as_u64)
            && status != u64::from(definition.status)
        {
            let expected = format!("`\"status\": {}` for `{code}`", definition.status);
            self.report(&rules::PROBLEM_STATUS, code.to_owned(), &expected, &format!("`\"status\": {status}`"));
        }
        let class = extensions.get("code").and_then(Value::as_str);
        let expected = class_of(definition.status);
        // If a request is not executed, the library sets the class.
        if is_of_field && (class.is_none() || expected.is_some_and(|expected| class != Some(expected))) {
            let expected = expected.map_or_else(|| "a class".into(), |expected| format!("`{expected}`"));
            let found = class.map_or_else(|| "none".into(), |class| format!("`{class}`"));
            let cause = format!("extensions.code with status {}", definition.status);
            let expected = format!("{expected} as `extensions.code` of `{code}`");
            self.report(&rules::GRAPHQL_ERROR, cause, &expected, &found);
        }
        if !self.may_have(definition) {
            let expected = "a problem that the field declares or the contract implies there";
            let found = format!("`{code}` (status {})", definition.status);
            self.report(&rules::PROBLEM_DECLARED, format!("{}: {code}", self.item), expected, &found);
        }
        self.fault(definition);
        Some(code.to_owned())
    }

    /// Whether the field declares a problem, or the problem is implied for it.
    fn may_have(&self, definition: &ProblemDefinition) -> bool {
        let Some(field) = self.field else { return true };
        field.errors.contains(&definition.code)
            || match definition.implied {
                // The arguments of a field correspond to the body of an operation.
                Some(Implied::Always | Implied::Body) => true,
                Some(Implied::Bearer) => field.auth == Auth::Bearer,
                Some(Implied::Owner) => field.owner.is_some(),
                // The path of GraphQL allows only two methods.
                Some(Implied::Unrouted) => definition.status == 405,
                Some(Implied::Key | Implied::Client) | None => false,
            }
    }

    /// Reports a fault of the server that was not provoked.
    fn fault(&self, definition: &ProblemDefinition) {
        let is_fault = definition.status >= 500 && definition.implied == Some(Implied::Always);
        if !is_fault || self.graph.suite.is_provoking() {
            return;
        }
        let found = format!("`{}` (status {})", definition.code, definition.status);
        let item = self.item.to_owned();
        if definition.status == 503 && !definition.retryable {
            let expected = "an answer of the field; or name it in the list of pending items (`--pending FILE`)";
            self.report(&rules::SERVED, item, expected, &found);
        } else {
            self.report(&rules::SERVER_ERROR, item, "an answer that tells of no fault of the server", &found);
        }
    }

    pub(super) fn report(&self, rule: &'static Rule, cause: String, expected: &str, found: &str) {
        let (expected, found) = (expected.to_owned(), found.chars().take(400).collect());
        let reproduce = Some(self.reproduce.clone());
        self.graph.suite.report(Violation { rule, item: self.item, cause, expected, found, reproduce });
    }
}

/// The usual class of an error with this status, if there is one.
const fn class_of(status: u16) -> Option<&'static str> {
    match status {
        401 => Some("UNAUTHENTICATED"),
        403 => Some("FORBIDDEN"),
        404 => Some("NOT_FOUND"),
        400 | 422 => Some("BAD_USER_INPUT"),
        500 => Some("INTERNAL_SERVER_ERROR"),
        _ => None,
    }
}

fn are_locations(value: &Value) -> bool {
    let is_number = |location: &Value, name: &str| location.get(name).and_then(Value::as_u64).is_some_and(|n| n >= 1);
    value.as_array().is_some_and(|locations| {
        locations.iter().all(|location| is_number(location, "line") && is_number(location, "column"))
    })
}

fn is_path(value: &Value) -> bool {
    let steps = value.as_array().filter(|steps| !steps.is_empty());
    steps.is_some_and(|steps| steps.iter().all(|step| step.is_string() || step.is_u64()))
}
