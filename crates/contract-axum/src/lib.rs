//! Mounts the implementation of a contract on axum.
//!
//! [`Mount`] collects modules, each with the types of its operations, channels, messages and GraphQL fields, and passes
//! them to the [`contract_edge::Edge`], which enforces the contract and documents the path of a request. An
//! implementation provides through [`Platform`] everything that a contract alone cannot express.

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
