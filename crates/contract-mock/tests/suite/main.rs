//! A mock over real connections, for a contract that is known only from its registry.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod conditions;
mod consequences;
mod control;
mod hostile;
mod persons;
mod renewal;
mod rules;
mod running;
mod scenarios;
mod sockets;
mod state;
mod validation;
mod versions;
