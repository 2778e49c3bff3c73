//! A type argument is no property: its example stands at a type.
use contract_kit::prelude::*;

/// A page.
#[contract]
pub struct Several<T> {
    /// The items.
    pub items: Vec<T>,
}

/// Numbers.
#[module]
pub trait Numbers {
    /// Reads them.
    #[get("/numbers", auth = Public)]
    fn get_numbers() -> Several<Vec<i32>>;
}

fn main() {}
