//! A function and a variant become types: another type of that name is in the way.
use contract_kit::prelude::*;

/// The person in charge.
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
    fn admin() -> Vec<Admin>;

    /// Everybody.
    #[query(auth = Public)]
    fn staff() -> Vec<StaffQuery>;
}

/// A day in the shop.
#[contract(object)]
pub struct StaffQuery {
    /// Whether it is a holiday.
    pub is_holiday: bool,
}

/// The rooms.
#[module]
pub trait Rooms {
    /// Reads them.
    #[get("/rooms", auth = Public)]
    fn rooms() -> Admin;
}

fn main() {}
