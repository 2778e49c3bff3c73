//! A type that is not of the contract, in several places: one error for each place.
use contract_kit::prelude::*;

pub struct Colour(pub u8);

/// A door.
#[contract(object, input)]
pub struct Door {
    /// Its colour.
    pub colour: Option<Colour>,
    /// Its other colours.
    pub others: Vec<Colour>,
    /// The colour of its lock.
    #[contract(example = Colour(1))]
    pub lock: Colour,
}

/// An event of a door.
#[contract]
pub enum DoorEvent {
    /// It is painted.
    Painted {
        /// The new colour.
        #[contract(example = "red")]
        colour: Colour,
    },
}

fn main() {}
