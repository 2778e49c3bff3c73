//! Maps that JSON has not.
use contract_kit::prelude::*;

/// A house.
#[contract]
pub struct House {
    /// Rooms by number.
    pub rooms: BTreeMap<i32, String>,
    /// Rooms in no order.
    pub others: std::collections::HashMap<String, String>,
    /// Sets.
    pub keys: std::collections::BTreeSet<String>,
}

fn main() {}
