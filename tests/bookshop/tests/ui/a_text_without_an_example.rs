//! A property whose type says nothing about its values.
use contract_kit::prelude::*;

/// A door.
#[contract]
pub struct Door {
    /// Its colour.
    pub colour: String,
}

fn main() {}
