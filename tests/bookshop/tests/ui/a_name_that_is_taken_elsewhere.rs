//! The compiler points at the function and at the variant whose type has the name of another one.
use contract_kit::prelude::*;

/// Somebody.
#[contract]
pub struct Admin {
    /// Whether they are in.
    pub is_in: bool,
}

/// The staff.
#[module]
pub trait Staff {
    /// Reads it.
    #[get("/admin", auth = Public)]
    fn admin();
}

/// Something that happens.
#[contract]
pub struct EventOpened {
    /// Whether it is a holiday.
    pub is_holiday: bool,
}

/// An event.
#[contract(tag = "type")]
pub enum Event {
    /// The shop opens.
    Opened {
        /// Whether it is a holiday.
        is_holiday: bool,
    },
}

fn main() {}
