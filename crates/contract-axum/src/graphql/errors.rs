//! Failures in the `errors` of an answer: the usual class, and the contract's problem beside it.

use std::sync::Arc;

use async_graphql::{
    ErrorExtensionValues, ServerError,
    parser::{parse_query, types::Selection},
};
use contract_kit::{
    graphql::{ProblemWriter, class_of},
    problem::{Details, Violation},
};
use serde_json::Value;

use crate::{
    fault::Fault,
    platform::Platform,
    problem::{self, Asked},
    shared::Shared,
};

/// How one request is told what went wrong.
pub(crate) struct Words<S> {
    pub shared: Arc<Shared<S>>,
    pub asked: Asked,
}

impl<S: Platform> ProblemWriter for Words<S> {
    fn unauthenticated(&self) -> Details {
        self.shared.platform.fault(Fault::Unauthenticated)
    }

    fn forbidden(&self) -> Details {
        self.shared.platform.fault(Fault::Forbidden)
    }

    fn invalid(&self, violations: Vec<Violation>) -> Details {
        self.shared.platform.fault(Fault::Invalid(violations))
    }

    fn body(&self, details: &Details) -> Value {
        problem::body(&self.shared, &self.asked, details)
    }
}

impl<S: Platform> Words<S> {
    /// The problem of a request that came to no field, as the error that it is.
    pub(crate) fn error(&self, details: &Details) -> ServerError {
        let message = details.detail.as_deref().unwrap_or(details.title);
        let mut error = ServerError::new(message, None);
        self.extend(&mut error, class_of(details.status), details);
        error
    }

    /// Completes errors that async-graphql has made itself: of a document that it cannot read or that does not fit the
    /// schema, of arguments that are none of their type, and of answers that cannot be coerced.
    pub(crate) fn complete(&self, errors: &mut [ServerError], document: &str) {
        for error in errors.iter_mut().filter(|error| !is_classified(error)) {
            let message = error.message.clone();
            if error.path.is_empty() {
                let details = self.shared.platform.fault(Fault::Unreadable(message, Vec::new()));
                self.extend(error, "GRAPHQL_VALIDATION_FAILED", &details);
                continue;
            }
            let fault = match argument(error, document) {
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
fn argument(error: &ServerError, document: &str) -> Option<String> {
    let place = error.locations.first()?;
    let document = parse_query(document).ok()?;
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
