//! Handlers of the edge with the Rust types of an item: they read values into these types, and write answers from them.

use std::{fmt::Display, marker::PhantomData};

use contract_edge::{
    Failed, Fault,
    handlers::{
        Call, ChannelHandler, Events, FieldHandler, MessageHandler, Opening, OperationHandler, Outbound, Outgoing,
        SubscriptionHandler,
    },
};
use contract_kit::{
    channel::{self, Channel, Message, Receive, Serve},
    exchange::{Caller, Connection, FieldValue, Reply},
    graphql::{Field, Output as _, Resolve, Subscribe},
    operation::{Answer as _, Authentication, Handle, Operation, Request, RequestBody as _},
};
use futures_util::{FutureExt, StreamExt, future::BoxFuture};
use serde_json::{Map, Value};

use crate::platform::Erased;

/// An item of a contract, identified by its type.
pub(crate) struct Typed<I>(PhantomData<fn() -> I>);

impl<I> Typed<I> {
    pub(crate) const fn new() -> Self {
        Self(PhantomData)
    }
}

/// Reports a value that the schema accepts and its Rust type does not, or the reverse: a bug of the toolkit.
fn internal(error: &dyn Display) -> Failed {
    Fault::Internal(error.to_string()).into()
}

fn caller<A: Authentication>(caller: Option<Caller>) -> Result<A::Caller, Failed> {
    A::admit(caller).ok_or_else(|| Fault::Unauthenticated.into())
}

impl<S: Handle<O>, O: Operation> OperationHandler<Erased<S>> for Typed<O> {
    fn handle<'a>(&'a self, Erased(implementation): &'a Erased<S>, call: Call) -> BoxFuture<'a, Result<Reply, Failed>> {
        async move {
            let request = Request {
                caller: caller::<O::Auth>(call.caller)?,
                client: call.client,
                parameters: serde_json::from_value(call.parameters).map_err(|error| internal(&error))?,
                body: O::Body::read(call.body).map_err(|error| internal(&error))?,
            };
            let answer = implementation.handle(request).await.map_err(|failure| failure.details)?;
            answer.into_reply().map_err(|error| internal(&error))
        }
        .boxed()
    }
}

impl<S: Serve<C>, C: Channel> ChannelHandler<Erased<S>> for Typed<C> {
    fn open<'a>(
        &'a self,
        Erased(implementation): &'a Erased<S>,
        opening: Opening,
    ) -> BoxFuture<'a, Result<Outgoing, Failed>> {
        async move {
            let opening = channel::Opening {
                caller: caller::<C::Auth>(opening.caller)?,
                parameters: serde_json::from_value(opening.parameters).map_err(|error| internal(&error))?,
                connection: opening.connection,
                last_event_id: opening.last_event_id,
            };
            let outgoing = implementation.open(opening).await.map_err(|failure| failure.details)?;
            Ok(outgoing.map(|sent| sent.map(|message| Box::new(message) as Outbound)).boxed())
        }
        .boxed()
    }
}

impl<S: Receive<M>, M: Message> MessageHandler<Erased<S>> for Typed<M> {
    fn receive<'a>(
        &'a self,
        Erased(implementation): &'a Erased<S>,
        connection: &'a Connection,
        message: Value,
    ) -> BoxFuture<'a, Result<(), Failed>> {
        async move {
            let message: M = serde_json::from_value(message).map_err(|error| internal(&error))?;
            implementation.receive(connection, message).await.map_err(|failure| failure.details.into())
        }
        .boxed()
    }
}

impl<S: Resolve<F>, F: Field> FieldHandler<Erased<S>> for Typed<F> {
    fn resolve<'a>(
        &'a self,
        Erased(implementation): &'a Erased<S>,
        known: Option<Caller>,
        arguments: Map<String, Value>,
    ) -> BoxFuture<'a, Result<FieldValue, Failed>> {
        async move {
            let caller = caller::<F::Auth>(known)?;
            let arguments = serde_json::from_value(Value::Object(arguments)).map_err(|error| internal(&error))?;
            let answer = implementation.resolve(caller, arguments).await.map_err(|failure| failure.details)?;
            Ok(answer.into_value())
        }
        .boxed()
    }
}

impl<S: Subscribe<F>, F: Field> SubscriptionHandler<Erased<S>> for Typed<F> {
    fn subscribe<'a>(
        &'a self,
        Erased(implementation): &'a Erased<S>,
        known: Option<Caller>,
        arguments: Map<String, Value>,
    ) -> BoxFuture<'a, Result<Events, Failed>> {
        async move {
            let caller = caller::<F::Auth>(known)?;
            let arguments = serde_json::from_value(Value::Object(arguments)).map_err(|error| internal(&error))?;
            let events = implementation.subscribe(caller, arguments).await.map_err(|failure| failure.details)?;
            let values =
                events.map(|event| event.map(contract_kit::graphql::Output::into_value).map_err(|f| f.details));
            Ok(values.boxed())
        }
        .boxed()
    }
}
