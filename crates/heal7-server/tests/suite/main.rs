//! Tests of the server's promises, one file for each.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod charts_fit_the_contract;
mod configuration;
mod problems_fit_the_contract;
mod process_ends_in_time;
mod program;
mod resources_are_bounded;
mod running;
mod the_database_may_fail;
