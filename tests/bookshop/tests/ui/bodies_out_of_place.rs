//! A read with a body, a body that may be absent, and several files in one part.
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

    /// Paint a door.
    ///
    /// As the pictures show.
    #[post("/doors/paint")]
    fn paint_door(
        /// The pictures.
        #[part(media("image/png"), max_bytes = 1_000)]
        pictures: Vec<File>,
    );
}

fn main() {}
