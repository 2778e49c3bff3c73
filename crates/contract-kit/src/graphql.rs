//! GraphQL fields as zero-sized types, and the thin layer between async-graphql's resolvers and them.
//!
//! `#[module]` writes the resolvers; each calls [`resolve`] or [`subscribe`], where authentication and the contract's
//! own schema are applied once for all fields.

#[doc(hidden)]
pub mod input;

use std::{borrow::Cow, marker::PhantomData, sync::Arc};

use async_graphql::{
    Context, EmptyMutation, EmptySubscription, ErrorExtensions, InputType, MergedObjectTail, Object, Response, Schema,
    SubscriptionType, Variables,
};
use futures_util::{
    FutureExt,
    future::BoxFuture,
    stream::{BoxStream, StreamExt},
};
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    number,
    operation::{Authentication, Caller},
    problem::{Details, Failure, Violation},
    registry::{self, Root, build::Collector},
    validate::Validator,
};

/// A field of a GraphQL root type.
pub trait Field: Send + Sync + 'static {
    /// Its name.
    const NAME: &'static str;
    /// The root type it stands on.
    const ROOT: Root;
    /// The argument that names the person whom it is about.
    const OWNER: Option<&'static str>;
    /// The class of rate limit that each use of it counts against.
    const RATE: Option<&'static str>;
    /// Who may ask for it.
    type Auth: Authentication;
    /// Its arguments.
    type Arguments: Serialize + Send + Sync;
    /// What it answers.
    type Output: Send;

    /// The field as data.
    fn describe(collector: &mut Collector) -> registry::GraphqlField;
}

/// Resolves one field of the query or mutation type.
#[diagnostic::on_unimplemented(
    message = "GraphQL field `{F}` is not resolved by `{Self}`",
    label = "write `impl Resolve<{F}> for {Self}`"
)]
pub trait Resolve<F: Field>: Send + Sync + 'static {
    /// Answers with arguments that have been checked against the contract.
    fn resolve(
        &self,
        context: &Context<'_>,
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
    /// Opens a stream with arguments that have been checked against the contract.
    fn subscribe(
        &self,
        context: &Context<'_>,
        caller: <F::Auth as Authentication>::Caller,
        arguments: F::Arguments,
    ) -> impl Future<Output = Result<Events<F>, Failure<F>>> + Send;
}

/// What comes of a subscription.
pub type Events<F> = BoxStream<'static, Result<<F as Field>::Output, Failure<F>>>;

/// A Relay connection whose `totalCount` is computed only when it is selected.
pub type Connection<T> = async_graphql::connection::Connection<String, T, TotalCount>;

type Count = dyn Fn() -> Counting + Send + Sync;
type Counting = BoxFuture<'static, Result<i32, Box<Details>>>;

/// Counts all items of a connection, later.
pub struct TotalCount(Box<Count>);

impl TotalCount {
    /// Counts by calling `count` when a client asks.
    pub fn lazy<F>(count: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<i32, Box<Details>>> + Send + 'static,
    {
        Self(Box::new(move || count().boxed()))
    }
}

/// What stands on a connection besides its edges.
#[Object]
impl TotalCount {
    /// How many items there are on all pages together.
    async fn total_count(&self, context: &Context<'_>) -> async_graphql::Result<i32> {
        match (self.0)().await {
            Ok(total) => Ok(total),
            Err(details) => Err(error_of(&**context.data::<Scope>()?, &details)),
        }
    }
}

/// The request that fields belong to: counts them against their rate classes, and words their failures for the
/// `extensions` of an error. A request brings it in its data.
pub trait RequestScope: Send + Sync {
    /// Counts one use of a field, each alias by itself; the error is the problem of a caller who has used up the class.
    fn count<'a>(
        &'a self,
        field: &'a str,
        rate: Option<&'a str>,
        caller: Option<&'a Caller>,
    ) -> BoxFuture<'a, Result<(), Details>>;
    /// The problem for a field that needs a caller who is known.
    fn unauthenticated(&self) -> Details;
    /// The problem for an argument that names another person than the caller.
    fn forbidden(&self) -> Details;
    /// The problem for arguments that do not fit the contract.
    fn invalid(&self, violations: Vec<Violation>) -> Details;
    /// The body of a problem. Its cause is logged here, and goes nowhere else.
    fn body(&self, details: &Details) -> Value;
}

/// The scope as a request brings it.
type Scope = Arc<dyn RequestScope>;

/// Resolves a field: authentication, the contract's schema, then the backend.
pub async fn resolve<F: Field, B: Resolve<F>>(
    backend: &B,
    context: &Context<'_>,
    arguments: F::Arguments,
) -> async_graphql::Result<F::Output> {
    let scope = context.data::<Scope>()?;
    let caller = admit::<F>(context, scope, &arguments).await?;
    backend.resolve(context, caller, arguments).await.map_err(|failure| error_of(&**scope, &failure.details))
}

/// Opens a subscription: authentication, the contract's schema, then the backend.
pub async fn subscribe<F: Field, B: Subscribe<F>>(
    backend: &B,
    context: &Context<'_>,
    arguments: F::Arguments,
) -> async_graphql::Result<BoxStream<'static, async_graphql::Result<F::Output>>> {
    let scope = Arc::clone(context.data::<Scope>()?);
    let caller = admit::<F>(context, &scope, &arguments).await?;
    let events = backend.subscribe(context, caller, arguments).await;
    let events = events.map_err(|failure| error_of(&*scope, &failure.details))?;
    Ok(events.map(move |event| event.map_err(|failure| error_of(&*scope, &failure.details))).boxed())
}

/// Lets the caller in, counts the field, and checks the arguments against the contract and the caller.
async fn admit<F: Field>(
    context: &Context<'_>,
    scope: &Scope,
    arguments: &F::Arguments,
) -> async_graphql::Result<<F::Auth as Authentication>::Caller> {
    let known = context.data_opt::<Caller>();
    let caller = <F::Auth as Authentication>::admit(known.cloned())
        .ok_or_else(|| error_of(&**scope, &scope.unauthenticated()))?;
    scope.count(F::NAME, F::RATE, known).await.map_err(|details| error_of(&**scope, &details))?;
    let mut arguments = serde_json::to_value(arguments)?;
    number::make_canonical(&mut arguments);
    let violations = context.data::<Arc<Validator>>()?.arguments(F::ROOT, F::NAME, &arguments);
    if !violations.is_empty() {
        return Err(error_of(&**scope, &scope.invalid(violations)));
    }
    let named = F::OWNER.and_then(|owner| arguments[owner].as_str());
    if named.is_some_and(|named| known.is_none_or(|caller| caller.subject != named)) {
        return Err(error_of(&**scope, &scope.forbidden()));
    }
    Ok(caller)
}

/// A problem as a GraphQL error: the usual class as `code`, and the whole problem beside it.
pub fn error_of(scope: &dyn RequestScope, details: &Details) -> async_graphql::Error {
    let message = details.detail.as_deref().unwrap_or(details.title);
    async_graphql::Error::new(message).extend_with(|_, extensions| {
        extensions.set("code", class_of(details.status));
        if let Ok(problem) = async_graphql::to_value(scope.body(details)) {
            extensions.set("problem", problem);
        }
    })
}

/// The usual class of an error with this HTTP status.
pub fn class_of(status: u16) -> &'static str {
    match status {
        401 => "UNAUTHENTICATED",
        403 => "FORBIDDEN",
        404 => "NOT_FOUND",
        429 => "TOO_MANY_REQUESTS",
        400..500 => "BAD_USER_INPUT",
        _ => "INTERNAL_SERVER_ERROR",
    }
}

/// Makes a function that coerces a JSON value as a variable of one input type, as a server would.
pub type Coerce = fn() -> Box<dyn Fn(Value) -> Result<Value, String>>;

/// The [`Coerce`] of `T`: a schema with one field that takes a `T` and gives it back.
pub fn coercion<T: InputType + Serialize + 'static>() -> Box<dyn Fn(Value) -> Result<Value, String>> {
    let schema = Schema::new(Probe::<T>(PhantomData), EmptyMutation, EmptySubscription);
    let query = format!("query ($value: {}!) {{ coerce(value: $value) }}", T::type_name());
    Box::new(move |mut value| {
        number::make_canonical(&mut value);
        let request = async_graphql::Request::new(&query).variables(Variables::from_json(json!({ "value": value })));
        let response = schema.execute(request).now_or_never().expect("coercion waits for nothing");
        if let Some(error) = response.errors.first() {
            return Err(error.message.clone());
        }
        let data = response.data.into_json().map_err(|error| error.to_string())?;
        let text = data["coerce"].as_str().ok_or("no answer")?;
        serde_json::from_str(text).map_err(|error| error.to_string())
    })
}

struct Probe<T>(PhantomData<fn() -> T>);

#[expect(clippy::unused_async, reason = "async-graphql calls a resolver as a future")]
#[Object(name = "Query")]
impl<T: InputType + Serialize + 'static> Probe<T> {
    async fn coerce(&self, value: T) -> async_graphql::Result<String> {
        Ok(serde_json::to_string(&value)?)
    }
}

/// The subscription fields of a module that has none. async-graphql's own stand-in panics when a client asks for a field
/// that it looks for there.
#[derive(Debug, Clone, Copy)]
pub struct NoSubscriptions;

impl SubscriptionType for NoSubscriptions {
    fn type_name() -> Cow<'static, str> {
        <MergedObjectTail as SubscriptionType>::type_name()
    }

    fn create_type_info(registry: &mut async_graphql::registry::Registry) -> String {
        <MergedObjectTail as SubscriptionType>::create_type_info(registry)
    }

    fn create_field_stream<'a>(&'a self, _: &'a Context<'_>) -> Option<BoxStream<'a, Response>> {
        None
    }
}

/// How a schema is printed: two spaces, what specifies a scalar, one line where one is enough.
pub fn sdl_options() -> async_graphql::SDLExportOptions {
    async_graphql::SDLExportOptions::new()
        .use_space_ident()
        .indent_width(2)
        .include_specified_by()
        .prefer_single_line_descriptions()
}
