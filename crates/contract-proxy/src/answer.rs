//! Checks answers against the contract.

use axum::http::{HeaderMap, Method, StatusCode, header};
use contract_model::{
    exchange::Violation,
    registry::{Channel, Operation, ProblemDefinition, Registry, Transport},
    validate::Validator,
};
use mediatype::MediaType;
use serde_json::Value;

/// The head of an answer.
pub(crate) struct Head {
    pub status: StatusCode,
    pub headers: HeaderMap,
}

/// An answer that has been checked.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    pub violations: Vec<Violation>,
    /// The answer's body, if it is JSON.
    pub body: Option<Value>,
    /// The code of the problem in the answer.
    pub code: Option<String>,
}

/// A contract, and the schemas of its answers.
#[derive(Clone, Copy)]
pub(crate) struct Judge<'a> {
    pub registry: &'a Registry,
    pub validator: &'a Validator,
}

impl Head {
    /// Whether the media type is this one, regardless of its parameters.
    pub(crate) fn is_of(&self, media_type: &str) -> bool {
        let found = self.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let found = found.and_then(|found| MediaType::parse(found).ok());
        found.is_some_and(|found| found.essence().to_string().eq_ignore_ascii_case(media_type))
    }

    /// Whether the answer has no body, regardless of its headers (RFC 9110, section 6.4.1).
    pub(crate) fn has_no_body(&self, method: &Method) -> bool {
        let is_bare = self.status.is_informational() || [204, 304].contains(&self.status.as_u16());
        is_bare || *method == Method::HEAD
    }
}

impl Judge<'_> {
    /// Checks the answer of an operation.
    pub(crate) fn operation(&self, operation: &Operation, method: &Method, head: &Head, body: &[u8]) -> Checked {
        let status = head.status.as_u16();
        let is_fresh = status == 304 && operation.policy.cache.is_some() && operation.method == "GET";
        if is_fresh {
            return Checked::default();
        }
        let Some(answer) = operation.answers.iter().find(|answer| answer.status == status) else {
            let declared = operation.answers.iter().map(|answer| answer.status).collect();
            let problems: Vec<_> = self.registry.problems_of_operation(operation).collect();
            return self.problem(&operation.id, declared, &problems, method, head, body);
        };
        let mut checked = Checked::default();
        for declared in answer.headers.iter().filter(|declared| !head.headers.contains_key(&declared.name)) {
            let pointer = format!("header/{}", declared.name.to_ascii_lowercase());
            checked.violate(&pointer, "required", "The contract declares this header, but the answer has none.".into());
        }
        match (&answer.body, body) {
            _ if *method == Method::HEAD => {}
            (Some(_), body) => {
                if let Some(value) = checked.json(head, body, "application/json") {
                    checked.violations.extend(self.validator.answer(&operation.id, status, &value));
                    checked.body = Some(value);
                }
            }
            (None, []) => {}
            (None, _) => checked.violate("", "body", "The contract declares no body, but the answer has one.".into()),
        }
        checked
    }

    /// Checks the answer to a request for a channel that was not opened, or the head of a feed.
    pub(crate) fn channel(&self, channel: &Channel, method: &Method, head: &Head, body: &[u8]) -> Checked {
        let (opened, declared) = match channel.transport {
            Transport::Sse => (200, vec![200, 204]),
            Transport::Websocket => (101, vec![101]),
        };
        let status = head.status.as_u16();
        // The status 204 ends a feed.
        if status == 204 && declared.contains(&204) {
            return Checked::default();
        }
        if status != opened {
            let problems: Vec<_> = self.registry.problems_of_handshake(channel).collect();
            return self.problem(&channel.id, declared, &problems, method, head, body);
        }
        let mut checked = Checked::default();
        if channel.transport == Transport::Sse && *method != Method::HEAD {
            checked.media_type(head, &["text/event-stream"]);
        }
        checked
    }

    /// Checks an undeclared answer: it must be one of these problems.
    fn problem(
        &self,
        item: &str,
        mut declared: Vec<u16>,
        problems: &[&ProblemDefinition],
        method: &Method,
        head: &Head,
        body: &[u8],
    ) -> Checked {
        let mut checked = Checked::default();
        let status = head.status.as_u16();
        if !problems.iter().any(|problem| problem.status == status) {
            declared.extend(problems.iter().map(|problem| problem.status));
            declared.sort_unstable();
            declared.dedup();
            let declared: Vec<String> = declared.iter().map(u16::to_string).collect();
            let detail = format!("`{item}` does not declare {status}. It declares {}.", declared.join(", "));
            checked.violate("status", "enum", detail);
            return checked;
        }
        if *method == Method::HEAD {
            return checked;
        }
        let Some(value) = checked.json(head, body, "application/problem+json") else { return checked };
        checked.violations.extend(self.validator.named(&self.registry.problem_type, &value));
        checked.code = value["code"].as_str().map(str::to_owned);
        let of_body = value["status"].as_u64();
        if of_body.is_some_and(|of_body| of_body != u64::from(status)) {
            let of_body = of_body.unwrap_or_default();
            checked.violate(
                "/status",
                "const",
                format!("This is {of_body}, but the status of the answer is {status}."),
            );
        }
        let has_wrong_code = checked.violations.iter().any(|found| found.pointer == "/code");
        if let Some(code) = value["code"].as_str().filter(|_| !has_wrong_code) {
            let declared = problems.iter().find(|problem| problem.code == code);
            if declared.is_none() {
                let codes: Vec<&str> = problems.iter().map(|problem| problem.code.as_str()).collect();
                let detail = format!("`{item}` does not declare `{code}`. It declares {}.", codes.join(", "));
                checked.violate("/code", "enum", detail);
            } else if let Some(known) =
                declared.filter(|known| known.status != status && of_body == Some(status.into()))
            {
                let detail = format!("`{code}` has the status {}, but the answer has {status}.", known.status);
                checked.violate("/code", "const", detail);
            }
        }
        checked.body = Some(value);
        checked
    }
}

impl Checked {
    pub(crate) fn violate(&mut self, pointer: &str, code: &str, detail: String) {
        self.violations.push(Violation { pointer: pointer.to_owned(), code: code.to_owned(), detail });
    }

    /// Checks that the media type is one of these.
    pub(crate) fn media_type(&mut self, head: &Head, declared: &[&str]) -> bool {
        let is_declared = declared.iter().any(|declared| head.is_of(declared));
        if !is_declared {
            let found = head.headers.get(header::CONTENT_TYPE).map(|value| String::from_utf8_lossy(value.as_bytes()));
            let found = found.map_or_else(|| "has none".to_owned(), |found| format!("is `{found}`"));
            let detail = format!("The media type must be {}, but {found}.", declared.join(" or "));
            self.violate("header/content-type", "media-type", detail);
        }
        is_declared
    }

    /// The JSON of a body of this media type.
    fn json(&mut self, head: &Head, body: &[u8], media_type: &str) -> Option<Value> {
        self.media_type(head, &[media_type]).then(|| self.parse(body)).flatten()
    }

    /// The JSON of a body.
    pub(crate) fn parse(&mut self, body: &[u8]) -> Option<Value> {
        if body.is_empty() {
            self.violate("", "body", "The contract declares a body, but the answer has none.".into());
            return None;
        }
        match serde_json::from_slice(body) {
            Ok(value) => Some(value),
            Err(error) => {
                self.violate("", "json", format!("The body is not JSON: {error}."));
                None
            }
        }
    }
}
