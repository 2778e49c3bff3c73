//! The seam to the implementation of a contract.

use std::sync::Arc;

use contract_model::{
    exchange::{Details, FieldValue},
    registry::GraphqlField,
};
use futures_util::{future::BoxFuture, stream::BoxStream};
use serde_json::{Map, Value};

/// An implementation of the fields of a contract's root types.
pub trait Resolver: Send + Sync + 'static {
    /// Everything that a resolver needs of one request: its caller, and how its failures are worded.
    type Context: Send + Sync + 'static;

    /// Answers a field of `Query` or `Mutation`.
    ///
    /// `arguments` has been coerced to the types of the field, with defaults and canonical numbers. A property that the
    /// contract lets a client clear may be null; any other null counts as absent. The constraints of the contract
    /// (lengths, patterns, minima) are not checked yet: see [`contract_model::validate::Validator::arguments`].
    ///
    /// It is called once for each response key, so each alias is one use.
    fn resolve<'a>(
        &'a self,
        field: &'a GraphqlField,
        arguments: Map<String, Value>,
        context: &'a Arc<Self::Context>,
    ) -> BoxFuture<'a, Result<FieldValue, FieldError>>;

    /// Opens the stream of a field of `Subscription`. An item that is an error is the error of that one event.
    fn subscribe<'a>(
        &'a self,
        field: &'a GraphqlField,
        arguments: Map<String, Value>,
        context: &'a Arc<Self::Context>,
    ) -> BoxFuture<'a, Result<BoxStream<'static, Result<FieldValue, FieldError>>, FieldError>>;

    /// Words the problem that a field met which was computed later (see [`FieldValue::later`]).
    fn problem(&self, details: &Details, context: &Self::Context) -> FieldError;
}

/// The error of a field, in the words of the implementation.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldError {
    /// The reason, for a person.
    pub message: String,
    /// The `extensions` of the error.
    pub extensions: Map<String, Value>,
}
