//! The libraries are compared with the model for every type of both contracts.

#![allow(missing_docs, reason = "the names of the tests say what they hold")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod async_graphql;
mod coercion;
mod schemars;
mod ts_rs;
mod versions;
