//! REST operations as zero-sized types.
//!
//! `#[module]` creates one type per function; an implementation writes `impl Handle<CreateBook> for Server`. The
//! module's own trait requires every one of them, so a forgotten operation does not compile.

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
    /// The successful response.
    type Answer: Answer;

    /// The operation as data.
    const DESCRIPTION: &'static OperationDescription;

    /// Shows the types of its parameters, body and responses to a visitor.
    fn visit_types<V: TypeVisitor>(visitor: &mut V);
}

/// The successful response of an operation, or the reason of its failure.
pub type Outcome<O> = Result<<O as Operation>::Answer, Failure<O>>;

/// The parameters of an item without parameters, and the arguments of a field without arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct NoParameters {}

/// Implements one operation.
#[diagnostic::on_unimplemented(
    message = "operation `{O}` is not implemented by `{Self}`",
    label = "write `impl Handle<{O}> for {Self}`"
)]
pub trait Handle<O: Operation>: Send + Sync + 'static {
    /// Handles a request that has been authenticated and validated against the contract.
    fn handle(&self, request: Request<O>) -> impl Future<Output = Outcome<O>> + Send;
}

/// A request that has been authenticated and validated against the contract.
pub struct Request<O: Operation> {
    /// The caller.
    pub caller: <O::Auth as Authentication>::Caller,
    /// The client that sent the request.
    pub client: Client,
    /// Path, query and header parameters.
    pub parameters: O::Parameters,
    /// The body.
    pub body: O::Body,
}

/// A rule about callers, and the type of the caller that follows from the rule.
pub trait Authentication: Send + Sync + 'static {
    /// The rule as data.
    const AUTH: registry::Auth;
    /// The information about the caller.
    type Caller: Send + Sync;
    /// Returns the caller if the rule allows the call, `None` otherwise.
    fn admit(caller: Option<Caller>) -> Option<Self::Caller>;
}

/// Anybody may call. A caller who sends a token is identified.
pub struct Public;

impl Authentication for Public {
    const AUTH: registry::Auth = registry::Auth::Public;
    type Caller = Option<Caller>;

    fn admit(caller: Option<Caller>) -> Option<Self::Caller> {
        Some(caller)
    }
}

/// Only callers with a valid bearer token may call.
pub struct Bearer;

impl Authentication for Bearer {
    const AUTH: registry::Auth = registry::Auth::Bearer;
    type Caller = Caller;

    fn admit(caller: Option<Caller>) -> Option<Self::Caller> {
        caller
    }
}

/// The reason why a body that the contract accepts could not be read: a bug, not a mistake of the client.
#[derive(Debug, thiserror::Error)]
pub enum BodyError {
    /// Serde rejects a value that the schema accepts.
    #[error("the body fits its schema and not its Rust type")]
    Unreadable(#[from] serde_json::Error),
    /// The body has another kind than the operation declares, or a required part is missing.
    #[error("the body is not of the kind that the operation declares")]
    Kind,
}

/// The request body of an operation.
pub trait RequestBody: Sized + Send {
    /// Reads a body that has been validated against the contract.
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
