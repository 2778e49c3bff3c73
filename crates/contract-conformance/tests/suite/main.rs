//! The suite against servers that keep their contract, and against servers that do not.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod channels;
mod graphql;
