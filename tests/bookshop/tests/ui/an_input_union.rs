//! A union that clients would send over GraphQL.
use contract_kit::prelude::*;

/// What to do with a door.
#[contract(input)]
pub enum Act {
    /// Open it.
    Open {
        /// How far, in degrees.
        #[contract(example = 90)]
        angle: i32,
    },
    /// Close it.
    Close,
}

fn main() {}
