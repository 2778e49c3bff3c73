//! Validates responses against the contract before they are sent ([`Settings::check_answers`]).
//!
//! [`Settings::check_answers`]: crate::platform::Settings::check_answers

use std::fmt;

use contract_model::{
    exchange::{Details, FieldValue, Reply, Violation},
    registry::{Channel, GraphqlField, Operation},
};
use serde::Serialize;
use serde_json::Value;

use crate::{fault::Fault, problem::Failed, shared::Shared};

/// The reason why something that was about to be sent does not fit the contract.
#[derive(Debug)]
pub(crate) struct Misfit(pub String);

/// The number of reported violations per response.
const SHOWN: usize = 5;

impl<S> Shared<S> {
    /// Checks the outcome of a handler: its status, headers and body, or the code of its problem.
    pub(crate) fn checked(&self, operation: &Operation, outcome: Result<Reply, Failed>) -> Result<Reply, Failed> {
        if !self.settings.check_answers {
            return outcome;
        }
        match outcome {
            Ok(reply) => self.check_reply(operation, reply),
            Err(Failed::Problem(details)) => Err(self.check_code(operation, details)),
            Err(Failed::Fault(fault)) => Err(fault.into()),
        }
    }

    fn check_reply(&self, operation: &Operation, reply: Reply) -> Result<Reply, Failed> {
        let subject = format!("the answer {} of `{}`", reply.status, operation.id);
        let wrong = |reason: String| Failed::from(Fault::Internal(format!("{subject} {reason}")));
        let Some(answer) = operation.answers.iter().find(|answer| answer.status == reply.status) else {
            return Err(wrong("is not declared".into()));
        };
        let has = |name: &str| reply.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
        if let Some(missing) = answer.headers.iter().find(|header| !has(&header.name)) {
            return Err(wrong(format!("has no header `{}`, which is declared", missing.name)));
        }
        match (&answer.body, &reply.body) {
            (Some(_), Some(bytes)) => {
                let body = serde_json::from_slice(bytes).map_err(|error| wrong(format!("is not JSON: {error}")))?;
                let violations = self.validator.answer(&operation.id, reply.status, &body);
                fits(violations).map_err(wrong)?;
            }
            (None, None) => {}
            (Some(_), None) => return Err(wrong("has no body, but one is declared".into())),
            (None, Some(_)) => return Err(wrong("has a body, but none is declared".into())),
        }
        Ok(reply)
    }

    fn check_code(&self, operation: &Operation, details: Box<Details>) -> Failed {
        if self.registry.problems_of_operation(operation).any(|problem| problem.code == details.code) {
            return details.into();
        }
        Fault::Internal(format!("`{}` answered with `{}`, which it does not declare", operation.id, details.code))
            .into()
    }

    /// Validates the answer of a GraphQL field.
    pub(crate) fn check_field(&self, field: &GraphqlField, value: FieldValue) -> Result<FieldValue, Fault> {
        if !self.settings.check_answers {
            return Ok(value);
        }
        let wrong = |reason: String| Fault::Internal(format!("the answer of `{}` {reason}", field.path()));
        let json = value.sample.clone().map_or_else(|| serde_json::to_value(&value.value), Ok);
        let json = json.map_err(|error| wrong(format!("does not serialise: {error}")))?;
        let nodes = if field.output.connection {
            let edges = json["edges"].as_array().ok_or_else(|| wrong("is no connection".into()))?;
            edges.iter().map(|edge| edge["node"].clone()).collect()
        } else if json.is_null() && field.output.nullable {
            Vec::new()
        } else {
            vec![json]
        };
        for node in &nodes {
            fits(self.validator.output(field.root, &field.name, node)).map_err(wrong)?;
        }
        Ok(value)
    }

    /// Validates a message that the server is about to send, and logs a message that does not fit.
    pub(crate) fn check_message(&self, channel: &Channel, message: &impl Serialize) -> Result<(), Misfit> {
        if !self.settings.check_answers {
            return Ok(());
        }
        // A message that does not serialise is reported where it is written.
        let message = serde_json::to_value(message).unwrap_or_default();
        self.check_named(format_args!("a message of `{}`", channel.id), &channel.server, &message)
    }

    /// Validates the body of a problem, and logs a body that does not fit.
    pub(crate) fn check_problem(&self, body: &Value) -> Result<(), Misfit> {
        if !self.settings.check_answers {
            return Ok(());
        }
        self.check_named(format_args!("a problem"), &self.registry.problem_type, body)
    }

    fn check_named(&self, subject: fmt::Arguments<'_>, of_type: &str, value: &Value) -> Result<(), Misfit> {
        fits(self.validator.named(of_type, value)).map_err(|reason| {
            tracing::error!("{subject} {reason}");
            Misfit(format!("{subject} {reason}"))
        })
    }
}

/// Returns an error that names the places of the violations.
fn fits(violations: Vec<Violation>) -> Result<(), String> {
    if violations.is_empty() {
        return Ok(());
    }
    let shown = violations.into_iter().take(SHOWN);
    let shown: Vec<_> = shown.map(|wrong| format!("at `{}`: {}", wrong.pointer, wrong.detail)).collect();
    Err(format!("does not fit the contract. {}", shown.join(" ")))
}
