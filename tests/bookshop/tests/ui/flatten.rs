//! Properties from elsewhere.
use contract_kit::prelude::*;

/// A size.
#[contract]
pub struct Size {
    /// In millimetres.
    #[contract(example = 1)]
    pub width: i32,
}

/// A door.
#[contract]
pub struct Door {
    /// Its size.
    #[serde(flatten)]
    pub size: Size,
}

/// A window.
#[contract]
pub struct Window {
    /// Its size.
    #[contract(flatten)]
    pub size: Size,
}

fn main() {}
