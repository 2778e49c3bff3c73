//! Who receives which client message of a socket.

use std::{collections::BTreeMap, pin::Pin};

use contract_kit::{
    channel::{Connection, Message, Receive},
    problem::Details,
    schema::build::name_of,
};
use serde_json::Value;

use crate::platform::Platform;

/// Reads a message and hands it over.
pub(crate) type Receiving<S> =
    for<'a> fn(&'a S, &'a Connection, Value) -> Pin<Box<dyn Future<Output = Result<(), Unreceived>> + Send + 'a>>;

/// Why a message was not received.
pub(crate) enum Unreceived {
    /// The implementation says so.
    Problem(Box<Details>),
    /// Serde does not agree with the schema.
    Unreadable(serde_json::Error),
}

/// Who receives which client message: by the name of its union, and by its tag.
pub(crate) struct Receivers<S>(BTreeMap<(String, String), Receiving<S>>);

impl<S> Default for Receivers<S> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<S: Platform> Receivers<S> {
    /// The implementation receives `M`.
    pub(crate) fn add<M: Message>(&mut self)
    where
        S: Receive<M>,
    {
        self.0.insert((name_of::<M::Union>(), M::TAG.to_owned()), |platform, connection, value| {
            Box::pin(async move {
                let message: M = serde_json::from_value(value).map_err(Unreceived::Unreadable)?;
                let received = platform.receive(connection, message).await;
                received.map_err(|failure| Unreceived::Problem(failure.details))
            })
        });
    }

    /// Who receives the message of a union with this tag.
    pub(crate) fn of(&self, union: &str, tag: &str) -> Option<&Receiving<S>> {
        self.0.get(&(union.to_owned(), tag.to_owned()))
    }
}
