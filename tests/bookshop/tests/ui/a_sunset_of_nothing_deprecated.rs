//! A day on which something goes that is not deprecated.
use contract_kit::prelude::*;

/// A door.
#[contract]
pub struct Door {
    /// Its colour.
    #[contract(sunset = "2027-01-31", example = "red")]
    pub colour: String,
}

fn main() {}
