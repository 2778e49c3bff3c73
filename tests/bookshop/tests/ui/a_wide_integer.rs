//! A number that GraphQL and JavaScript cannot hold.
use contract_kit::prelude::*;

/// A door.
#[contract]
pub struct Door {
    /// How often it was opened.
    #[contract(example = 1)]
    pub opened: i64,
}

fn main() {}
