//! GraphQL, executed from a contract.
//!
//! 1. [`Schema::new`] builds a schema from a contract.
//! 2. [`Schema::document`] validates a parsed document. A [`Document`] can be kept, and shared by many requests.
//! 3. [`Schema::prepare`] plans an operation of it with the variables of one request.
//! 4. [`Executor::execute`] executes it; [`Executor::subscribe`] returns the responses of a subscription.
//!
//! ```no_run
//! # use std::sync::Arc;
//! # use async_graphql::parser::parse_query;
//! # use contract_edge::graphql::{Answer, Executor, GraphqlError, Resolver, Schema};
//! # async fn example<R: Resolver>(
//! #     registry: contract_model::registry::Registry,
//! #     (text, variables): (&str, serde_json::Map<String, serde_json::Value>),
//! #     (resolver, context): (Arc<R>, Arc<R::Context>),
//! # ) -> Result<(), Vec<GraphqlError>> {
//! let schema = Schema::new(&registry).expect("the contract has GraphQL");
//! let document = Arc::new(schema.document(parse_query(text).expect("it is GraphQL"))?);
//! let prepared = schema.prepare(&document, Some("OperationName"), &variables)?;
//! let executor = Executor::new(resolver, 100_000);
//! let answer: Answer = executor.execute(prepared, context).await;
//! # Ok(())
//! # }
//! ```
//!
//! async-graphql validates documents and answers introspection. Coercion, errors and nulls are implemented here, by the
//! rules of the specification (October 2021): `coercion` reads input, `selection` plans, `execution` calls the
//! [`Resolver`], `writing` writes the selected parts of the values that it returns; `comparison` compares the response
//! of another server with a plan. Some rules that async-graphql does not check are checked here: literals that contain
//! variables (`arguments`, `variables`), and selections that cannot be merged (`merging`).

mod answer;
mod arguments;
mod coercion;
mod comparison;
mod document;
mod dynamic_schema;
mod errors;
mod execution;
mod input;
mod introspection;
mod merging;
mod nulls;
mod outcome;
mod plan;
mod prepared;
mod resolver;
mod schema;
mod selection;
mod variables;
mod writing;

pub use self::{
    answer::Answer,
    coercion::CoercionError,
    comparison::{Comparison, FieldUse, SelectedObject},
    document::Document,
    errors::{Cause, GraphqlError, PathSegment},
    execution::Executor,
    prepared::Prepared,
    resolver::{FieldError, Resolver},
    schema::{Schema, SchemaError},
};

/// The maximum depth of nested selections in a document, including fragments: each level is a call on the stack.
pub const MAX_NESTING: usize = 128;
