//! A format without a type that spells it.
use contract_kit::prelude::*;

/// A door.
#[contract]
pub struct Door {
    /// When it was made.
    #[contract(format = "date-time", example = "2026-01-15T09:30:00Z")]
    pub made: String,
}

fn main() {}
