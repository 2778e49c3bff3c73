//! A path that names a parameter the function does not have.
use contract_kit::prelude::*;

#[module]
pub trait Doors {
    /// Open the door.
    #[post("/doors/{id}")]
    fn open_door();
}

fn main() {}
