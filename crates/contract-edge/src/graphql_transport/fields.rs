//! The fields of one operation. Each is authenticated, counted against its rate class and validated against the
//! contract before its handler is called.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use contract_model::{
    exchange::{Caller, Details, FieldValue},
    registry::{Auth, GraphqlField, Root},
};
use futures_util::{FutureExt, StreamExt, future::BoxFuture, stream::BoxStream};
use serde_json::{Map, Value};

use super::errors::ErrorWriter;
use crate::{
    fault::Fault,
    graphql::{FieldError, Resolver},
    handlers::{FieldHandler, SubscriptionHandler},
    platform::{Platform, Usage},
    problem::Failed,
    request,
};

/// The handlers of fields, by name.
pub(crate) struct Fields<S> {
    queries: BTreeMap<String, Arc<dyn FieldHandler<S>>>,
    mutations: BTreeMap<String, Arc<dyn FieldHandler<S>>>,
    subscriptions: BTreeMap<String, Arc<dyn SubscriptionHandler<S>>>,
}

impl<S> Default for Fields<S> {
    fn default() -> Self {
        Self { queries: BTreeMap::new(), mutations: BTreeMap::new(), subscriptions: BTreeMap::new() }
    }
}

impl<S> Fields<S> {
    /// Adds the handler of a field of the query or mutation type.
    ///
    /// # Panics
    /// When the root is the subscription type, whose handlers have another kind.
    pub(crate) fn add(&mut self, root: Root, name: &str, handler: Arc<dyn FieldHandler<S>>) {
        let fields = match root {
            Root::Query => &mut self.queries,
            Root::Mutation => &mut self.mutations,
            Root::Subscription => panic!("`{name}` is a subscription: add it with `Edge::subscription`"),
        };
        fields.insert(name.to_owned(), handler);
    }

    /// Adds the handler of a field of the subscription type.
    pub(crate) fn add_subscription(&mut self, name: &str, handler: Arc<dyn SubscriptionHandler<S>>) {
        self.subscriptions.insert(name.to_owned(), handler);
    }

    /// Whether a field has a handler.
    pub(crate) fn has(&self, root: Root, name: &str) -> bool {
        match root {
            Root::Query => self.queries.contains_key(name),
            Root::Mutation => self.mutations.contains_key(name),
            Root::Subscription => self.subscriptions.contains_key(name),
        }
    }

    /// Returns the names of the fields that have handlers.
    pub(crate) fn names(&self) -> impl Iterator<Item = (Root, &str)> {
        let queries = self.queries.keys().map(|name| (Root::Query, name));
        let mutations = self.mutations.keys().map(|name| (Root::Mutation, name));
        let subscriptions = self.subscriptions.keys().map(|name| (Root::Subscription, name));
        queries.chain(mutations).chain(subscriptions).map(|(root, name)| (root, name.as_str()))
    }
}

/// One operation, as its fields need it.
pub(crate) struct OperationContext<S> {
    writer: Arc<ErrorWriter<S>>,
    caller: Option<Caller>,
    /// Whether a field without its own rate class has already run: the request itself counted for the first of them.
    has_begun: AtomicBool,
}

impl<S: Platform> OperationContext<S> {
    pub(super) fn new(writer: &Arc<ErrorWriter<S>>, caller: Option<Caller>) -> Arc<Self> {
        Arc::new(Self { writer: Arc::clone(writer), caller, has_begun: AtomicBool::new(false) })
    }

    pub(super) fn writer(&self) -> &ErrorWriter<S> {
        &self.writer
    }

    /// Admits the caller, counts the field, and validates its arguments against the contract and the caller.
    async fn admit(&self, field: &GraphqlField, arguments: Map<String, Value>) -> Result<Map<String, Value>, Fault> {
        let shared = &self.writer.shared;
        if field.auth == Auth::Bearer && self.caller.is_none() {
            return Err(Fault::Unauthenticated);
        }
        let rate = field.rate.as_deref();
        if rate.is_some() || self.has_begun.swap(true, Ordering::Relaxed) {
            let subject = self.caller.as_ref().map(|caller| caller.subject.as_str());
            let usage =
                Usage { item: &field.name, is_message: false, rate, subject, address: self.writer.context.address };
            shared.count(&usage).await?;
        }
        let arguments = Value::Object(arguments);
        let violations = shared.validator.arguments(field.root, &field.name, &arguments);
        if !violations.is_empty() && !shared.platform.tolerates(&field.path(), &violations) {
            return Err(Fault::Invalid(violations));
        }
        request::owner(field.owner.as_deref(), self.caller.as_ref(), &arguments)?;
        match arguments {
            Value::Object(arguments) => Ok(arguments),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => Ok(Map::new()),
        }
    }

    fn failed(&self, failed: Failed) -> FieldError {
        self.writer.field_error(&failed.details(&self.writer.shared))
    }
}

impl<S: Platform> Resolver for Fields<S> {
    type Context = OperationContext<S>;

    fn resolve<'a>(
        &'a self,
        field: &'a GraphqlField,
        arguments: Map<String, Value>,
        context: &'a Arc<Self::Context>,
    ) -> BoxFuture<'a, Result<FieldValue, FieldError>> {
        let handlers = if field.root == Root::Mutation { &self.mutations } else { &self.queries };
        async move {
            let resolving = async {
                let arguments = context.admit(field, arguments).await?;
                let handler = handlers.get(&field.name).ok_or(Fault::ModuleUnavailable)?;
                let value = handler.resolve(&context.writer.shared.platform, context.caller.clone(), arguments).await?;
                Ok(context.writer.shared.check_field(field, value)?)
            };
            resolving.await.map_err(|failed: Failed| context.failed(failed))
        }
        .boxed()
    }

    fn subscribe<'a>(
        &'a self,
        field: &'a GraphqlField,
        arguments: Map<String, Value>,
        context: &'a Arc<Self::Context>,
    ) -> BoxFuture<'a, Result<BoxStream<'static, Result<FieldValue, FieldError>>, FieldError>> {
        async move {
            let opening = async {
                let arguments = context.admit(field, arguments).await?;
                let handler = self.subscriptions.get(&field.name).ok_or(Fault::ModuleUnavailable)?;
                handler.subscribe(&context.writer.shared.platform, context.caller.clone(), arguments).await
            };
            let events = opening.await.map_err(|failed: Failed| context.failed(failed))?;
            let (context, field) = (Arc::clone(context), field.clone());
            let checked = events.map(move |event| {
                let checked = match event {
                    Ok(value) => context.writer.shared.check_field(&field, value).map_err(Failed::from),
                    Err(details) => Err(details.into()),
                };
                checked.map_err(|failed| context.failed(failed))
            });
            Ok(checked.boxed())
        }
        .boxed()
    }

    fn problem(&self, details: &Details, context: &Self::Context) -> FieldError {
        context.writer.field_error(details)
    }
}
