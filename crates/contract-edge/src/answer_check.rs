//! Checks what is answered against the contract before it leaves ([`Settings::check_answers`]).
//!
//! [`Settings::check_answers`]: crate::platform::Settings::check_answers

use std::fmt;

use axum::{body::Body, http::Response};
use contract_model::{
    exchange::{Details, FieldValue, Reply, Violation},
    registry::{Channel, GraphqlField, Operation},
};
use serde::Serialize;
use serde_json::Value;

use crate::{fault::Fault, problem::Failed, shared::Shared};

/// Something that was about to be sent, and does not fit the contract.
#[derive(Debug)]
pub(crate) struct Misfit(pub String);

/// How many violations of an answer are told.
const SHOWN: usize = 5;

impl<S> Shared<S> {
    /// Checks the outcome of a handler: its status and its body, or the code of its problem.
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

    /// Checks that an answer has the headers that are declared for its status.
    pub(crate) fn check_headers(&self, operation: &Operation, response: &Response<Body>) -> Result<(), Fault> {
        if !self.settings.check_answers {
            return Ok(());
        }
        let status = response.status().as_u16();
        let answer = operation.answers.iter().find(|answer| answer.status == status);
        let mut declared = answer.into_iter().flat_map(|answer| &answer.headers);
        match declared.find(|header| !response.headers().contains_key(&header.name)) {
            None => Ok(()),
            Some(missing) => Err(Fault::Internal(format!(
                "the answer {status} of `{}` has no header `{}`, which is declared",
                operation.id, missing.name
            ))),
        }
    }

    fn check_code(&self, operation: &Operation, details: Box<Details>) -> Failed {
        if self.registry.problems_of_operation(operation).any(|problem| problem.code == details.code) {
            return details.into();
        }
        Fault::Internal(format!("`{}` answered with `{}`, which it does not declare", operation.id, details.code))
            .into()
    }

    /// Checks the answer of a GraphQL field.
    pub(crate) fn check_field(&self, field: &GraphqlField, value: FieldValue) -> Result<FieldValue, Fault> {
        if !self.settings.check_answers {
            return Ok(value);
        }
        let wrong = |reason: String| Fault::Internal(format!("the answer of `{}` {reason}", field.path()));
        let json = serde_json::to_value(&value.value).map_err(|error| wrong(format!("does not serialise: {error}")))?;
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

    /// Checks a message that the server is about to send. One that does not fit is logged.
    pub(crate) fn check_message(&self, channel: &Channel, message: &impl Serialize) -> Result<(), Misfit> {
        if !self.settings.check_answers {
            return Ok(());
        }
        // One that does not serialise is told where it is written.
        let message = serde_json::to_value(message).unwrap_or_default();
        self.check_named(format_args!("a message of `{}`", channel.id), &channel.server, &message)
    }

    /// Checks the body of a problem. One that does not fit is logged.
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

/// Says where a value breaks the contract.
fn fits(violations: Vec<Violation>) -> Result<(), String> {
    if violations.is_empty() {
        return Ok(());
    }
    let shown = violations.into_iter().take(SHOWN);
    let shown: Vec<_> = shown.map(|wrong| format!("at `{}`: {}", wrong.pointer, wrong.detail)).collect();
    Err(format!("does not fit the contract. {}", shown.join(" ")))
}
