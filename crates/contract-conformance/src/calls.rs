//! Calls that cause events for listeners: operations, and fields of the mutation type.

use contract_model::{
    registry::{Auth, Caused, GraphqlField, Operation, Root},
    schema::Schema,
};
use serde_json::Value;

use crate::{
    graphql,
    judge::Outcome,
    suite::Suite,
    world::{Draft, Person},
};

/// A call that causes events.
#[derive(Clone, Copy)]
pub(crate) enum Call<'a> {
    Operation(&'a Operation),
    Mutation(&'a GraphqlField),
}

/// A call that succeeded.
pub(crate) struct Called<'a> {
    /// The answer with its schema, if it has a body.
    pub answer: Option<(&'a Schema, Value)>,
    /// A line for a shell that repeats the call.
    pub repeat: String,
}

impl<'a> Call<'a> {
    /// The tested calls that cause events. A mutation that has had no result yet is reported elsewhere.
    pub(crate) fn all(suite: &Suite<'a>) -> impl Iterator<Item = Self> {
        let operations = suite.harmless_operations().filter(|operation| leaves_sessions(operation));
        let mutations = suite.contract.registry().fields().filter(|field| {
            let path = field.path();
            let is_tested = field.root == Root::Mutation && suite.options.includes(&path);
            is_tested && !suite.options.is_read_only && suite.seen.has(&path, "result")
        });
        operations.map(Self::Operation).chain(mutations.map(Self::Mutation)).filter(|call| !call.causes().is_empty())
    }

    /// The call's name in the contract.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Operation(operation) => operation.id.clone(),
            Self::Mutation(field) => field.path(),
        }
    }

    pub(crate) fn auth(&self) -> Auth {
        match self {
            Self::Operation(operation) => operation.auth,
            Self::Mutation(field) => field.auth,
        }
    }

    /// The events that the call causes.
    pub(crate) fn causes(&self) -> &'a [Caused] {
        match self {
            Self::Operation(operation) => &operation.policy.causes,
            Self::Mutation(field) => &field.causes,
        }
    }

    /// Makes the call for a person; `None` if it does not succeed.
    pub(crate) async fn make(&self, suite: &Suite<'_>, person: &Person) -> Option<Called<'a>> {
        match *self {
            Self::Operation(operation) => {
                let draft = Draft::of(suite, operation, person, 0)?;
                let exchange = suite.ask(operation, draft.request(), &person.label).await?;
                let Outcome::Success(status) = exchange.verdict.outcome else { return None };
                let declared = operation.answers.iter().find(|answer| answer.status == status);
                let schema = declared.and_then(|answer| answer.body.as_ref()).map(|body| &body.schema);
                Some(Called { answer: schema.zip(exchange.verdict.body), repeat: suite.curl(&exchange.request) })
            }
            Self::Mutation(field) => {
                let (value, request) = graphql::mutate(suite, field, person).await?;
                Some(Called { answer: value.map(|value| (&field.output.schema, value)), repeat: suite.curl(&request) })
            }
        }
    }
}

/// Whether an operation neither starts nor ends sessions.
pub(crate) const fn leaves_sessions(operation: &Operation) -> bool {
    operation.policy.session.is_none()
}
