//! The engine against its specification, from outside: the library, the almanacs it is judged by, and the binary.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod almanac;
mod batch;
mod charts;
mod command_line;
mod data;
mod errors;
mod malformed;
mod properties;
