//! Operations that are ready to be executed.

use std::sync::Arc;

use contract_model::registry::Root;
use serde_json::{Map, Value};

use super::{
    Document, GraphqlError, Schema,
    plan::{Answered, Plan, PlannedField, RootField},
};

/// The arguments of a field, or its error.
type Coerced = Result<Map<String, Value>, Box<GraphqlError>>;

/// An operation with its variables and arguments, ready to be executed.
#[derive(Debug)]
pub struct Prepared {
    pub(super) schema: Schema,
    pub(super) document: Arc<Document>,
    pub(super) root: Root,
    pub(super) plan: Arc<Plan>,
    pub(super) variables: Map<String, Value>,
    /// The arguments of each root field of the plan.
    pub(super) arguments: Vec<Coerced>,
}

impl Prepared {
    /// Returns the root type of the operation.
    pub fn root(&self) -> Root {
        self.root
    }

    /// Returns the field of a subscription, and its arguments.
    pub(super) fn followed(&self) -> Option<(&RootField, &PlannedField, &Coerced)> {
        let (field, arguments) = self.plan.fields.first().zip(self.arguments.first())?;
        match &field.answered {
            Answered::Field(asked) => Some((field, asked, arguments)),
            Answered::Typename(_) | Answered::Introspection(_) => None,
        }
    }
}
