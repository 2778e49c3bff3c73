//! What the server promises, by the names of the files.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod charts_fit_the_contract;
mod configuration;
mod problems_fit_the_contract;
mod program;
