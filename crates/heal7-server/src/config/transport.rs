//! The settings of connections and of the data on them: number, size and time.

use std::time::Duration;

use contract_axum::{Bounds, Settings};
use serde::{Deserialize, Serialize};

/// The default total, if the process may open enough files.
const AUTOMATIC: usize = 10_000;
/// The maximum of a setting for a time, in seconds: a day.
const DAY: u64 = 24 * 3600;
/// The maximum time for a handler, in seconds: the claim of an idempotency key times out after two minutes.
const HANDLER: u64 = 90;
/// The minimum size of a head that the HTTP library supports, in bytes.
const HEAD: usize = 8 * 1024;
/// The maximum of the settings for the size of a head, a JSON body or a message: 64 MiB.
const LARGEST: usize = 64 * 1024 * 1024;
/// The maximum of a setting for a number of connections.
const MANY: usize = 1_000_000;

/// The limits on connected clients.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Connections {
    /// All connections without the reserve; 0 means as many as the process may open files, but at most 10,000.
    pub total: usize,
    /// The connections of one address; behind trusted proxies, the sockets and feeds of one address.
    pub per_address: usize,
    /// The connections beyond these limits, which are answered with 503, except for the paths of operators.
    pub reserve: usize,
}

impl Default for Connections {
    fn default() -> Self {
        let Bounds { per_address, reserve, .. } = Bounds::default();
        Self { total: 0, per_address, reserve }
    }
}

impl Connections {
    /// Returns the limits, if the process may open enough files.
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

/// The limits on the size and the duration of requests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Http {
    /// The maximum number of bytes of the head of a request.
    pub head_bytes: usize,
    /// The maximum number of bytes of a JSON body.
    pub json_bytes: usize,
    /// The maximum number of bytes of a message on a socket.
    pub message_bytes: usize,
    /// The time for a connection to send the head of its next request, in seconds.
    pub head_seconds: u64,
    /// The time for a client to send a body, in seconds.
    pub body_seconds: u64,
    /// The time for a handler, in seconds.
    pub handler_seconds: u64,
    /// The time for which a client may read none of the data that is written to it, in seconds.
    pub stall_seconds: u64,
    /// The time for a client to read one message of a socket, in seconds.
    pub write_seconds: u64,
    /// The time between two heartbeats on an open socket or feed, in seconds.
    pub heartbeat_seconds: u64,
    /// The time for which a socket may be silent, in seconds.
    pub idle_seconds: u64,
    /// The time that a client is asked to wait after its feed was cut off, in seconds.
    pub reconnect_seconds: u64,
    /// The time for a GraphQL client to send the first message on a socket, in seconds.
    pub introduction_seconds: u64,
    /// The maximum number of simultaneous requests on one HTTP/2 connection.
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
    /// Converts the settings to those of `contract-axum`.
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

/// Returns an error message if a number is too small or too large.
fn within<N: Copy + PartialOrd + std::fmt::Display>(key: &str, number: N, least: N, most: N) -> Option<String> {
    if number < least {
        Some(format!("`{key}` must be at least {least}, but is {number}"))
    } else if number > most {
        Some(format!("`{key}` must be at most {most}, but is {number}"))
    } else {
        None
    }
}
