//! Problems (RFC 9457) as data.

use serde::{Deserialize, Serialize};

/// A problem that operations may answer (RFC 9457).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProblemDefinition {
    /// Upper snake case.
    pub code: String,
    /// HTTP status.
    pub status: u16,
    /// The contract's own class of errors it belongs to.
    pub error_type: String,
    /// A short sentence, the same every time.
    pub title: String,
    /// Markdown.
    pub description: String,
    /// Whether a person can mend it: sign in, correct a field.
    pub recoverable: bool,
    /// Whether the same request may succeed later.
    pub retryable: bool,
    /// Where it is implied without being declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub implied: Option<Implied>,
}

/// Where a problem can occur without an operation declaring it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Implied {
    /// Everywhere.
    Always,
    /// Where a token is needed.
    Bearer,
    /// Where the owner is named.
    Owner,
    /// Where there is a body.
    Body,
    /// Where an idempotency key may be sent.
    Key,
    /// Where no operation is: an unknown route or method.
    Unrouted,
    /// Made by clients, never sent.
    Client,
}
