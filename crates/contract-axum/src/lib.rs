//! Mounts an implementation of any contract on axum.
//!
//! [`Mount`] collects modules, each with the types of its operations, channels, messages and GraphQL fields, and hands
//! them to the [`contract_edge::Edge`], which keeps the contract: see there for the way of a request. An implementation
//! says through [`Platform`] what a contract alone cannot say.

mod handlers;
mod mount;
mod platform;

pub use self::{
    mount::Mount,
    platform::{Platform, ProblemBody},
};
pub use contract_edge::{
    Bounds, Fault, GraphqlLimits, IdempotencyStore, MemoryIdempotency, Occurrence, Refused, Rehearsal, Replay,
    Settings, Stage, StartError, Usage, cookies, entity_tag, entity_tag_of, is_known, serve,
};
