//! Executes prepared operations: calls the resolver for the root fields, and writes the response.

use std::{
    any::Any,
    panic::AssertUnwindSafe,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use contract_model::{
    exchange::{FieldValue, LaterField},
    registry::Root,
};
use futures_util::{
    FutureExt, StreamExt,
    future::{BoxFuture, join_all},
    stream::{self, BoxStream},
};
use serde_json::Map;

use super::{
    Answer, Cause, FieldError, GraphqlError, PathSegment, Prepared, Resolver, introspection,
    outcome::{AnswerText, Outcome, TooLarge},
    plan::{Answered, Node, RootField},
    writing::{Resolved, panicked},
};

/// Executes operations with a resolver.
pub struct Executor<R> {
    resolver: Arc<R>,
    answer_fields: usize,
}

impl<R> Clone for Executor<R> {
    fn clone(&self) -> Self {
        Self { resolver: Arc::clone(&self.resolver), answer_fields: self.answer_fields }
    }
}

impl<R: Resolver> Executor<R> {
    /// Creates an executor whose responses have at most `answer_fields` fields and list items.
    ///
    /// A response is written without yielding to other requests, so this also limits the time that writing takes.
    /// Introspection, which takes longer per field, yields every few hundred fields.
    pub fn new(resolver: Arc<R>, answer_fields: usize) -> Self {
        Self { resolver, answer_fields }
    }

    /// Executes a query or a mutation: the fields of a query concurrently, those of a mutation one after another.
    ///
    /// A subscription has many responses, and is refused here.
    pub fn execute(
        &self,
        prepared: Prepared,
        context: Arc<R::Context>,
    ) -> impl Future<Output = Answer> + Send + use<R> {
        let executor = self.clone();
        async move {
            match prepared.root {
                Root::Query => executor.query(&prepared, &context).await,
                Root::Mutation => executor.mutation(&prepared, &context).await,
                Root::Subscription => {
                    let message = "a subscription has many answers: ask for it over a connection that can carry them";
                    Answer::refused(vec![GraphqlError::of_request(Cause::Document, message, Vec::new())])
                }
            }
        }
    }

    /// Executes any operation: a query or a mutation has one response, a subscription one per event.
    ///
    /// A subscription that cannot be opened has one response, which is refused.
    pub fn subscribe(&self, prepared: Prepared, context: Arc<R::Context>) -> BoxStream<'static, Answer> {
        if prepared.root != Root::Subscription {
            return self.execute(prepared, context).into_stream().boxed();
        }
        let executor = self.clone();
        async move { executor.open(prepared, context).await }.flatten_stream().boxed()
    }

    async fn query(&self, prepared: &Prepared, context: &Arc<R::Context>) -> Answer {
        let used = Arc::new(AtomicUsize::new(0));
        let indices = 0..prepared.plan.fields.len();
        let outcomes = join_all(indices.map(|index| self.outcome(prepared, index, context, &used))).await;
        let mut text = AnswerText::new(self.answer_fields.saturating_sub(used.load(Ordering::Relaxed)));
        for (field, outcome) in prepared.plan.fields.iter().zip(&outcomes) {
            if let Err(TooLarge) = text.field(field, outcome) {
                return Answer::refused(vec![introspection::too_large(self.answer_fields)]);
            }
        }
        text.finish()
    }

    /// Executes a mutation. A non-null field that fails ends it.
    async fn mutation(&self, prepared: &Prepared, context: &Arc<R::Context>) -> Answer {
        let used = Arc::new(AtomicUsize::new(0));
        let mut text = AnswerText::new(self.answer_fields);
        for (index, field) in prepared.plan.fields.iter().enumerate() {
            let outcome = self.outcome(prepared, index, context, &used).await;
            if let Err(TooLarge) = text.field(field, &outcome) {
                return Answer::refused(vec![introspection::too_large(self.answer_fields)]);
            }
            if text.is_null {
                break;
            }
        }
        text.finish()
    }

    /// Opens a subscription, which has one field.
    async fn open(self, prepared: Prepared, context: Arc<R::Context>) -> BoxStream<'static, Answer> {
        let once = |error: GraphqlError| stream::once(async { Answer::refused(vec![error]) }).boxed();
        let Some((field, asked, arguments)) = prepared.followed() else { return stream::empty().boxed() };
        let arguments = match arguments {
            Ok(arguments) => arguments.clone(),
            Err(error) => return once((**error).clone()),
        };
        let definition = prepared.schema.field(asked.index);
        let opening = AssertUnwindSafe(async { self.resolver.subscribe(definition, arguments, &context).await });
        let events = match opening.catch_unwind().await {
            Ok(Ok(events)) => events,
            Ok(Err(error)) => return once(of_field(field, error)),
            Err(panic) => return once(of_panic(field, &*panic)),
        };
        // A stream that has panicked is not polled again.
        let events = AssertUnwindSafe(events).catch_unwind();
        let prepared = Arc::new(prepared);
        let answers = events.then(move |event| {
            let (executor, prepared, context) = (self.clone(), Arc::clone(&prepared), Arc::clone(&context));
            async move { executor.event(&prepared, event, &context).await }
        });
        answers.boxed()
    }

    /// Returns the response for one event of a subscription.
    async fn event(
        &self,
        prepared: &Prepared,
        event: Result<Result<FieldValue, FieldError>, Box<dyn Any + Send>>,
        context: &Arc<R::Context>,
    ) -> Answer {
        let Some((field, asked, _)) = prepared.followed() else { return Answer::refused(Vec::new()) };
        let outcome = match event {
            Ok(event) => self.completed(field, &asked.node, event, context).await,
            Err(panic) => Outcome::Failed(of_panic(field, &*panic)),
        };
        let mut text = AnswerText::new(self.answer_fields);
        match text.field(field, &outcome) {
            Ok(()) => text.finish(),
            Err(TooLarge) => Answer::refused(vec![introspection::too_large(self.answer_fields)]),
        }
    }

    /// Resolves a root field.
    async fn outcome(
        &self,
        prepared: &Prepared,
        index: usize,
        context: &Arc<R::Context>,
        used: &Arc<AtomicUsize>,
    ) -> Outcome {
        let field = &prepared.plan.fields[index];
        match &field.answered {
            Answered::Typename(name) => Outcome::Typename(name),
            Answered::Introspection(operation) => {
                let answer = introspection::answer(prepared, operation, self.answer_fields, Arc::clone(used));
                Outcome::Introspected(answer.await)
            }
            Answered::Field(asked) => {
                let arguments = match &prepared.arguments[index] {
                    Ok(arguments) => arguments.clone(),
                    Err(error) => return Outcome::Failed((**error).clone()),
                };
                let definition = prepared.schema.field(asked.index);
                let resolving = async { self.resolver.resolve(definition, arguments, context).await };
                match AssertUnwindSafe(resolving).catch_unwind().await {
                    Ok(answer) => self.completed(field, &asked.node, answer, context).await,
                    Err(panic) => Outcome::Failed(of_panic(field, &*panic)),
                }
            }
        }
    }

    /// Computes those later fields of an answer that are selected.
    async fn completed(
        &self,
        field: &RootField,
        node: &Node,
        answer: Result<FieldValue, FieldError>,
        context: &Arc<R::Context>,
    ) -> Outcome {
        let value = match answer {
            Ok(value) => value,
            Err(error) => return Outcome::Resolved(Err(error)),
        };
        match AssertUnwindSafe(self.resolved(node, value, context)).catch_unwind().await {
            Ok(resolved) => Outcome::Resolved(Ok(resolved)),
            Err(panic) => Outcome::Failed(of_panic(field, &*panic)),
        }
    }

    fn resolved<'a>(
        &'a self,
        node: &'a Node,
        mut value: FieldValue,
        context: &'a Arc<R::Context>,
    ) -> BoxFuture<'a, Resolved> {
        async move {
            let selected =
                std::mem::take(&mut value.later).into_iter().filter(|later| node.property(later.name).is_some());
            let computing = selected.map(|LaterField { name, resolve }| async move {
                let answer = resolve().await;
                let answer = answer.map_err(|details| self.resolver.problem(&details, context));
                (name, answer)
            });
            let later = join_all(computing).await;
            let mut completed = Vec::with_capacity(later.len());
            for (name, answer) in later {
                completed.push((
                    name,
                    match (answer, node.property(name)) {
                        (Ok(value), Some(node)) => Ok(self.resolved(node, value, context).await),
                        (Ok(value), None) => Ok(Resolved { value, later: Vec::new() }),
                        (Err(error), _) => Err(error),
                    },
                ));
            }
            Resolved { value, later: completed }
        }
        .boxed()
    }
}

fn of_field(field: &RootField, FieldError { message, extensions }: FieldError) -> GraphqlError {
    let path = vec![PathSegment::Key(field.key.clone())];
    GraphqlError { message, locations: vec![field.pos], path, extensions, cause: Cause::Field }
}

fn of_panic(field: &RootField, panic: &(dyn Any + Send)) -> GraphqlError {
    let error = of_field(field, FieldError { message: panicked(panic), extensions: Map::new() });
    GraphqlError { cause: Cause::Implementation, ..error }
}
