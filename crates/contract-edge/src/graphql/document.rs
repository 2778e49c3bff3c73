//! Validated documents, and the operations in them.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use async_graphql::{
    Positioned,
    parser::types::{DocumentOperations, ExecutableDocument, OperationDefinition, OperationType},
};
use contract_model::registry::Root;

use super::{
    Cause, GraphqlError,
    plan::{Plan, Planned},
};

/// A document that is valid for a schema, and must only be used with that schema.
pub struct Document {
    parsed: ExecutableDocument,
    /// The plans that are the same for all variables, by the name of their operation; the name is empty for an
    /// anonymous one.
    plans: BTreeMap<String, OnceLock<Arc<Plan>>>,
}

/// An operation of a document.
pub(super) struct Chosen<'a> {
    pub definition: &'a Positioned<OperationDefinition>,
    pub root: Root,
    kept: Option<&'a OnceLock<Arc<Plan>>>,
}

impl Document {
    pub(super) fn new(parsed: ExecutableDocument) -> Self {
        let name = |name: Option<&async_graphql::Name>| name.map(ToString::to_string).unwrap_or_default();
        let plans = parsed.operations.iter().map(|(known, _)| (name(known), OnceLock::new())).collect();
        Self { parsed, plans }
    }

    /// Returns the parsed document.
    pub fn parsed(&self) -> &ExecutableDocument {
        &self.parsed
    }

    /// Returns the root type of the operation with that name, or of the only operation; `None` where it does not exist.
    pub fn root(&self, operation: Option<&str>) -> Option<Root> {
        self.operation(operation).ok().map(|chosen| chosen.root)
    }

    pub(super) fn operation(&self, name: Option<&str>) -> Result<Chosen<'_>, Box<GraphqlError>> {
        let wrong = |message: String| Box::new(GraphqlError::of_request(Cause::Document, message, Vec::new()));
        let found = match (&self.parsed.operations, name) {
            (DocumentOperations::Single(operation), None) => Some(("", operation)),
            (DocumentOperations::Single(_), Some(_)) => None,
            (DocumentOperations::Multiple(operations), Some(name)) => {
                operations.get_key_value(name).map(|(name, operation)| (name.as_str(), operation))
            }
            (DocumentOperations::Multiple(operations), None) if operations.len() == 1 => {
                operations.iter().next().map(|(name, operation)| (name.as_str(), operation))
            }
            (DocumentOperations::Multiple(operations), None) => {
                let count = operations.len();
                return Err(wrong(format!("the document has {count} operations: name one of them as `operationName`")));
            }
        };
        let Some((name, definition)) = found else {
            return Err(wrong(format!("the document has no operation of the name `{}`", name.unwrap_or_default())));
        };
        let root = root_of(definition.node.ty);
        Ok(Chosen { definition, root, kept: self.plans.get(name) })
    }
}

/// Returns the root type of an operation.
pub(super) fn root_of(operation: OperationType) -> Root {
    match operation {
        OperationType::Query => Root::Query,
        OperationType::Mutation => Root::Mutation,
        OperationType::Subscription => Root::Subscription,
    }
}

impl Chosen<'_> {
    /// Returns the plan of the operation: the one that is kept, or a new one.
    pub(super) fn plan(
        &self,
        make: impl FnOnce() -> Result<Planned, Box<GraphqlError>>,
    ) -> Result<Arc<Plan>, Vec<GraphqlError>> {
        if let Some(plan) = self.kept.and_then(OnceLock::get) {
            return Ok(Arc::clone(plan));
        }
        let Planned { plan, depends_on_variables } = make().map_err(|error| vec![*error])?;
        let plan = Arc::new(plan);
        if let Some(kept) = self.kept.filter(|_| !depends_on_variables) {
            _ = kept.set(Arc::clone(&plan));
        }
        Ok(plan)
    }
}

impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Document").field(&self.parsed).finish()
    }
}
