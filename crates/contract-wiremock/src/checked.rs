//! Checks mocks against the contract.

use axum::http::{HeaderName, HeaderValue};
use contract_model::{
    exchange::{Reply, Violation},
    registry::{Body, Operation, Parameter, ProblemDefinition, Registry},
    validate::Validator,
};
use serde_json::Value;

use crate::{
    error::{MountError, hint},
    matcher::{ExpectedParameter, canonical},
    operation_mock::PlannedProblem,
    when::Typed,
};

/// A contract against which mocks are checked.
pub(crate) struct CheckedContract {
    registry: Registry,
    validator: Validator,
}

/// A header that can be sent.
pub(crate) type Header = (HeaderName, HeaderValue);

impl CheckedContract {
    pub(crate) fn new(registry: Registry) -> Self {
        let validator = Validator::new(&registry).with_answers(&registry);
        Self { registry, validator }
    }

    /// The operation with this id, which must match its type.
    pub(crate) fn operation(&self, id: &str, typed: Option<&Typed>) -> Result<&Operation, MountError> {
        let mut operations = self.registry.operations.iter();
        let operation = operations.find(|operation| operation.id == id).ok_or_else(|| self.unknown(id))?;
        match typed {
            Some(Typed { type_name, method, path }) if (*method, *path) != (&operation.method, &operation.path) => {
                Err(MountError::OtherContract {
                    id: id.to_owned(),
                    type_name,
                    described: format!("{method} {path}"),
                    found: format!("{} {}", operation.method, operation.path),
                })
            }
            _ => Ok(operation),
        }
    }

    fn unknown(&self, id: &str) -> MountError {
        let not_an_operation = |kind, hint| MountError::NotAnOperation { id: id.to_owned(), kind, hint };
        if self.registry.channels.iter().any(|channel| channel.id == id) {
            return not_an_operation("channel", "for feeds and sockets, start a `contract_mock::MockServer`");
        }
        if self.registry.fields().any(|field| field.name == id || field.path() == id) {
            return not_an_operation(
                "GraphQL field",
                "match `POST /graphql` with matchers of wiremock, or answer it with `answer_unmatched`",
            );
        }
        let ids = self.registry.operations.iter().map(|operation| operation.id.as_str());
        MountError::UnknownOperation { id: id.to_owned(), hint: hint(id, ids) }
    }

    /// A parameter value that a valid call of an operation can have.
    pub(crate) fn parameter(
        &self,
        operation: &Operation,
        name: &str,
        value: Result<Value, serde_json::Error>,
    ) -> Result<ExpectedParameter, MountError> {
        let mut parameters = operation.parameters.iter();
        let Some(Parameter { location, required, schema, .. }) = parameters.find(|parameter| parameter.name == name)
        else {
            let names = operation.parameters.iter().map(|parameter| parameter.name.as_str());
            return Err(MountError::UnknownParameter {
                operation: operation.id.clone(),
                name: name.to_owned(),
                hint: hint(name, names),
            });
        };
        let value = value.map_err(|source| MountError::Json {
            operation: operation.id.clone(),
            subject: format!("the parameter `{name}`"),
            source,
        })?;
        let is_left_out = value.is_null() && !required;
        let violations = if is_left_out { Vec::new() } else { self.validator.parameter(&operation.id, name, &value) };
        if !violations.is_empty() {
            let (operation, name) = (operation.id.clone(), name.to_owned());
            return Err(MountError::Parameter { operation, name, violations });
        }
        let default = schema.default.clone().map(canonical);
        Ok(ExpectedParameter { name: name.to_owned(), location: *location, default, value: canonical(value) })
    }

    /// A body that a valid call of an operation can have, with canonical numbers.
    pub(crate) fn request_body(
        &self,
        operation: &Operation,
        body: Result<Value, serde_json::Error>,
    ) -> Result<Value, MountError> {
        let id = operation.id.clone();
        let found = match &operation.body {
            Body::Json { .. } => {
                let body = body.map_err(|source| MountError::Json {
                    operation: id.clone(),
                    subject: "the expected body".into(),
                    source,
                })?;
                let violations = self.validator.body(&id, &body);
                return if violations.is_empty() {
                    Ok(canonical(body))
                } else {
                    Err(MountError::RequestBody { operation: id, violations })
                };
            }
            Body::None => "no body",
            Body::Multipart { .. } => "a form",
            Body::Bytes { .. } => "bytes",
        };
        Err(MountError::NoJsonBody { operation: id, found })
    }

    /// Checks an answer: its status, headers and body.
    pub(crate) fn answer(&self, operation: &Operation, reply: &Reply, headers: &[Header]) -> Result<(), MountError> {
        let (id, status) = (operation.id.clone(), reply.status);
        let Some(answer) = operation.answers.iter().find(|answer| answer.status == status) else {
            let declared = operation.answers.iter().map(|answer| answer.status).collect();
            return Err(MountError::UndeclaredStatus { operation: id, status, declared });
        };
        let has = |name: &str| {
            let mut own = reply.headers.iter();
            own.any(|(known, _)| known.eq_ignore_ascii_case(name))
                || headers.iter().any(|(known, _)| known.as_str().eq_ignore_ascii_case(name))
        };
        if let Some(missing) = answer.headers.iter().find(|header| !has(&header.name)) {
            return Err(MountError::MissingHeader { operation: id, status, header: missing.name.clone() });
        }
        match (&answer.body, &reply.body) {
            (None, None) => Ok(()),
            (Some(_), None) => Err(MountError::MissingBody { operation: id, status }),
            (None, Some(_)) => Err(MountError::UnexpectedBody { operation: id, status }),
            (Some(_), Some(body)) => {
                let body = serde_json::from_slice(body).map_err(|source| answer_is_not_json(&id, source))?;
                let violations = self.validator.answer(&id, status, &body);
                let fits = violations.is_empty();
                if fits { Ok(()) } else { Err(MountError::AnswerBody { operation: id, status, violations }) }
            }
        }
    }

    /// The definition of a problem that an operation declares or implies.
    pub(crate) fn problem(
        &self,
        operation: &Operation,
        problem: &PlannedProblem,
    ) -> Result<&ProblemDefinition, MountError> {
        let (id, code) = (operation.id.clone(), problem.code.clone());
        let allowed = || self.registry.problems_of_operation(operation);
        if let Some(definition) = allowed().find(|definition| definition.code == code) {
            return Ok(definition);
        }
        let allowed = allowed().map(|definition| definition.code.as_str());
        Err(if self.registry.problem(&code).is_some() {
            MountError::UndeclaredProblem { operation: id, code, allowed: allowed.map(str::to_owned).collect() }
        } else {
            let hint = hint(&code, self.registry.problems.iter().map(|known| known.code.as_str()));
            MountError::UnknownProblem { operation: id, code, hint }
        })
    }

    /// The violations in the body of a problem.
    pub(crate) fn problem_body(&self, body: &Value) -> Vec<Violation> {
        self.validator.named(&self.registry.problem_type, body)
    }
}

/// The error for an answer that cannot be serialised.
pub(crate) fn answer_is_not_json(operation: &str, source: serde_json::Error) -> MountError {
    MountError::Json { operation: operation.to_owned(), subject: "the answer".into(), source }
}

/// Headers that can be sent.
pub(crate) fn headers(operation: &Operation, headers: Vec<(String, String)>) -> Result<Vec<Header>, MountError> {
    let sendable =
        headers.into_iter().map(|(name, value)| match (HeaderName::try_from(&name), HeaderValue::try_from(&value)) {
            (Ok(name), Ok(value)) => Ok((name, value)),
            _ => Err(MountError::InvalidHeader { operation: operation.id.clone(), name, value }),
        });
    sendable.collect()
}
