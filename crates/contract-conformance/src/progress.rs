//! The parts of a run, for display.

use std::time::Duration;

use serde::Serialize;

/// A part of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Signing in two persons.
    People,
    /// Each operation once.
    Successes,
    /// Paths and methods that the contract does not declare.
    Methods,
    /// GraphQL over HTTP.
    Graphql,
    /// GraphQL over WebSocket.
    Subscriptions,
    /// Headers that apply to every operation.
    Headers,
    /// Parameters at and beyond their limits.
    Parameters,
    /// Bodies at and beyond the limits of every constraint.
    Bodies,
    /// Callers without a valid token, other persons, and sessions.
    Callers,
    /// Problems that operations themselves declare.
    Problems,
    /// The life of things, from creation to deletion.
    Resources,
    /// Lists, page by page.
    Pages,
    /// Idempotency keys and entity tags.
    Delivery,
    /// Opening channels, by allowed and by refused callers.
    Handshakes,
    /// Messages on sockets.
    Messages,
    /// Feeds, and events that calls cause.
    Events,
    /// Items that the target does not serve yet.
    Pending,
    /// Provoked faults.
    Faults,
}

/// A finished part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Timing {
    /// The part.
    pub part: Part,
    /// The part's duration.
    pub took: Duration,
    /// The number of its requests.
    pub requests: u32,
}

impl Part {
    /// The part's name in reports.
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
