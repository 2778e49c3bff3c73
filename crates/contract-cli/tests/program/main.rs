//! The program `contract`, run as a process.

#![allow(missing_docs, reason = "the names of the tests say what they hold")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod new_workspace;
mod running;
mod watching;
