//! The claims of the project, one file each: those of the toolkit, and those of HEAL7.

#![allow(missing_docs, reason = "the names of the tests say what they hold")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, reason = "a test prints what it measured")]

mod heal7;
mod toolkit;
