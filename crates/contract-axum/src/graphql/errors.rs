//! Failures in the `errors` of an answer: the usual class, and the contract's problem beside it.

use std::sync::Arc;

use async_graphql::{
    ErrorExtensionValues, ServerError,
    parser::types::{ExecutableDocument, Selection},
};
use contract_kit::{
    graphql::class_of,
    problem::{Details, Violation},
};
use serde_json::Value;

use crate::{
    fault::Fault,
    platform::Platform,
    problem::{self, Asked},
    shared::Shared,
};

/// The class of an error of the document itself.
const INVALID_DOCUMENT: &str = "GRAPHQL_VALIDATION_FAILED";

/// Why a request is not executed.
pub(super) enum Refusal {
    /// It has a fault that any request may have.
    Fault(Fault),
    /// Its document, or the answer to it, exceeds a limit.
    Limit(String),
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// A refusal in the words of the contract.
pub(super) struct Refused {
    pub error: ServerError,
    pub details: Details,
    /// The methods that would be allowed, where the one that was used is not.
    pub allowed: Option<String>,
}

/// How one request is told what went wrong.
pub(super) struct Words<S> {
    pub shared: Arc<Shared<S>>,
    pub asked: Asked,
}

impl<S: Platform> Words<S> {
    /// The body of a problem. Its cause is logged here, and goes nowhere else.
    pub(super) fn body(&self, details: &Details) -> Value {
        problem::body(&self.shared, &self.asked, details)
    }

    /// The problem of a request that came to no field, as an error.
    pub(super) fn error(&self, details: &Details) -> ServerError {
        self.error_of(class_of(details.status), details)
    }

    /// The error of a request whose document is not executed.
    pub(super) fn refusal(&self, refusal: Refusal) -> Refused {
        let allowed = match &refusal {
            Refusal::Fault(Fault::MethodNotAllowed { allowed }) => Some(allowed.clone()),
            _ => None,
        };
        let (class, fault) = match refusal {
            Refusal::Fault(fault) => (None, fault),
            Refusal::Limit(reason) => (Some(INVALID_DOCUMENT), Fault::Unreadable(reason, Vec::new())),
        };
        let details = self.shared.platform.fault(fault);
        let error = self.error_of(class.unwrap_or_else(|| class_of(details.status)), &details);
        Refused { error, details, allowed }
    }

    fn error_of(&self, class: &str, details: &Details) -> ServerError {
        let message = details.detail.as_deref().unwrap_or(details.title);
        let mut error = ServerError::new(message, None);
        self.extend(&mut error, class, details);
        error
    }

    /// Completes errors that async-graphql has made itself: of a document that it cannot read or that does not fit the
    /// schema, of arguments that are none of their type, and of answers that cannot be coerced.
    ///
    /// Errors beyond the limit are left out, and the last one says how many.
    pub(super) fn complete(&self, errors: &mut Vec<ServerError>, document: Option<&ExecutableDocument>) {
        let limit = self.shared.settings.graphql.errors;
        if errors.len() > limit {
            let left_out = errors.len() - limit;
            errors.truncate(limit);
            errors.push(ServerError::new(format!("{left_out} more errors are left out"), None));
        }
        for error in errors.iter_mut().filter(|error| !is_classified(error)) {
            let message = error.message.clone();
            if error.path.is_empty() {
                let details = self.shared.platform.fault(Fault::Unreadable(message, Vec::new()));
                self.extend(error, INVALID_DOCUMENT, &details);
                continue;
            }
            let fault = match document.and_then(|document| argument(error, document)) {
                Some(name) => {
                    let pointer = format!("/{name}");
                    Fault::Invalid(vec![Violation { pointer, code: "type".into(), detail: message }])
                }
                // What a field says beside the contract is a bug, whose words are ours.
                None => Fault::Internal(message),
            };
            let shown = self.error(&self.shared.platform.fault(fault));
            error.message = shown.message;
            error.extensions = shown.extensions;
        }
    }

    fn extend(&self, error: &mut ServerError, class: &str, details: &Details) {
        let extensions = error.extensions.get_or_insert_with(ErrorExtensionValues::default);
        extensions.set("code", class);
        if let Ok(problem) = async_graphql::to_value(self.body(details)) {
            extensions.set("problem", problem);
        }
    }
}

/// The argument that an error is about: async-graphql places what is wrong with a value at the value, and everything else
/// at the field.
fn argument(error: &ServerError, document: &ExecutableDocument) -> Option<String> {
    let place = error.locations.first()?;
    let operations = document.operations.iter().map(|(_, operation)| &operation.node.selection_set.node);
    let fragments = document.fragments.values().map(|fragment| &fragment.node.selection_set.node);
    let mut sets: Vec<_> = operations.chain(fragments).collect();
    while let Some(set) = sets.pop() {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => {
                    let mut arguments = field.node.arguments.iter();
                    if let Some((name, _)) = arguments.find(|(_, value)| value.pos == *place) {
                        return Some(name.node.to_string());
                    }
                    sets.push(&field.node.selection_set.node);
                }
                Selection::InlineFragment(fragment) => sets.push(&fragment.node.selection_set.node),
                // Its fields stand where it is defined.
                Selection::FragmentSpread(_) => {}
            }
        }
    }
    None
}

fn is_classified(error: &ServerError) -> bool {
    error.extensions.as_ref().is_some_and(|extensions| extensions.get("code").is_some())
}
