//! Values that pass between an edge, which enforces a contract towards its callers, and the implementation of the
//! contract.

mod answer;
mod body;
mod caller;
mod channel;
mod keyed;
mod network;
mod problem;

pub use self::{
    answer::{AnsweredField, FieldValue, LaterField, Reply},
    body::{File, RawBody},
    caller::{Caller, Client, TokenFault},
    channel::{Connection, Sent},
    keyed::{Claim, Kept, Keyed},
    network::network,
    problem::{Details, Violation},
};
