//! Reads documents and executes them, within the limits and the time budget, for HTTP and for WebSockets.

use std::{panic::AssertUnwindSafe, sync::Arc};

use futures_util::{FutureExt, stream::BoxStream};
use tokio::time;

use super::{
    document::{self, Documents},
    errors::Refusal,
    fields::{Fields, OperationContext},
    planning::Planning,
    request::Asking,
};
use crate::{
    fault::Fault,
    graphql::{Answer, Cause, Executor, GraphqlError, Prepared, Schema},
    platform::{Platform, Settings},
};

/// A schema, and the steps between it and a request.
pub(super) struct Engine<S> {
    schema: Schema,
    executor: Executor<Fields<S>>,
    documents: Arc<Documents>,
    planning: Planning,
}

/// The reason why a request is not executed.
pub(super) enum Unplanned {
    /// It is refused.
    Refused(Refusal),
    /// Its document, or its variables, are not valid.
    Invalid(Vec<GraphqlError>),
}

impl<S: Platform> Engine<S> {
    pub(super) fn new(schema: Schema, fields: Fields<S>, settings: &Settings) -> Self {
        let limits = &settings.graphql;
        Self {
            documents: Arc::new(Documents::new(schema.clone(), limits)),
            executor: Executor::new(Arc::new(fields), limits.answer_fields),
            planning: Planning::new(limits.planning()),
            schema,
        }
    }

    /// Reads the document of a request, and plans its operation.
    pub(super) async fn plan(&self, asking: Asking) -> Result<Prepared, Unplanned> {
        let read = match self.documents.read_short(&asking.query) {
            Some(read) => read,
            None => {
                let (documents, text) = (Arc::clone(&self.documents), asking.query.clone());
                let read = self.planning.run(move || documents.read(&text)).await;
                read.map_err(|fault| Unplanned::Refused(fault.into()))?
            }
        };
        let document = match read {
            Ok(document) => document,
            Err(document::Refused::Limit(reason)) => return Err(Unplanned::Refused(Refusal::Limit(reason))),
            Err(document::Refused::Invalid(errors)) => return Err(Unplanned::Invalid(errors)),
        };
        self.schema.prepare(&document, asking.operation_name.as_deref(), &asking.variables).map_err(Unplanned::Invalid)
    }

    /// Executes an operation and returns its only response.
    pub(super) async fn execute(
        &self,
        prepared: Prepared,
        context: Arc<OperationContext<S>>,
    ) -> Result<Answer, Refusal> {
        let patience = context.writer().shared.settings.handler_timeout;
        let execution = AssertUnwindSafe(self.executor.execute(prepared, context)).catch_unwind();
        match time::timeout(patience, execution).await {
            Ok(Ok(answer)) => within_limits(answer),
            Ok(Err(panic)) => Err(Fault::panicked(&*panic).into()),
            Err(_) => Err(Fault::Timeout.into()),
        }
    }

    /// Starts an operation that may have many responses.
    pub(super) fn answers(&self, prepared: Prepared, context: Arc<OperationContext<S>>) -> BoxStream<'static, Answer> {
        self.executor.subscribe(prepared, context)
    }
}

/// Returns the response, or refuses the request if the response exceeds the limit.
pub(super) fn within_limits(mut answer: Answer) -> Result<Answer, Refusal> {
    match answer.errors.iter().position(|error| error.cause == Cause::Limit) {
        Some(index) => Err(Refusal::Limit(answer.errors.swap_remove(index).message)),
        None => Ok(answer),
    }
}
