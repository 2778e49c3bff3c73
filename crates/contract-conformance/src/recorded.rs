//! Everything that a run has seen, in the form for a recorder: exchanges, and messages of channels and subscriptions.

use contract_model::schema::Schema;
use serde_json::Value;

use crate::{
    http::{Request, Response},
    judge::{Outcome, Verdict},
};

/// A function that gets everything that a run sees, in the order of completion.
pub type Recorder<'a> = &'a (dyn Fn(Recorded<'_>) + Sync);

/// Something that a run has seen.
#[derive(Debug, Clone, Copy)]
pub enum Recorded<'a> {
    /// A request with its answer.
    Exchange(&'a Exchange),
    /// Messages of a server.
    Messages(&'a Messages),
}

/// A request with its answer.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// The operation, channel or field.
    pub item: String,
    /// The request.
    pub request: Request,
    /// The answer.
    pub response: Response,
    /// The judgement of the answer by itself.
    pub verdict: Verdict,
}

/// Messages of a server on a channel or a subscription, with the message of the client that they answer.
#[derive(Debug, Clone)]
pub struct Messages {
    /// The channel or field; for an answer, with the tag of the client's message, as in `desk.ask`.
    pub item: String,
    /// `answered`, the tag of an event, or the code of a problem.
    pub outcome: String,
    /// The client's message with its schema; `None` if the messages are not an answer.
    pub sent: Option<(Schema, Value)>,
    /// The messages of the server, each with its schema.
    pub heard: Vec<(Schema, Value)>,
}

impl Recorded<'_> {
    /// The operation, the channel, the message or the field.
    pub fn item(&self) -> &str {
        match self {
            Self::Exchange(exchange) => &exchange.item,
            Self::Messages(messages) => &messages.item,
        }
    }

    /// A short name of the outcome: a status, the code of a problem, or the tag of a message.
    pub fn outcome(&self) -> String {
        match self {
            Self::Exchange(exchange) => match &exchange.verdict.outcome {
                Outcome::Success(status) | Outcome::Other(status) => status.to_string(),
                Outcome::NotModified => "304".into(),
                Outcome::Problem(code) => code.clone(),
            },
            Self::Messages(messages) => messages.outcome.clone(),
        }
    }
}
