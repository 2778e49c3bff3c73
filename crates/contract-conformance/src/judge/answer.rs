//! Judges answers of operations by everything that the contract says about them.

use std::collections::BTreeMap;

use contract_data::facts::refer;
use contract_model::{
    exchange::Violation as Misfit,
    registry::{Answer, Implied, Operation, ProblemDefinition},
    schema::Schema,
};
use serde_json::Value;

use super::place;
use crate::{
    findings::Violation,
    http::{Request, Response},
    rules::{self, Rule},
    suite::Suite,
};

/// The outcome of a request in the contract's terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A declared success.
    Success(u16),
    /// Status 304: the caller already has the answer.
    NotModified,
    /// A problem of the contract, by its code.
    Problem(String),
    /// Anything else, by its status.
    Other(u16),
}

/// A judged answer.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The outcome.
    pub outcome: Outcome,
    /// The body, if it is JSON.
    pub body: Option<Value>,
    /// Whether the answer has no violations.
    pub is_sound: bool,
}

/// One answer that is being judged.
struct Judge<'s, 'a> {
    suite: &'s Suite<'a>,
    item: &'s str,
    request: &'s Request,
    response: &'s Response,
    is_sound: bool,
}

impl Suite<'_> {
    /// Judges an answer of an operation.
    pub(crate) fn judge(&self, operation: &Operation, request: &Request, response: &Response) -> Verdict {
        let judge = Judge { suite: self, item: &operation.id, request, response, is_sound: true };
        judge.operation(operation)
    }

    /// Judges an answer that belongs to no operation. It must be one of the problems with that condition.
    pub(crate) fn judge_unrouted(&self, item: &str, request: &Request, response: &Response) -> Verdict {
        let judge = Judge { suite: self, item, request, response, is_sound: true };
        judge.refused(&|problem| matches!(problem.implied, Some(Implied::Unrouted | Implied::Always)))
    }

    /// Judges the headers that every answer has.
    pub(crate) fn judge_headers(&self, item: &str, request: &Request, response: &Response) {
        Judge { suite: self, item, request, response, is_sound: true }.headers_of_every_answer();
    }

    /// Judges the answer that refuses a handshake; `is_declared` decides whether a problem is allowed.
    pub(crate) fn judge_refusal(
        &self,
        item: &str,
        request: &Request,
        response: &Response,
        is_declared: &dyn Fn(&ProblemDefinition) -> bool,
    ) -> Verdict {
        Judge { suite: self, item, request, response, is_sound: true }.refused(is_declared)
    }
}

impl Judge<'_, '_> {
    fn operation(mut self, operation: &Operation) -> Verdict {
        self.headers_of_every_answer();
        let status = self.response.status;
        if let Some(answer) = operation.answers.iter().find(|answer| answer.status == status) {
            let body = self.success(operation, answer);
            return self.verdict(Outcome::Success(status), body);
        }
        let asked = self.request.header("if-none-match").is_some();
        if status == 304 && asked && operation.policy.cache.is_some() {
            if !self.response.body.is_empty() {
                self.report(&rules::NOT_MODIFIED, operation.id.clone(), "no body with status 304", "a body");
            }
            return self.verdict(Outcome::NotModified, None);
        }
        if status < 400 {
            let declared: Vec<String> = operation.answers.iter().map(|answer| answer.status.to_string()).collect();
            let expected = format!("status {}", declared.join(" or "));
            self.report(&rules::STATUS_DECLARED, operation.id.clone(), &expected, &format!("status {status}"));
            let body = serde_json::from_slice(&self.response.body).ok();
            return self.verdict(Outcome::Other(status), body);
        }
        let codes: Vec<&str> = self
            .suite
            .contract
            .registry()
            .problems_of_operation(operation)
            .map(|problem| problem.code.as_str())
            .collect();
        self.problem(&|problem| codes.contains(&problem.code.as_str()))
    }

    fn refused(mut self, is_declared: &dyn Fn(&ProblemDefinition) -> bool) -> Verdict {
        self.headers_of_every_answer();
        self.problem(is_declared)
    }

    fn headers_of_every_answer(&mut self) {
        let registry = self.suite.contract.registry();
        if let Some(version) = &registry.info.version_header
            && self.response.header(&version.name) != Some(version.value.as_str())
        {
            let found = self.response.header(&version.name).map_or_else(|| "no such header".into(), shown);
            let expected = format!("`{}: {}`", version.name, version.value);
            self.report(&rules::VERSION_HEADER, "every answer".into(), &expected, &found);
        }
        let sent = self.request.header("x-request-id");
        match (self.response.header("x-request-id"), sent) {
            (None, _) => {
                self.report(&rules::REQUEST_ID, "every answer".into(), "the header `X-Request-Id`", "no such header");
            }
            (Some(found), Some(sent)) if found != sent => {
                let expected = format!("`X-Request-Id: {sent}`, as the request has it");
                self.report(&rules::REQUEST_ID, "an id of the client".into(), &expected, &shown(found));
            }
            (Some(_), _) => {}
        }
    }

    fn success(&mut self, operation: &Operation, answer: &Answer) -> Option<Value> {
        let (id, status) = (operation.id.as_str(), answer.status);
        for header in &answer.headers {
            if self.response.header(&header.name).is_none() {
                let cause = format!("{id}: {}", header.name);
                let expected = format!("the header `{}` with status {status}", header.name);
                self.report(&rules::ANSWER_HEADER, cause, &expected, "no such header");
            }
        }
        self.freshness(operation);
        let Some(declared) = &answer.body else {
            if !self.response.body.is_empty() {
                let found = format!("a body of {} bytes", self.response.body.len());
                self.report(&rules::ANSWER_WITHOUT_BODY, id.into(), &format!("status {status} without a body"), &found);
            }
            return None;
        };
        if self.request.method == "HEAD" {
            return None;
        }
        if self.response.body.is_empty() {
            self.report(&rules::ANSWER_WITHOUT_BODY, id.into(), &format!("a body with status {status}"), "no body");
            return None;
        }
        if self.response.media_type().as_deref() != Some("application/json") {
            let found = self.response.header("content-type").map_or_else(|| "no `Content-Type`".into(), shown);
            self.report(&rules::ANSWER_MEDIA_TYPE, found.clone(), "`Content-Type: application/json`", &found);
            if serde_json::from_slice::<Value>(&self.response.body).is_err() {
                return None;
            }
        }
        let value = self.json(&rules::ANSWER_BODY, id)?;
        let misfits = self.suite.contract.validator.answer(id, status, &value);
        self.misfits(&rules::ANSWER_BODY, &declared.schema, &value, &misfits);
        Some(value)
    }

    fn freshness(&mut self, operation: &Operation) {
        let id = &operation.id;
        let expected = match (&operation.policy.cache, operation.method.as_str()) {
            (Some(policy), "GET") => format!("private, max-age={}", policy.max_age),
            _ => "no-store".to_owned(),
        };
        let found = self.response.header("cache-control");
        if found.is_none_or(|found| directives(found) != directives(&expected)) {
            let found = found.map_or_else(|| "no `Cache-Control`".into(), |found| format!("`Cache-Control: {found}`"));
            let cause = if expected == "no-store" { "answers without a cache policy".into() } else { id.clone() };
            self.report(&rules::CACHE_HEADERS, cause, &format!("`Cache-Control: {expected}`"), &found);
        }
        if expected != "no-store" && self.response.header("etag").is_none() {
            self.report(&rules::CACHE_HEADERS, format!("{id}: ETag"), "an `ETag`", "no such header");
        }
    }

    fn problem(mut self, is_declared: &dyn Fn(&ProblemDefinition) -> bool) -> Verdict {
        let (contract, status) = (self.suite.contract, self.response.status);
        let registry = contract.registry();
        if self.request.method == "HEAD" {
            return self.verdict(Outcome::Other(status), None);
        }
        if self.response.media_type().as_deref() != Some("application/problem+json") {
            let found = self.response.header("content-type").map_or_else(|| "no `Content-Type`".into(), shown);
            let expected = "`Content-Type: application/problem+json`";
            self.report(&rules::PROBLEM_MEDIA_TYPE, found.clone(), expected, &found);
        }
        let item = self.item;
        let Some(body) = self.json(&rules::PROBLEM_BODY, item) else {
            self.problem_headers(None);
            return self.verdict(Outcome::Other(status), None);
        };
        let misfits = contract.validator.named(&registry.problem_type, &body);
        self.misfits(&rules::PROBLEM_BODY, &refer(&registry.problem_type), &body, &misfits);
        let code = body.get("code").and_then(Value::as_str).map(str::to_owned);
        self.problem_headers(code.as_ref().and_then(|code| registry.problem(code)));
        let Some(code) = code else {
            return self.verdict(Outcome::Other(status), Some(body));
        };
        if let Some(inner) = body.get("status").and_then(Value::as_u64)
            && inner != u64::from(status)
        {
            let expected = format!("`\"status\": {status}`, the HTTP status");
            self.report(&rules::PROBLEM_STATUS, code.clone(), &expected, &format!("`\"status\": {inner}`"));
        }
        match registry.problem(&code) {
            Some(definition) => {
                if definition.status != status {
                    let expected = format!("status {} for `{code}`", definition.status);
                    self.report(&rules::PROBLEM_STATUS, code.clone(), &expected, &format!("status {status}"));
                }
                if status >= 500 && definition.implied == Some(Implied::Always) && !self.suite.is_provoking() {
                    self.failure(definition);
                }
                if !is_declared(definition) {
                    let found = format!("`{code}` (status {status})");
                    let cause = format!("{}: {code}", self.item);
                    self.report(&rules::PROBLEM_DECLARED, cause, "a problem that is declared or implied here", &found);
                }
                self.verdict(Outcome::Problem(code), Some(body))
            }
            None => {
                let expected = "a code of the contract";
                self.report(&rules::PROBLEM_DECLARED, code.clone(), expected, &format!("`{code}`"));
                self.verdict(Outcome::Other(status), Some(body))
            }
        }
    }

    /// Reports a fault of the server that was not provoked.
    fn failure(&mut self, definition: &ProblemDefinition) {
        let (item, found) = (self.item.to_owned(), format!("`{}` (status {})", definition.code, definition.status));
        if definition.status == 503 {
            let expected = "an answer of the operation; or name it in the list of pending items (`--pending FILE`)";
            self.report(&rules::SERVED, item, expected, &found);
        } else {
            self.report(&rules::SERVER_ERROR, item, "an answer that tells of no fault of the server", &found);
        }
    }

    /// Judges the headers of a problem. `definition` is `None` if the code is unknown.
    fn problem_headers(&mut self, definition: Option<&ProblemDefinition>) {
        let status = self.response.status;
        let needed = match status {
            401 => "WWW-Authenticate",
            405 => "Allow",
            429 | 503 if definition.is_some_and(|problem| problem.retryable) => "Retry-After",
            _ => return,
        };
        if self.response.header(needed).is_none() {
            let expected = format!("the header `{needed}` with status {status}");
            self.report(&rules::PROBLEM_HEADER, format!("{needed} with status {status}"), &expected, "no such header");
        }
    }

    fn json(&mut self, rule: &'static Rule, cause: &str) -> Option<Value> {
        match serde_json::from_slice(&self.response.body) {
            Ok(value) => Some(value),
            Err(error) => {
                let found = format!("{error}: {}", excerpt(&self.response.body));
                let expected = format!("JSON with status {}", self.response.status);
                self.report(rule, format!("{cause}: not JSON"), &expected, &found);
                None
            }
        }
    }

    fn misfits(&mut self, rule: &'static Rule, schema: &Schema, value: &Value, misfits: &[Misfit]) {
        let facts = &self.suite.contract.facts;
        // Properties that are missing in one object have one cause.
        let mut missing: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for Misfit { pointer, code, detail } in misfits {
            let place = place(facts, schema, value, pointer);
            match place.rsplit_once('.') {
                Some((holder, name)) if code == "required" => {
                    missing.entry(holder.to_owned()).or_default().push(&pointer[pointer.len() - name.len()..]);
                }
                _ => {
                    let whole = if pointer.is_empty() { "the body" } else { pointer.as_str() };
                    let expected = format!("{place} as declared");
                    self.report(rule, format!("{place}: {code}"), &expected, &format!("{whole}: {detail}"));
                }
            }
        }
        for (holder, mut names) in missing {
            names.sort_unstable();
            names.dedup();
            let names = names.join(", ");
            let expected = format!("a {holder} with the required properties");
            self.report(rule, format!("{holder}: required: {names}"), &expected, &format!("{names} missing"));
        }
    }

    fn report(&mut self, rule: &'static Rule, cause: String, expected: &str, found: &str) {
        self.is_sound = false;
        let reproduce = Some(self.suite.curl(self.request));
        let (expected, found) = (expected.to_owned(), found.to_owned());
        self.suite.report(Violation { rule, item: self.item, cause, expected, found, reproduce });
    }

    fn verdict(self, outcome: Outcome, body: Option<Value>) -> Verdict {
        Verdict { outcome, body, is_sound: self.is_sound }
    }
}

/// The directives of `Cache-Control`, in any order.
fn directives(value: &str) -> Vec<String> {
    let mut found: Vec<String> = value.split(',').map(|directive| directive.trim().to_ascii_lowercase()).collect();
    found.sort();
    found
}

fn shown(value: &str) -> String {
    format!("`{value}`")
}

/// The beginning of a body, for a person.
pub(crate) fn excerpt(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let start: String = text.chars().take(200).collect();
    if start.len() < text.len() { format!("{start}…") } else { start }
}
