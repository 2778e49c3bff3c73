//! GraphQL fields as zero-sized types.
//!
//! A field of a root type answers with a whole value; the server writes the selected parts of it.

use std::{fmt, sync::Arc};

use futures_util::{FutureExt, future::BoxFuture, stream::BoxStream};
use serde::{Serialize, Serializer, de::DeserializeOwned, ser::SerializeStruct};

use crate::{
    describe::GraphqlFieldDescription,
    exchange::{Details, FieldValue, LaterField},
    operation::Authentication,
    problem::Failure,
    registry::Root,
    types::{ContractType, TypeVisitor},
};

/// A field of a GraphQL root type.
pub trait Field: Send + Sync + 'static {
    /// Its name.
    const NAME: &'static str;
    /// Its root type.
    const ROOT: Root;
    /// The field as data.
    const DESCRIPTION: &'static GraphqlFieldDescription;
    /// The callers that may select it.
    type Auth: Authentication;
    /// Its arguments, read from an object of coerced values.
    type Arguments: DeserializeOwned + Send;
    /// Its answer.
    type Output: Output;

    /// Shows the types of its arguments and its answer to a visitor.
    fn visit_types<V: TypeVisitor>(visitor: &mut V);
}

/// Resolves one field of the query or mutation type.
#[diagnostic::on_unimplemented(
    message = "GraphQL field `{F}` is not resolved by `{Self}`",
    label = "write `impl Resolve<{F}> for {Self}`"
)]
pub trait Resolve<F: Field>: Send + Sync + 'static {
    /// Resolves the field with arguments that have been validated against the contract.
    fn resolve(
        &self,
        caller: <F::Auth as Authentication>::Caller,
        arguments: F::Arguments,
    ) -> impl Future<Output = Result<F::Output, Failure<F>>> + Send;
}

/// Resolves one field of the subscription type.
#[diagnostic::on_unimplemented(
    message = "GraphQL subscription `{F}` is not resolved by `{Self}`",
    label = "write `impl Subscribe<{F}> for {Self}`"
)]
pub trait Subscribe<F: Field>: Send + Sync + 'static {
    /// Opens a stream with arguments that have been validated against the contract.
    fn subscribe(
        &self,
        caller: <F::Auth as Authentication>::Caller,
        arguments: F::Arguments,
    ) -> impl Future<Output = Result<Events<F>, Failure<F>>> + Send;
}

/// The events of a subscription.
pub type Events<F> = BoxStream<'static, Result<<F as Field>::Output, Failure<F>>>;

/// The answer of a GraphQL field: a type of the contract, an option of one, or a [`Connection`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be answered by a GraphQL field",
    label = "an answer is a type of the contract, Option<T>, Vec<T> or Connection<T>"
)]
pub trait Output: Send + 'static {
    /// Converts the answer into the form that the server needs.
    fn into_value(self) -> FieldValue;
    /// Shows its types to a visitor.
    fn visit_types<V: TypeVisitor>(visitor: &mut V);
}

impl<T: ContractType> Output for T {
    fn into_value(self) -> FieldValue {
        FieldValue::new(self)
    }

    fn visit_types<V: TypeVisitor>(visitor: &mut V) {
        T::visit(visitor);
    }
}

/// A page of a list, as the GraphQL Cursor Connections specification defines it.
#[derive(Debug)]
pub struct Connection<T> {
    /// The items of this page.
    pub edges: Vec<Edge<T>>,
    /// Whether there are items before this page.
    pub has_previous_page: bool,
    /// Whether there are items after this page.
    pub has_next_page: bool,
    /// The number of items on all pages together.
    pub total: TotalCount,
}

/// An item of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge<T> {
    /// The cursor: a client sends it to get the items after this one.
    pub cursor: String,
    /// The item.
    pub node: T,
}

type Count = dyn Fn() -> Counting + Send + Sync;
type Counting = BoxFuture<'static, Result<i32, Box<Details>>>;

/// The number of items on all pages of a connection, computed only when a client selects it.
#[derive(Clone)]
pub struct TotalCount(Arc<Count>);

impl TotalCount {
    /// Creates a number that is computed by calling `count`.
    pub fn lazy<F>(count: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<i32, Box<Details>>> + Send + 'static,
    {
        Self(Arc::new(move || count().boxed()))
    }
}

impl fmt::Debug for TotalCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TotalCount")
    }
}

impl<T: ContractType> Output for Connection<T> {
    fn into_value(self) -> FieldValue {
        let TotalCount(count) = self.total.clone();
        let resolve = Box::new(move || {
            let counting = count();
            async move { counting.await.map(FieldValue::new) }.boxed()
        });
        let later = vec![LaterField { name: "totalCount", resolve }];
        FieldValue { value: Box::new(self), sample: None, later }
    }

    fn visit_types<V: TypeVisitor>(visitor: &mut V) {
        T::visit(visitor);
    }
}

impl<T: Serialize> Serialize for Connection<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut state = serializer.serialize_struct("Connection", 3)?;
        state.serialize_field(
            "pageInfo",
            &PageInfo {
                has_previous_page: self.has_previous_page,
                has_next_page: self.has_next_page,
                start_cursor: self.edges.first().map(|edge| edge.cursor.as_str()),
                end_cursor: self.edges.last().map(|edge| edge.cursor.as_str()),
            },
        )?;
        state.serialize_field("edges", &self.edges)?;
        state.serialize_field("nodes", &Nodes(&self.edges))?;
        state.end()
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PageInfo<'a> {
    has_previous_page: bool,
    has_next_page: bool,
    start_cursor: Option<&'a str>,
    end_cursor: Option<&'a str>,
}

impl<T: Serialize> Serialize for Edge<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut state = serializer.serialize_struct("Edge", 2)?;
        state.serialize_field("node", &self.node)?;
        state.serialize_field("cursor", &self.cursor)?;
        state.end()
    }
}

/// The items of a page without their cursors.
struct Nodes<'a, T>(&'a [Edge<T>]);

impl<T: Serialize> Serialize for Nodes<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|edge| &edge.node))
    }
}
