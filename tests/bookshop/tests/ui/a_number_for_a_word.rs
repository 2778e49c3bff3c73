//! A word with a number, which does not travel.
use contract_kit::prelude::*;

/// How urgent it is.
#[contract]
pub enum Priority {
    /// It can wait.
    Low = 1,
}

fn main() {}
