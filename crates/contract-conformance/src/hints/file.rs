//! The form of a file of hints.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::{Map, Value};
use wildmatch::WildMatch;

/// Everything that the suite cannot derive from the contract.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hints {
    /// The persons as whom the suite calls: the first, and another one for ownership.
    #[serde(default)]
    pub people: Vec<PersonHint>,
    /// An access token that has expired.
    pub expired_token: Option<String>,
    /// The types of ids whose things belong to all persons, although they are shown only to callers with a token.
    #[serde(default)]
    pub shared: BTreeSet<String>,
    /// Ids that exist on the target, by the name of their type.
    #[serde(default)]
    pub values: BTreeMap<String, Vec<String>>,
    /// Values for requests of operations, by id.
    #[serde(default)]
    pub operations: BTreeMap<String, ItemHint>,
    /// Values for GraphQL fields, by path: `Query.book`.
    #[serde(default)]
    pub fields: BTreeMap<String, ItemHint>,
    /// Values for channels, by id.
    #[serde(default)]
    pub channels: BTreeMap<String, ItemHint>,
    /// Requests that lead to a problem.
    #[serde(default)]
    pub problems: Vec<ProblemHint>,
    /// Outcomes that no request can lead to, each with the reason.
    #[serde(default)]
    pub exceptions: Vec<ExceptionHint>,
}

impl Hints {
    /// Whether no request can lead an item to an outcome.
    pub(crate) fn excepts(&self, item: &str, outcome: &str) -> bool {
        let is_meant = |hint: &ExceptionHint| WildMatch::new(&hint.item).matches(item) && hint.outcome == outcome;
        self.exceptions.iter().any(is_meant)
    }
}

/// A person of the target: a token, or a sign-in.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonHint {
    /// An access token.
    pub token: Option<String>,
    /// The person's id, where the contract has persons.
    pub id: Option<String>,
    /// The operation that signs the person in.
    pub operation: Option<String>,
    /// The body of that request.
    pub body: Option<Value>,
}

/// Values for the requests of one operation, field or channel.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemHint {
    /// Parameters or arguments, by name.
    #[serde(default)]
    pub parameters: BTreeMap<String, Value>,
    /// Members that are laid over the contract's example of the body.
    pub body: Option<Value>,
    /// Client messages, by tag: members that are laid over a valid message.
    #[serde(default)]
    pub messages: BTreeMap<String, Map<String, Value>>,
}

/// A request that leads to a problem.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProblemHint {
    /// The operation, field or channel.
    pub item: String,
    /// The tag of the client message, where the item is a channel and the problem is about one.
    pub message: Option<String>,
    /// The code of the problem.
    pub code: String,
    /// Parameters or arguments, by name.
    #[serde(default)]
    pub parameters: BTreeMap<String, Value>,
    /// Members that are laid over the contract's example of the body or message.
    pub body: Option<Value>,
    /// The text of a body that is no JSON.
    pub bytes: Option<String>,
    /// Operations that run first, as the same person, and messages that are sent first on the same socket.
    #[serde(default)]
    pub before: Vec<String>,
    /// Whether the request is sent twice, and the second answer counts.
    #[serde(default)]
    pub repeat: bool,
}

/// An outcome that no request can lead to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExceptionHint {
    /// The operation, field or channel; `*` stands for any text.
    pub item: String,
    /// A status or the code of a problem.
    pub outcome: String,
    /// The reason, for the report.
    pub reason: String,
}
