//! The suite, tested with servers that keep their contract and with servers that break it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod channels;
mod graphql;
