//! A read with a body, and a body that may be absent.
use contract_kit::prelude::*;

#[module(auth = Public)]
pub trait Doors {
    /// Find a door.
    ///
    /// By its address.
    #[get("/doors")]
    fn find_door(body: bookshop::orders::Address);

    /// Move a door.
    ///
    /// To another address.
    #[post("/doors")]
    fn move_door(body: Option<bookshop::orders::Address>);
}

fn main() {}
