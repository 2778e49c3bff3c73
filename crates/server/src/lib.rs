//! HEAL7's reference server.
//!
//! What is here so far joins what knows nothing of each other: the engine and the contract ([`saju`]), the faults of HTTP
//! and the contract's problems ([`problem`]).

pub mod problem;
pub mod saju;
