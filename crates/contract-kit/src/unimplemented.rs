//! A backend that implements every item of every contract and answers nothing: for printing a GraphQL schema.

use async_graphql::Context;

use crate::{
    channel::{Channel, Connection, Message, Opening, Outgoing, Receive, Serve},
    graphql::{Events, Field, Resolve, Subscribe},
    operation::{Authentication, Handle, Operation, Request},
    problem::{Failure, Outcome},
};

/// Implements everything, answers nothing. It is never asked: a schema over it is only printed.
#[derive(Debug, Clone, Copy)]
pub struct Unimplemented;

const NEVER: &str = "a schema over `Unimplemented` is printed, never executed";

impl<O: Operation> Handle<O> for Unimplemented {
    async fn handle(&self, _: Request<O>) -> Outcome<O> {
        unreachable!("{NEVER}")
    }
}

impl<F: Field> Resolve<F> for Unimplemented {
    async fn resolve(
        &self,
        _: &Context<'_>,
        _: <F::Auth as Authentication>::Caller,
        _: F::Arguments,
    ) -> Result<F::Output, Failure<F>> {
        unreachable!("{NEVER}")
    }
}

impl<F: Field> Subscribe<F> for Unimplemented {
    async fn subscribe(
        &self,
        _: &Context<'_>,
        _: <F::Auth as Authentication>::Caller,
        _: F::Arguments,
    ) -> Result<Events<F>, Failure<F>> {
        unreachable!("{NEVER}")
    }
}

impl<C: Channel> Serve<C> for Unimplemented {
    async fn open(&self, _: Opening<C>) -> Result<Outgoing<C>, Failure<C>> {
        unreachable!("{NEVER}")
    }
}

impl<M: Message> Receive<M> for Unimplemented {
    async fn receive(&self, _: &Connection, _: M) -> Result<(), Failure<M>> {
        unreachable!("{NEVER}")
    }
}
