//! An implementation of an item also implements it behind an [`Arc`], so that several servers can share one
//! implementation.

use std::sync::Arc;

use crate::{
    channel::{Channel, Connection, Message, Opening, Outgoing, Receive, Serve},
    graphql::{Events, Field, Resolve, Subscribe},
    operation::{Authentication, Handle, Operation, Outcome, Request},
    problem::Failure,
};

impl<O: Operation, S: Handle<O>> Handle<O> for Arc<S> {
    fn handle(&self, request: Request<O>) -> impl Future<Output = Outcome<O>> + Send {
        S::handle(self, request)
    }
}

impl<F: Field, S: Resolve<F>> Resolve<F> for Arc<S> {
    fn resolve(
        &self,
        caller: <F::Auth as Authentication>::Caller,
        arguments: F::Arguments,
    ) -> impl Future<Output = Result<F::Output, Failure<F>>> + Send {
        S::resolve(self, caller, arguments)
    }
}

impl<F: Field, S: Subscribe<F>> Subscribe<F> for Arc<S> {
    fn subscribe(
        &self,
        caller: <F::Auth as Authentication>::Caller,
        arguments: F::Arguments,
    ) -> impl Future<Output = Result<Events<F>, Failure<F>>> + Send {
        S::subscribe(self, caller, arguments)
    }
}

impl<C: Channel, S: Serve<C>> Serve<C> for Arc<S> {
    fn open(&self, opening: Opening<C>) -> impl Future<Output = Result<Outgoing<C>, Failure<C>>> + Send {
        S::open(self, opening)
    }
}

impl<M: Message, S: Receive<M>> Receive<M> for Arc<S> {
    fn receive(&self, connection: &Connection, message: M) -> impl Future<Output = Result<(), Failure<M>>> + Send {
        S::receive(self, connection, message)
    }
}
