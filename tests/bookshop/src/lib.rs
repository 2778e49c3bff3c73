//! A shop that keeps the bookshop's contract. It uses the same crates and judges as the real server, and so proves that
//! these know no particular contract. [`faults`] are rules that it breaks on purpose.

pub mod faults;
pub mod open;
pub mod shop;

pub use bookshop_contract::*;
