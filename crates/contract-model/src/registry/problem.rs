//! Problems (RFC 9457) as data.

use serde::{Deserialize, Serialize};

use super::{Auth, Body, Channel, GraphqlField, Operation, Registry};

/// A problem that operations may answer with (RFC 9457).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProblemDefinition {
    /// The code, in upper snake case.
    pub code: String,
    /// HTTP status.
    pub status: u16,
    /// The class of errors that it belongs to, as the contract defines it.
    pub error_type: String,
    /// A short sentence, the same for every occurrence.
    pub title: String,
    /// Markdown.
    pub description: String,
    /// Whether a person can fix it: sign in, correct a field.
    pub recoverable: bool,
    /// Whether the same request may succeed later.
    pub retryable: bool,
    /// The condition under which operations may answer with it without declaring it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub implied: Option<Implied>,
}

/// The conditions under which a problem can occur without being declared by the operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Implied {
    /// Everywhere.
    Always,
    /// Where a token is required.
    Bearer,
    /// Where the operation has an owner.
    Owner,
    /// Where the request has a body.
    Body,
    /// Where an idempotency key is accepted.
    Key,
    /// Outside of all operations: for an unknown route or method.
    Unrouted,
    /// Created by clients, never sent.
    Client,
}

impl ProblemDefinition {
    /// Whether an operation may answer with it without declaring it. Without a response body, no media type can be
    /// unacceptable; and raw bytes have no schema that they could break.
    fn is_implied_for(&self, operation: &Operation) -> bool {
        let Some(condition) = self.implied else { return false };
        let has_answer = self.status != 406 || operation.answers.iter().any(|answer| answer.body.is_some());
        let is_of_values = self.status == 422 && condition == Implied::Body;
        let has_schema = !is_of_values || matches!(operation.body, Body::Json { .. } | Body::Multipart { .. });
        has_answer && has_schema && condition.holds_for(operation)
    }
}

impl Implied {
    /// Whether its condition holds for an operation.
    pub fn holds_for(self, operation: &Operation) -> bool {
        match self {
            Self::Always => true,
            Self::Bearer => operation.auth == Auth::Bearer,
            Self::Owner => operation.policy.owner.is_some(),
            Self::Body => operation.body != Body::None,
            Self::Key => operation.policy.idempotency_key.is_some(),
            Self::Unrouted | Self::Client => false,
        }
    }

    /// Whether its condition holds for the handshake of a channel.
    fn holds_for_channel(self, channel: &Channel) -> bool {
        self.holds_for_caller(channel.auth, channel.owner.is_some())
    }

    /// Whether its condition holds for a GraphQL field.
    fn holds_for_field(self, field: &GraphqlField) -> bool {
        self.holds_for_caller(field.auth, field.owner.is_some())
    }

    /// Whether its condition holds where there are only rules about callers.
    fn holds_for_caller(self, auth: Auth, has_owner: bool) -> bool {
        match self {
            Self::Always => true,
            Self::Bearer => auth == Auth::Bearer,
            Self::Owner => has_owner,
            Self::Body | Self::Key | Self::Unrouted | Self::Client => false,
        }
    }
}

impl Registry {
    /// Returns the problems that an operation declares, and those that are implied for it, in the order of the
    /// contract.
    pub fn problems_of_operation(&self, operation: &Operation) -> impl Iterator<Item = &ProblemDefinition> {
        self.problems
            .iter()
            .filter(|problem| operation.errors.contains(&problem.code) || problem.is_implied_for(operation))
    }

    /// Returns the problems with which the handshake of a channel may be refused, in the order of the contract.
    pub fn problems_of_handshake(&self, channel: &Channel) -> impl Iterator<Item = &ProblemDefinition> {
        self.problems.iter().filter(|problem| {
            channel.errors.contains(&problem.code)
                || problem.implied.is_some_and(|condition| condition.holds_for_channel(channel))
        })
    }

    /// Returns the problem with this code.
    pub fn problem(&self, code: &str) -> Option<&ProblemDefinition> {
        self.problems.iter().find(|problem| problem.code == code)
    }

    /// Returns the name of the first operation, channel or GraphQL field for which a condition holds.
    pub fn first_under(&self, condition: Implied) -> Option<String> {
        let operations = self.operations.iter().filter(|operation| condition.holds_for(operation));
        let channels = self.channels.iter().filter(|channel| condition.holds_for_channel(channel));
        let fields = self.fields().filter(|field| condition.holds_for_field(field));
        let operations = operations.map(|operation| operation.id.clone());
        operations.chain(channels.map(|channel| channel.id.clone())).chain(fields.map(GraphqlField::path)).next()
    }
}
