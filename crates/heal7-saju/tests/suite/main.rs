//! Tests of the engine from outside: the library and the binary, checked against the specification and the almanacs.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod almanac;
mod batch;
mod charts;
mod command_line;
mod data;
mod errors;
mod malformed;
mod properties;
