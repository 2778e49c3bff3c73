//! Words that mean nothing where they stand, and null where nothing may be null.
use contract_kit::prelude::*;

/// A door.
#[contract]
pub struct Door {
    /// Who may pass.
    pub guests: Vec<Option<Uuid>>,
}

/// A window.
#[contract(open)]
pub struct Window {
    /// Whether it is open.
    pub open: bool,
}

#[module]
pub trait Doors {
    /// One door.
    #[query(cache = SLOW)]
    fn door() -> bool;

    /// Another door.
    #[get("/door", errors(), errors())]
    fn other_door() -> bool;

    /// No door.
    #[get("/none")]
    fn no_door() -> Option<Uuid>;
}

fn main() {}
