//! An enum with two words of one spelling.
use contract_kit::prelude::*;

/// How a door stands.
#[contract]
pub enum Stand {
    /// It is open.
    Open,
    /// It is open too.
    #[contract(rename = "open")]
    Ajar,
}

fn main() {}
