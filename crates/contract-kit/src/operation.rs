//! REST operations as zero-sized types.
//!
//! `#[module]` makes one type of each function; an implementation writes `impl Handle<CreateBook> for Server`. The
//! module's own trait asks for every one of them, so a forgotten operation does not compile.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    example::Example,
    problem::Outcome,
    registry::{self, AnswerBody, AnswerHeader, build::Collector},
    types::ContractType,
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

/// What an operation answers when all goes well: one of several statuses with headers and a body.
///
/// A type of the contract is a 200; [`Created`], [`Accepted`] and [`NoContent`] say another status, [`OneOf`] several.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be answered",
    label = "an answer is a type of the contract with an example, or Created<T>, Accepted<T>, NoContent, OneOf<A, B>"
)]
pub trait Answer: Send {
    /// The answers as data.
    fn describe(collector: &mut Collector, subject: &str) -> Vec<registry::Answer>;
    /// The answer as it is sent.
    fn into_reply(self) -> Result<Reply, serde_json::Error>;
}

/// An answer as it is sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// Headers, besides those of every answer.
    pub headers: Vec<(&'static str, String)>,
    /// The body as JSON text, where there is one.
    pub body: Option<Vec<u8>>,
}

/// A body as JSON text, with room for what most answers take.
fn json(body: &impl Serialize) -> Result<Vec<u8>, serde_json::Error> {
    const ROOM: usize = 4096;
    let mut text = Vec::with_capacity(ROOM);
    serde_json::to_writer(&mut text, body)?;
    Ok(text)
}

fn answer<T: ContractType + Example>(
    collector: &mut Collector,
    subject: &str,
    status: u16,
    description: &str,
    headers: Vec<AnswerHeader>,
) -> Vec<registry::Answer> {
    let body = Some(AnswerBody { schema: collector.schema::<T>(subject), example: collector.example(&T::example()) });
    vec![registry::Answer { status, description: description.into(), headers, body }]
}

impl<T: ContractType + Example> Answer for T {
    fn describe(collector: &mut Collector, subject: &str) -> Vec<registry::Answer> {
        answer::<T>(collector, subject, 200, "Success.", Vec::new())
    }

    fn into_reply(self) -> Result<Reply, serde_json::Error> {
        Ok(Reply { status: 200, headers: Vec::new(), body: Some(json(&self)?) })
    }
}

/// 201: something new is there, at `location`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created<T> {
    /// Where it is: a path below the server's base.
    pub location: String,
    /// What it is.
    pub body: T,
}

impl<T: ContractType + Example> Answer for Created<T> {
    fn describe(collector: &mut Collector, subject: &str) -> Vec<registry::Answer> {
        let location = AnswerHeader { name: "Location".into(), description: "Where the new resource is.".into() };
        answer::<T>(collector, subject, 201, "Created.", vec![location])
    }

    fn into_reply(self) -> Result<Reply, serde_json::Error> {
        let body = Some(json(&self.body)?);
        Ok(Reply { status: 201, headers: vec![("Location", self.location)], body })
    }
}

/// 202: the work goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted<T>(pub T);

impl<T: ContractType + Example> Answer for Accepted<T> {
    fn describe(collector: &mut Collector, subject: &str) -> Vec<registry::Answer> {
        answer::<T>(collector, subject, 202, "Accepted: the work goes on.", Vec::new())
    }

    fn into_reply(self) -> Result<Reply, serde_json::Error> {
        Ok(Reply { status: 202, headers: Vec::new(), body: Some(json(&self.0)?) })
    }
}

/// 204: done, and nothing to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoContent;

impl Answer for NoContent {
    fn describe(_: &mut Collector, _: &str) -> Vec<registry::Answer> {
        vec![registry::Answer { status: 204, description: "Done.".into(), headers: Vec::new(), body: None }]
    }

    fn into_reply(self) -> Result<Reply, serde_json::Error> {
        Ok(Reply { status: 204, headers: Vec::new(), body: None })
    }
}

/// One answer or another; nest it for more than two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OneOf<A, B> {
    /// The first.
    First(A),
    /// The other.
    Second(B),
}

impl<A: Answer, B: Answer> Answer for OneOf<A, B> {
    fn describe(collector: &mut Collector, subject: &str) -> Vec<registry::Answer> {
        let mut answers = A::describe(collector, subject);
        answers.extend(B::describe(collector, subject));
        answers
    }

    fn into_reply(self) -> Result<Reply, serde_json::Error> {
        match self {
            Self::First(answer) => answer.into_reply(),
            Self::Second(answer) => answer.into_reply(),
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
