//! The interface to the implementation of a contract.

use std::sync::Arc;

use contract_model::{
    exchange::{Details, FieldValue},
    registry::GraphqlField,
};
use futures_util::{future::BoxFuture, stream::BoxStream};
use serde_json::{Map, Value};

/// An implementation of the fields of a contract's root types.
pub trait Resolver: Send + Sync + 'static {
    /// The data that a resolver needs about one request: its caller, and the wording of its errors.
    type Context: Send + Sync + 'static;

    /// Resolves a field of `Query` or `Mutation`.
    ///
    /// `arguments` has been coerced to the types of the field, with defaults and canonical numbers. A property that the
    /// contract lets a client clear may be null; any other null counts as absent. The constraints of the contract
    /// (lengths, patterns, minima) are not checked here: see [`contract_model::validate::Validator::arguments`].
    ///
    /// It is called once per response key, so each alias is a separate use.
    fn resolve<'a>(
        &'a self,
        field: &'a GraphqlField,
        arguments: Map<String, Value>,
        context: &'a Arc<Self::Context>,
    ) -> BoxFuture<'a, Result<FieldValue, FieldError>>;

    /// Opens the stream of a field of `Subscription`. An item that is an error becomes the error of that event only.
    fn subscribe<'a>(
        &'a self,
        field: &'a GraphqlField,
        arguments: Map<String, Value>,
        context: &'a Arc<Self::Context>,
    ) -> BoxFuture<'a, Result<BoxStream<'static, Result<FieldValue, FieldError>>, FieldError>>;

    /// Converts the problem of a field that is computed later (see [`FieldValue::later`]) into an error.
    fn problem(&self, details: &Details, context: &Self::Context) -> FieldError;
}

/// The error of a field, worded by the implementation.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldError {
    /// The reason, for a person.
    pub message: String,
    /// The `extensions` of the error.
    pub extensions: Map<String, Value>,
}
