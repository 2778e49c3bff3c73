//! A server that implements one operation of two.
use contract_kit::{operation::{Handle, Outcome, Request}, prelude::*};

#[module]
pub trait Doors {
    /// Open the door.
    #[post("/door")]
    fn open_door();

    /// Close the door.
    #[delete("/door")]
    fn close_door();
}

struct Server;

impl Handle<OpenDoor> for Server {
    async fn handle(&self, _: Request<OpenDoor>) -> Outcome<OpenDoor> {
        Ok(NoContent)
    }
}

fn serve(_: impl Doors) {}

fn main() {
    serve(Server);
}
