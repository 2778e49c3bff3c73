//! The settings of connections and of what travels on them: how many, how much, how long.

use std::time::Duration;

use contract_axum::{Bounds, Settings};
use serde::{Deserialize, Serialize};

/// The total where none is set and the process may open enough files.
const AUTOMATIC: usize = 10_000;
/// The longest time that a setting may have, in seconds: a day.
const DAY: u64 = 24 * 3600;
/// The longest that a handler may take, in seconds: an answer under an idempotency key is given up after two minutes.
const HANDLER: u64 = 90;
/// The fewest bytes of a head that the HTTP library can be set to.
const HEAD: usize = 8 * 1024;
/// The most bytes that a head, a JSON body or a message may have: 64 MiB.
const LARGEST: usize = 64 * 1024 * 1024;
/// The most connections that a setting may name.
const MANY: usize = 1_000_000;

/// How many clients may be connected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Connections {
    /// All connections without the reserve; 0 stands for as many as the open files of the process allow, at most 10,000.
    pub total: usize,
    /// The connections of one address, and behind trusted proxies the sockets and feeds of one.
    pub per_address: usize,
    /// The connections beyond those bounds that are answered 503, or what an operator asks.
    pub reserve: usize,
}

impl Default for Connections {
    fn default() -> Self {
        let Bounds { per_address, reserve, .. } = Bounds::default();
        Self { total: 0, per_address, reserve }
    }
}

impl Connections {
    /// The bounds where the process may open enough files.
    pub const fn bounds(&self) -> Bounds {
        let total = if self.total == 0 { AUTOMATIC } else { self.total };
        Bounds { total, per_address: self.per_address, reserve: self.reserve }
    }

    pub(super) fn mistakes(&self) -> Vec<String> {
        let numbers = [
            within("connections.total", self.total, 0, MANY),
            within("connections.per_address", self.per_address, 1, MANY),
            within("connections.reserve", self.reserve, 1, MANY),
        ];
        numbers.into_iter().flatten().collect()
    }
}

/// How much a client may send, and how long everything may take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Http {
    /// The most bytes of the head of a request.
    pub head_bytes: usize,
    /// The most bytes of a JSON body.
    pub json_bytes: usize,
    /// The most bytes of a message on a socket.
    pub message_bytes: usize,
    /// How long a connection may take to send the head of its next request.
    pub head_seconds: u64,
    /// How long a client may take to send a body.
    pub body_seconds: u64,
    /// How long a handler may take.
    pub handler_seconds: u64,
    /// How long a client may read nothing of what is written to it.
    pub stall_seconds: u64,
    /// How long a client may take to read one message of a socket.
    pub write_seconds: u64,
    /// How often an open socket or feed is shown that the server is there.
    pub heartbeat_seconds: u64,
    /// How long a socket may be silent.
    pub idle_seconds: u64,
    /// How long a client whose feed was cut off is asked to wait.
    pub reconnect_seconds: u64,
    /// How long a GraphQL client may take to introduce itself on a socket.
    pub introduction_seconds: u64,
    /// How many requests one HTTP/2 connection may have at a time.
    pub streams: u32,
}

impl Default for Http {
    fn default() -> Self {
        let settings = Settings::default();
        Self {
            head_bytes: settings.head_limit,
            json_bytes: settings.json_limit,
            message_bytes: settings.message_limit,
            head_seconds: settings.head_timeout.as_secs(),
            body_seconds: settings.body_timeout.as_secs(),
            handler_seconds: settings.handler_timeout.as_secs(),
            stall_seconds: settings.stall_timeout.as_secs(),
            write_seconds: settings.write_timeout.as_secs(),
            heartbeat_seconds: settings.heartbeat.as_secs(),
            idle_seconds: settings.idle_timeout.as_secs(),
            reconnect_seconds: settings.reconnect_after.as_secs(),
            introduction_seconds: settings.graphql_introduction.as_secs(),
            streams: settings.streams,
        }
    }
}

impl Http {
    /// As `contract-axum` takes them.
    pub fn settings(&self, connections: Bounds) -> Settings {
        Settings {
            head_limit: self.head_bytes,
            json_limit: self.json_bytes,
            message_limit: self.message_bytes,
            head_timeout: Duration::from_secs(self.head_seconds),
            body_timeout: Duration::from_secs(self.body_seconds),
            handler_timeout: Duration::from_secs(self.handler_seconds),
            stall_timeout: Duration::from_secs(self.stall_seconds),
            write_timeout: Duration::from_secs(self.write_seconds),
            heartbeat: Duration::from_secs(self.heartbeat_seconds),
            idle_timeout: Duration::from_secs(self.idle_seconds),
            reconnect_after: Duration::from_secs(self.reconnect_seconds),
            graphql_introduction: Duration::from_secs(self.introduction_seconds),
            streams: self.streams,
            connections,
            ..Settings::default()
        }
    }

    pub(super) fn mistakes(&self) -> Vec<String> {
        let silence = self.idle_seconds < self.heartbeat_seconds.saturating_mul(2);
        let silence = silence.then(|| {
            format!(
                "`http.idle_seconds` must be at least twice `http.heartbeat_seconds`, which is {}, but is {}: a client \
                 shows that it is there by answering the heartbeat",
                self.heartbeat_seconds, self.idle_seconds
            )
        });
        let numbers = [
            within("http.head_bytes", self.head_bytes, HEAD, LARGEST),
            within("http.json_bytes", self.json_bytes, 1024, LARGEST),
            within("http.message_bytes", self.message_bytes, 1024, LARGEST),
            within("http.head_seconds", self.head_seconds, 1, DAY),
            within("http.body_seconds", self.body_seconds, 1, DAY),
            within("http.handler_seconds", self.handler_seconds, 1, HANDLER),
            within("http.stall_seconds", self.stall_seconds, 1, DAY),
            within("http.write_seconds", self.write_seconds, 1, DAY),
            within("http.heartbeat_seconds", self.heartbeat_seconds, 1, DAY),
            within("http.idle_seconds", self.idle_seconds, 1, DAY),
            within("http.reconnect_seconds", self.reconnect_seconds, 0, DAY),
            within("http.introduction_seconds", self.introduction_seconds, 1, DAY),
            within("http.streams", self.streams, 1, 10_000),
            silence,
        ];
        numbers.into_iter().flatten().collect()
    }
}

/// Says that a number is too small or too large, where it is.
fn within<N: Copy + PartialOrd + std::fmt::Display>(key: &str, number: N, least: N, most: N) -> Option<String> {
    if number < least {
        Some(format!("`{key}` must be at least {least}, but is {number}"))
    } else if number > most {
        Some(format!("`{key}` must be at most {most}, but is {number}"))
    } else {
        None
    }
}
