//! A type that is not of the contract.
use contract_kit::prelude::*;

pub struct Colour(pub u8);

/// A door.
#[contract(object, input)]
pub struct Door {
    /// Its colour.
    pub colour: Colour,
}

fn main() {}
