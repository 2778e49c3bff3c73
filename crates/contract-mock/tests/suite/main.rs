//! A mock over real connections, of a contract that it knows from its registry alone.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod control;
mod hostile;
mod rules;
mod running;
mod scenarios;
mod state;
mod validation;
mod versions;
