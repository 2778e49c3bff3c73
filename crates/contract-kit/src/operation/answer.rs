//! Successful responses of operations, and their conversion into status, headers and body.

use std::marker::PhantomData;

use bytes::Bytes;
use serde::Serialize;

use crate::{
    describe::Declare,
    example::{self, Example},
    exchange::Reply,
    registry::{self, AnswerBody, AnswerHeader},
    types::{ContractType, TypeVisitor},
};

/// A successful response of an operation: one of several statuses with headers and a body.
///
/// A type of the contract is sent with status 200; [`Created`], [`Accepted`] and [`NoContent`] have another status,
/// [`OneOf`] has several.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be answered",
    label = "an answer is a type of the contract with an example, or Created<T>, Accepted<T>, NoContent, OneOf<A, B>"
)]
pub trait Answer: Send {
    /// Returns the responses as data.
    fn describe(types: &mut dyn Declare) -> Vec<registry::Answer>;
    /// Converts the response into the form that is sent.
    fn into_reply(self) -> Result<Reply, serde_json::Error>;
    /// Shows its types to a visitor.
    fn visit_types<V: TypeVisitor>(visitor: &mut V);
}

/// Writes a body as JSON text; the initial capacity is enough for most responses.
fn json(body: &impl Serialize) -> Result<Bytes, serde_json::Error> {
    const ROOM: usize = 4096;
    let mut text = Vec::with_capacity(ROOM);
    serde_json::to_writer(&mut text, body)?;
    Ok(text.into())
}

fn answer<T: ContractType + Example>(
    types: &mut dyn Declare,
    status: u16,
    description: &str,
    headers: Vec<AnswerHeader>,
) -> Vec<registry::Answer> {
    let body = Some(AnswerBody { schema: T::schema(types), example: example::to_json::<T>() });
    vec![registry::Answer { status, description: description.into(), headers, body }]
}

impl<T: ContractType + Example> Answer for T {
    fn describe(types: &mut dyn Declare) -> Vec<registry::Answer> {
        answer::<T>(types, 200, "Success.", Vec::new())
    }

    fn into_reply(self) -> Result<Reply, serde_json::Error> {
        Ok(Reply { status: 200, headers: Vec::new(), body: Some(json(&self)?) })
    }

    fn visit_types<V: TypeVisitor>(visitor: &mut V) {
        T::visit(visitor);
    }
}

/// Status 201: something has been created at `location`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created<T> {
    /// The location: a path below the server's base.
    pub location: String,
    /// The created value.
    pub body: T,
}

impl<T: ContractType + Example> Answer for Created<T> {
    fn describe(types: &mut dyn Declare) -> Vec<registry::Answer> {
        let location = AnswerHeader { name: "Location".into(), description: "Where the new resource is.".into() };
        answer::<T>(types, 201, "Created.", vec![location])
    }

    fn into_reply(self) -> Result<Reply, serde_json::Error> {
        let body = Some(json(&self.body)?);
        Ok(Reply { status: 201, headers: vec![("Location", self.location)], body })
    }

    fn visit_types<V: TypeVisitor>(visitor: &mut V) {
        T::visit(visitor);
    }
}

/// Status 202: the work continues after the response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted<T>(pub T);

impl<T: ContractType + Example> Answer for Accepted<T> {
    fn describe(types: &mut dyn Declare) -> Vec<registry::Answer> {
        answer::<T>(types, 202, "Accepted: the work goes on.", Vec::new())
    }

    fn into_reply(self) -> Result<Reply, serde_json::Error> {
        Ok(Reply { status: 202, headers: Vec::new(), body: Some(json(&self.0)?) })
    }

    fn visit_types<V: TypeVisitor>(visitor: &mut V) {
        T::visit(visitor);
    }
}

/// Status 204: success without a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoContent;

impl Answer for NoContent {
    fn describe(_: &mut dyn Declare) -> Vec<registry::Answer> {
        vec![registry::Answer { status: 204, description: "Done.".into(), headers: Vec::new(), body: None }]
    }

    fn into_reply(self) -> Result<Reply, serde_json::Error> {
        Ok(Reply { status: 204, headers: Vec::new(), body: None })
    }

    fn visit_types<V: TypeVisitor>(_: &mut V) {}
}

/// One of two responses; nest it for more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OneOf<A, B> {
    /// The first response.
    First(A),
    /// The second response.
    Second(B),
}

impl<A: Answer, B: Answer> Answer for OneOf<A, B> {
    fn describe(types: &mut dyn Declare) -> Vec<registry::Answer> {
        let mut answers = A::describe(types);
        answers.extend(B::describe(types));
        answers
    }

    fn into_reply(self) -> Result<Reply, serde_json::Error> {
        match self {
            Self::First(answer) => answer.into_reply(),
            Self::Second(answer) => answer.into_reply(),
        }
    }

    fn visit_types<V: TypeVisitor>(visitor: &mut V) {
        A::visit_types(visitor);
        B::visit_types(visitor);
    }
}

/// A response that is already serialised, from an operation with a cache policy.
///
/// Clients ask for a cached value again and again. An implementation may keep this response and return clones of it,
/// which copies no bytes. An implementation that keeps nothing returns `body.into()`.
pub struct Serialized<A> {
    reply: Reply,
    answer: PhantomData<fn() -> A>,
}

impl<A: Answer> From<A> for Serialized<A> {
    /// # Panics
    /// When the response does not serialise. Types of a contract always do.
    fn from(answer: A) -> Self {
        let reply = answer.into_reply().expect("a type of a contract serialises");
        Self { reply, answer: PhantomData }
    }
}

impl<A> Clone for Serialized<A> {
    fn clone(&self) -> Self {
        Self { reply: self.reply.clone(), answer: PhantomData }
    }
}

impl<A: Answer> Answer for Serialized<A> {
    fn describe(types: &mut dyn Declare) -> Vec<registry::Answer> {
        A::describe(types)
    }

    fn into_reply(self) -> Result<Reply, serde_json::Error> {
        Ok(self.reply)
    }

    fn visit_types<V: TypeVisitor>(visitor: &mut V) {
        A::visit_types(visitor);
    }
}
