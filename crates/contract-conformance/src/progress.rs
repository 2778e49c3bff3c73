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
        }
    }
}
