//! HEAL7's reference server.
//!
//! What is here so far joins the engine and the contract, each of which knows nothing of the other: [`saju`].

pub mod saju;
