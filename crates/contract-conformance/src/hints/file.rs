//! The format of a hints file.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::{Map, Value};
use wildmatch::WildMatch;

/// Everything that the suite cannot derive from the contract.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hints {
    /// The persons as whom the suite calls: the first, and a second one for ownership.
    #[serde(default)]
    pub people: Vec<PersonHint>,
    /// An access token that has expired.
    pub expired_token: Option<String>,
    /// The types of ids whose things belong to all persons, although reading them needs a token.
    #[serde(default)]
    pub shared: BTreeSet<String>,
    /// The ids that exist on the target, by the name of their type.
    #[serde(default)]
    pub values: BTreeMap<String, Vec<String>>,
    /// The values for requests of operations, by id.
    #[serde(default)]
    pub operations: BTreeMap<String, ItemHint>,
    /// The values for GraphQL fields, by path: `Query.book`.
    #[serde(default)]
    pub fields: BTreeMap<String, ItemHint>,
    /// The values for channels, by id.
    #[serde(default)]
    pub channels: BTreeMap<String, ItemHint>,
    /// The requests that lead to a problem.
    #[serde(default)]
    pub problems: Vec<ProblemHint>,
    /// The outcomes that no request can lead to, each with the reason.
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
    /// The person's id, if the contract has a type for persons.
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
    /// The parameters or arguments, by name.
    #[serde(default)]
    pub parameters: BTreeMap<String, Value>,
    /// The members that are laid over the contract's example of the body.
    pub body: Option<Value>,
    /// The members that are laid over a valid client message, by tag.
    #[serde(default)]
    pub messages: BTreeMap<String, Map<String, Value>>,
}

/// A request that leads to a problem.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProblemHint {
    /// The operation, field or channel.
    pub item: String,
    /// The tag of the client message, if the item is a channel and the problem concerns a message.
    pub message: Option<String>,
    /// The code of the problem.
    pub code: String,
    /// The parameters or arguments, by name.
    #[serde(default)]
    pub parameters: BTreeMap<String, Value>,
    /// The members that are laid over the contract's example of the body or message.
    pub body: Option<Value>,
    /// The text of a body that is not JSON.
    pub bytes: Option<String>,
    /// The operations that are called first by the same person, and the messages that are sent first on the same
    /// socket.
    #[serde(default)]
    pub before: Vec<String>,
    /// Whether the request is sent twice. The second answer is then used.
    #[serde(default)]
    pub repeat: bool,
}

/// An outcome that no request can lead to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExceptionHint {
    /// The operation, field or channel; `*` matches any text.
    pub item: String,
    /// A status or the code of a problem.
    pub outcome: String,
    /// The reason, for the report.
    pub reason: String,
}
