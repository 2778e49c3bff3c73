//! The two uses of async-graphql: it validates documents, and answers `__schema` and `__type`.
//!
//! Both go through an extension of its schema. A document is validated once for all requests. So validation stops
//! before execution, and execution skips validation.

use std::{
    future::poll_fn,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::Poll,
};

use async_graphql::{
    CacheControl, Positioned, Request, ServerError, ServerResult, ValidationResult, Value as GraphqlValue, Variables,
    dynamic::Schema,
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextResolve, NextValidation, ResolveInfo},
    parser::types::{
        DocumentOperations, ExecutableDocument, InlineFragment, OperationDefinition, Selection, SelectionSet,
    },
};
use futures_util::FutureExt;

use super::{Cause, GraphqlError, PathSegment, prepared::Prepared};

/// The number of fields after which introspection yields to other requests.
const STRETCH: usize = 500;

/// The purpose of a request to the schema of async-graphql.
enum Purpose {
    Validation,
    Introspection { limit: usize, used: Arc<AtomicUsize> },
}

/// Validates a document with any operations and variables.
pub(super) fn validate(schema: &Schema, document: &ExecutableDocument) -> Result<(), Vec<GraphqlError>> {
    let mut document = document.clone();
    let fragments = document.fragments.values_mut().map(|fragment| &mut fragment.node.selection_set.node);
    fragments.for_each(wrap_names);
    match &mut document.operations {
        DocumentOperations::Single(operation) => wrap_names(&mut operation.node.selection_set.node),
        DocumentOperations::Multiple(operations) => {
            operations.values_mut().for_each(|operation| wrap_names(&mut operation.node.selection_set.node));
        }
    }
    let mut request = Request::new("").data(Purpose::Validation);
    request.set_parsed_query(document);
    let response = schema.execute(request).now_or_never().expect("validation waits for nothing");
    if response.errors.is_empty() {
        return Ok(());
    }
    Err(response.errors.into_iter().map(GraphqlError::from).collect())
}

/// Replaces each `__typename` that has directives by an inline fragment with these directives: async-graphql ignores
/// the directives of `__typename`, and would report the variables that only they use as unused.
fn wrap_names(set: &mut SelectionSet) {
    for Positioned { pos, node } in &mut set.items {
        match node {
            Selection::Field(field) if field.node.name.node == "__typename" && !field.node.directives.is_empty() => {
                let directives = std::mem::take(&mut field.node.directives);
                let items = vec![Positioned::new(node.clone(), *pos)];
                let selection_set = Positioned::new(SelectionSet { items }, *pos);
                let fragment = InlineFragment { type_condition: None, directives, selection_set };
                *node = Selection::InlineFragment(Positioned::new(fragment, *pos));
            }
            Selection::Field(field) => wrap_names(&mut field.node.selection_set.node),
            Selection::InlineFragment(fragment) => wrap_names(&mut fragment.node.selection_set.node),
            Selection::FragmentSpread(_) => {}
        }
    }
}

/// Executes the operation of one introspection field.
///
/// # Errors
/// The errors of the response, or the error for a response larger than `limit`.
pub(super) async fn answer(
    prepared: &Prepared,
    operation: &Positioned<OperationDefinition>,
    limit: usize,
    used: Arc<AtomicUsize>,
) -> Result<GraphqlValue, Vec<GraphqlError>> {
    let operations = DocumentOperations::Single(operation.clone());
    let document = ExecutableDocument { operations, fragments: prepared.document.parsed().fragments.clone() };
    let variables = Variables::from_json(prepared.variables.clone().into());
    let purpose = Purpose::Introspection { limit, used: Arc::clone(&used) };
    let mut request = Request::new("").variables(variables).data(purpose);
    request.set_parsed_query(document);
    let mut execution = pin!(prepared.schema.dynamic().execute(request));
    let response = poll_fn(|context| match execution.as_mut().poll(context) {
        Poll::Pending if used.load(Ordering::Relaxed) > limit => Poll::Ready(None),
        other => other.map(Some),
    });
    let Some(response) = response.await else { return Err(vec![too_large(limit)]) };
    if !response.errors.is_empty() {
        return Err(response.errors.into_iter().map(at_its_path).collect());
    }
    match response.data {
        GraphqlValue::Object(members) => Ok(members.into_values().next().unwrap_or_default()),
        _ => Ok(GraphqlValue::Null),
    }
}

/// Returns the error of a response that is too large.
pub(super) fn too_large(limit: usize) -> GraphqlError {
    let message = format!("the answer has more than {limit} fields and list items: ask for fewer at a time");
    GraphqlError::of_request(Cause::Limit, message, Vec::new())
}

fn at_its_path(error: ServerError) -> GraphqlError {
    let path = error.path.iter().map(|segment| match segment {
        async_graphql::PathSegment::Field(key) => PathSegment::Key(key.clone()),
        async_graphql::PathSegment::Index(index) => PathSegment::Index(*index),
    });
    let path = path.collect();
    GraphqlError { path, cause: Cause::Implementation, ..GraphqlError::from(error) }
}

/// The extension.
pub(super) struct Hooks;

impl ExtensionFactory for Hooks {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_graphql::async_trait::async_trait]
impl Extension for Hooks {
    async fn validation(
        &self,
        context: &ExtensionContext<'_>,
        next: NextValidation<'_>,
    ) -> Result<ValidationResult, Vec<ServerError>> {
        match context.data_opt::<Purpose>() {
            // An error ends the request here. A response without errors means that the document is valid.
            Some(Purpose::Validation) => next.run(context).await.and(Err(Vec::new())),
            Some(Purpose::Introspection { .. }) => {
                Ok(ValidationResult { cache_control: CacheControl::default(), complexity: 0, depth: 0 })
            }
            None => next.run(context).await,
        }
    }

    /// Counts the fields of a response. A response that is too large waits here for ever, and its request is dropped.
    async fn resolve(
        &self,
        context: &ExtensionContext<'_>,
        info: ResolveInfo<'_>,
        next: NextResolve<'_>,
    ) -> ServerResult<Option<GraphqlValue>> {
        if let Some(Purpose::Introspection { limit, used }) = context.data_opt::<Purpose>() {
            let before = used.fetch_add(1, Ordering::Relaxed);
            if before >= *limit {
                std::future::pending::<()>().await;
            }
            if before % STRETCH == STRETCH - 1 {
                yield_now().await;
            }
        }
        next.run(context, info).await
    }
}

/// Lets other tasks run.
pub(super) async fn yield_now() {
    let mut has_yielded = false;
    poll_fn(|context| {
        if has_yielded {
            return Poll::Ready(());
        }
        has_yielded = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
