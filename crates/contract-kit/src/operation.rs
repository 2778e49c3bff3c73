//! REST operations as zero-sized types.
//!
//! `#[module]` makes one type of each function; an implementation writes `impl Handle<CreateBook> for Server`. The
//! module's own trait asks for every one of them, so a forgotten operation does not compile.

mod answer;

use serde::{Deserialize, de::DeserializeOwned};

use crate::{
    describe::OperationDescription,
    problem::Failure,
    registry,
    types::{ContractType, TypeVisitor},
};

pub use self::answer::{Accepted, Answer, Created, NoContent, OneOf, Serialized};
pub use crate::describe::CachePolicy;
pub use crate::exchange::{Caller, Client, File, RawBody, Reply};

/// A REST operation.
pub trait Operation: Send + Sync + 'static {
    /// Its id, in camel case.
    const ID: &'static str;
    /// The callers that are allowed.
    type Auth: Authentication;
    /// Its path, query and header parameters, read from an object of coerced values.
    type Parameters: DeserializeOwned + Send;
    /// Its request body.
    type Body: RequestBody;
    /// What it answers when all goes well.
    type Answer: Answer;

    /// The operation as data.
    const DESCRIPTION: &'static OperationDescription;

    /// Shows the types of its parameters, body and answers to a visitor.
    fn visit_types<V: TypeVisitor>(visitor: &mut V);
}

/// An answer of an operation, or the reason why there is none.
pub type Outcome<O> = Result<<O as Operation>::Answer, Failure<O>>;

/// The parameters of an item that has none, and the arguments of a field that has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct NoParameters {}

/// Implements one operation.
#[diagnostic::on_unimplemented(
    message = "operation `{O}` is not implemented by `{Self}`",
    label = "write `impl Handle<{O}> for {Self}`"
)]
pub trait Handle<O: Operation>: Send + Sync + 'static {
    /// Answers a request that has been authenticated and checked against the contract.
    fn handle(&self, request: Request<O>) -> impl Future<Output = Outcome<O>> + Send;
}

/// A request that has been authenticated and checked against the contract.
pub struct Request<O: Operation> {
    /// Who calls.
    pub caller: <O::Auth as Authentication>::Caller,
    /// The client that sent the request.
    pub client: Client,
    /// Path, query and header parameters.
    pub parameters: O::Parameters,
    /// The body.
    pub body: O::Body,
}

/// A rule about callers, and the facts that are then known of the caller.
pub trait Authentication: Send + Sync + 'static {
    /// The same as data.
    const AUTH: registry::Auth;
    /// What is known of the caller.
    type Caller: Send + Sync;
    /// Lets the caller in, or not.
    fn admit(caller: Option<Caller>) -> Option<Self::Caller>;
}

/// Anybody may call; who sends a token is known all the same.
pub struct Public;

impl Authentication for Public {
    const AUTH: registry::Auth = registry::Auth::Public;
    type Caller = Option<Caller>;

    fn admit(caller: Option<Caller>) -> Option<Self::Caller> {
        Some(caller)
    }
}

/// Who sends a valid bearer token may call.
pub struct Bearer;

impl Authentication for Bearer {
    const AUTH: registry::Auth = registry::Auth::Bearer;
    type Caller = Caller;

    fn admit(caller: Option<Caller>) -> Option<Self::Caller> {
        caller
    }
}

/// Why a body that the contract accepts could not be read: a bug, not a mistake of the client.
#[derive(Debug, thiserror::Error)]
pub enum BodyError {
    /// Serde does not agree with the schema.
    #[error("the body fits its schema and not its Rust type")]
    Unreadable(#[from] serde_json::Error),
    /// The body is of another kind than the operation declares, or a required part is missing.
    #[error("the body is not of the kind that the operation declares")]
    Kind,
}

/// What an operation takes as its body.
pub trait RequestBody: Sized + Send {
    /// Reads a body that has been checked against the contract.
    fn read(body: RawBody) -> Result<Self, BodyError>;
    /// Shows its types to a visitor.
    fn visit_types<V: TypeVisitor>(visitor: &mut V);
}

impl<T: ContractType> RequestBody for T {
    fn read(body: RawBody) -> Result<Self, BodyError> {
        match body {
            RawBody::Json(value) => Ok(serde_json::from_value(value)?),
            _ => Err(BodyError::Kind),
        }
    }

    fn visit_types<V: TypeVisitor>(visitor: &mut V) {
        T::visit(visitor);
    }
}

/// No body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoBody;

impl RequestBody for NoBody {
    fn read(body: RawBody) -> Result<Self, BodyError> {
        matches!(body, RawBody::None).then_some(Self).ok_or(BodyError::Kind)
    }

    fn visit_types<V: TypeVisitor>(_: &mut V) {}
}

impl RequestBody for File {
    fn read(body: RawBody) -> Result<Self, BodyError> {
        match body {
            RawBody::Bytes(file) => Ok(file),
            _ => Err(BodyError::Kind),
        }
    }

    fn visit_types<V: TypeVisitor>(_: &mut V) {}
}
