//! Enforces a contract towards its callers, from the contract as plain data.
//!
//! A handler sees only requests that have been authenticated and validated against the contract. Every failure before,
//! in or after the handler is answered as a problem of the contract. The implementation provides through [`Platform`]
//! what a contract alone cannot express (the person that a token belongs to, the wording of a problem).
//!
//! ```text
//! request ─▶ identify ─▶ route ─▶ admit: version, caller, rate, media types, parameters, owner, body ─▶ handler
//!                                                                                                          │
//! response ◀─ headers every answer has ◀─ reply: status, headers, freshness ◀───── outcome or problem ◀────┘
//! ```
//!
//! [`Edge`] collects handlers, which refer to items by their names ([`handlers`]); [`Edge::into_router`] returns an
//! [`axum::Router`], which [`serve()`] serves to callers. Channels are admitted like operations; [`Replay`] keeps the
//! events of a feed for clients that lost their connection. [`graphql`] executes GraphQL, and `graphql_transport`
//! serves it over HTTP and WebSocket. Nothing here refers to a Rust type of a contract.

mod admission;
mod answer;
mod answer_check;
mod channel;
mod cross_origin;
mod edge;
mod fault;
pub mod graphql;
mod graphql_transport;
pub mod handlers;
mod idempotency;
mod idempotency_memory;
mod idempotency_store;
mod platform;
mod problem;
mod rehearsal;
mod request;
mod serve;
mod shared;
mod standing;
mod start;
mod websocket;

pub use self::{
    answer::{entity_tag, entity_tag_of, is_known},
    channel::Replay,
    edge::Edge,
    fault::Fault,
    graphql_transport::{GraphqlLimits, GraphqlWitness},
    idempotency_memory::MemoryIdempotency,
    idempotency_store::IdempotencyStore,
    platform::{Bounds, Occurrence, Platform, Refused, Settings, Usage},
    problem::Failed,
    rehearsal::{Rehearsal, Stage},
    request::cookies,
    serve::{Abandoned, serve},
    start::StartError,
};
