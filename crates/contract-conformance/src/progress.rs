//! The parts of a run, for those who watch it.

use std::time::Duration;

use serde::Serialize;

/// A part of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Becoming two persons.
    People,
    /// Each operation once.
    Successes,
    /// Paths and methods that the contract does not declare.
    Methods,
    /// GraphQL over HTTP.
    Graphql,
    /// GraphQL over WebSocket.
    Subscriptions,
    /// Headers that every operation reads.
    Headers,
    /// Parameters at their bounds and beyond.
    Parameters,
    /// Bodies at the edge of every constraint and beyond.
    Bodies,
    /// Callers without a valid token, other persons, and sessions.
    Callers,
    /// Problems that operations declare themselves.
    Problems,
    /// The life of things, from creation to deletion.
    Resources,
    /// Walks through lists.
    Pages,
    /// Idempotency keys and entity tags.
    Delivery,
    /// Opening channels, by those who may and by others.
    Handshakes,
    /// Messages on sockets.
    Messages,
    /// Feeds, and events that calls cause.
    Events,
    /// Items that the target does not serve yet.
    Pending,
    /// Faults that are provoked.
    Faults,
}

/// A part that has ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Timing {
    /// The part.
    pub part: Part,
    /// How long it took.
    pub took: Duration,
    /// How many requests it sent.
    pub requests: u32,
}

impl Part {
    /// Its name in reports.
    pub const fn title(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Successes => "successes",
            Self::Methods => "paths and methods",
            Self::Graphql => "GraphQL",
            Self::Subscriptions => "GraphQL subscriptions",
            Self::Headers => "headers",
            Self::Parameters => "parameters",
            Self::Bodies => "bodies",
            Self::Callers => "callers",
            Self::Problems => "problems",
            Self::Resources => "resources",
            Self::Pages => "pages",
            Self::Delivery => "delivery and caching",
            Self::Handshakes => "handshakes of channels",
            Self::Messages => "messages on sockets",
            Self::Events => "feeds and events",
            Self::Pending => "pending items",
            Self::Faults => "provoked faults",
        }
    }
}
