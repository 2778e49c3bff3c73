//! The emitters against the model: they match its enums without a wildcard, and need no more than `registry.json`.

#![allow(missing_docs, reason = "the names of the tests say what they hold")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod from_json;
mod hostile_text;
mod losses;
mod two_views;
mod wildcards;
