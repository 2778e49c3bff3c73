//! REST operations as zero-sized types.
//!
//! `#[module]` makes one type of each function; an implementation writes `impl Handle<CreateBook> for Server`. The
//! module's own trait asks for every one of them, so a forgotten operation does not compile.

mod answer;
mod client;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{
    problem::Outcome,
    registry::{self, build::Collector},
    types::ContractType,
};

pub use self::{
    answer::{Accepted, Answer, Created, NoContent, OneOf, Reply, Serialized},
    client::Client,
};

/// A REST operation.
pub trait Operation: Send + Sync + 'static {
    /// Its id, in camel case.
    const ID: &'static str;
    /// Who may call it.
    type Auth: Authentication;
    /// Its path, query and header parameters, read from an object of coerced values.
    type Parameters: DeserializeOwned + Send;
    /// Its request body.
    type Body: RequestBody;
    /// What it answers when all goes well.
    type Answer: Answer;

    /// The operation as data.
    fn describe(collector: &mut Collector) -> registry::Operation;
}

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

/// Who may call something, and what is then known of the caller.
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

/// A caller who sent a valid token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The subject of the token.
    pub subject: String,
    /// The session that the token belongs to, where tokens belong to one.
    pub session: Option<String>,
    /// When the token ends, where it does.
    pub expires_at: Option<jiff::Timestamp>,
}

/// A request body as it came, checked against the contract.
#[derive(Debug)]
pub enum RawBody {
    /// None.
    None,
    /// JSON, with canonical numbers.
    Json(Value),
    /// The bytes themselves.
    Bytes(File),
    /// Parts: files, and values coerced from text.
    Multipart {
        /// The values by name.
        values: serde_json::Map<String, Value>,
        /// The files by name.
        files: Vec<(String, File)>,
    },
}

/// A file that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// What the client called it, not to be trusted.
    pub name: Option<String>,
    /// What the client says it is, not to be trusted.
    pub media_type: String,
    /// What it holds.
    pub bytes: Vec<u8>,
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
}

impl<T: ContractType> RequestBody for T {
    fn read(body: RawBody) -> Result<Self, BodyError> {
        match body {
            RawBody::Json(value) => Ok(serde_json::from_value(value)?),
            _ => Err(BodyError::Kind),
        }
    }
}

/// No body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoBody;

impl RequestBody for NoBody {
    fn read(body: RawBody) -> Result<Self, BodyError> {
        matches!(body, RawBody::None).then_some(Self).ok_or(BodyError::Kind)
    }
}

impl RequestBody for File {
    fn read(body: RawBody) -> Result<Self, BodyError> {
        match body {
            RawBody::Bytes(file) => Ok(file),
            _ => Err(BodyError::Kind),
        }
    }
}

/// How long an answer stays fresh, as a constant of the contract that operations name.
#[derive(Debug, Clone, Copy)]
pub struct CachePolicy {
    /// Its name in the contract, in camel case.
    pub name: &'static str,
    /// Seconds.
    pub max_age: u32,
    /// The events that end it sooner.
    pub invalidated_by: &'static [&'static str],
}

impl From<CachePolicy> for registry::CachePolicy {
    fn from(policy: CachePolicy) -> Self {
        Self {
            name: policy.name.into(),
            max_age: policy.max_age,
            invalidated_by: policy.invalidated_by.iter().map(|event| (*event).to_owned()).collect(),
        }
    }
}
