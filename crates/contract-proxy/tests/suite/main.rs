//! A proxy over real connections, in front of servers that keep the contract, break it, or do not answer.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod failures;
mod messages;
mod proxied;
mod real;
mod recording;
mod traffic;
mod violations;
