//! Writes failures into the `errors` of a response: the usual class, and the contract's problem.

use std::sync::Arc;

use contract_model::exchange::{Details, Violation};
use serde_json::{Map, Value};

use crate::{
    fault::Fault,
    graphql::{Cause, FieldError, GraphqlError},
    platform::Platform,
    problem::{self, RequestContext},
    shared::Shared,
};

/// The class of an error of the document itself.
const INVALID_DOCUMENT: &str = "GRAPHQL_VALIDATION_FAILED";

/// The reason why a request is not executed.
pub(super) enum Refusal {
    /// A fault that any request may have.
    Fault(Fault),
    /// The document, or the response to it, exceeds a limit.
    Limit(String),
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// A refusal, worded by the contract.
pub(super) struct Refused {
    pub error: GraphqlError,
    pub details: Details,
    /// The allowed methods, where the request has another one.
    pub allowed: Option<String>,
}

/// Words the errors of one request.
pub(super) struct ErrorWriter<S> {
    pub shared: Arc<Shared<S>>,
    pub context: RequestContext,
}

impl<S: Platform> ErrorWriter<S> {
    /// Returns the body of a problem. Its cause is only logged, here.
    pub(super) fn body(&self, details: &Details) -> Value {
        problem::body(&self.shared, &self.context, details)
    }

    /// Returns the problem of a request that reached no field, as an error.
    pub(super) fn error(&self, details: &Details) -> GraphqlError {
        self.error_of(class_of(details.status), details)
    }

    /// Returns the problem that occurred in a field, as an error.
    pub(super) fn field_error(&self, details: &Details) -> FieldError {
        let GraphqlError { message, extensions, .. } = self.error(details);
        FieldError { message, extensions }
    }

    /// Returns the error of a request whose document is not executed.
    pub(super) fn refusal(&self, refusal: Refusal) -> Refused {
        let allowed = match &refusal {
            Refusal::Fault(Fault::MethodNotAllowed { allowed }) => Some(allowed.clone()),
            _ => None,
        };
        let (class, fault) = match refusal {
            Refusal::Fault(fault) => (None, fault),
            Refusal::Limit(reason) => (Some(INVALID_DOCUMENT), Fault::Unreadable(reason, Vec::new())),
        };
        let details = problem::of_fault(&self.shared, fault);
        let error = self.error_of(class.unwrap_or_else(|| class_of(details.status)), &details);
        Refused { error, details, allowed }
    }

    fn error_of(&self, class: &str, details: &Details) -> GraphqlError {
        let message = details.detail.as_deref().unwrap_or(&details.title).to_owned();
        let extensions = self.extensions(class, details);
        GraphqlError { message, locations: Vec::new(), path: Vec::new(), extensions, cause: Cause::Field }
    }

    /// Completes errors that are not from a handler: of an invalid document or variable, of arguments that do not have
    /// their type, and of answers that do not fit the contract.
    ///
    /// Errors beyond the limit are left out, and the last error says how many.
    pub(super) fn complete(&self, errors: &mut Vec<GraphqlError>) {
        let limit = self.shared.settings.graphql.errors;
        if errors.len() > limit {
            let left_out = errors.len() - limit;
            errors.truncate(limit);
            errors.push(async_graphql::ServerError::new(format!("{left_out} more errors are left out"), None).into());
        }
        for error in errors {
            let message = error.message.clone();
            let fault = match &error.cause {
                Cause::Field => continue,
                Cause::Document | Cause::Variable { .. } | Cause::Limit => {
                    let details = problem::of_fault(&self.shared, Fault::Unreadable(message, Vec::new()));
                    error.extensions = self.extensions(INVALID_DOCUMENT, &details);
                    continue;
                }
                Cause::Argument { pointer } => {
                    let pointer = pointer.clone();
                    Fault::Invalid(vec![Violation { pointer, code: "type".into(), detail: message }])
                }
                // A bug of the implementation is worded like any other bug.
                Cause::Implementation => Fault::Internal(message),
            };
            let shown = self.error(&problem::of_fault(&self.shared, fault));
            error.message = shown.message;
            error.extensions = shown.extensions;
        }
    }

    /// Returns the class of an error, and its problem.
    fn extensions(&self, class: &str, details: &Details) -> Map<String, Value> {
        [("code".to_owned(), class.into()), ("problem".to_owned(), self.body(details))].into_iter().collect()
    }
}

/// Returns the usual class of an error with this HTTP status.
fn class_of(status: u16) -> &'static str {
    match status {
        401 => "UNAUTHENTICATED",
        403 => "FORBIDDEN",
        404 => "NOT_FOUND",
        429 => "TOO_MANY_REQUESTS",
        400..500 => "BAD_USER_INPUT",
        _ => "INTERNAL_SERVER_ERROR",
    }
}
