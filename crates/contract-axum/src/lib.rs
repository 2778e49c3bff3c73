//! Mounts an implementation of any contract on axum, and keeps the contract at its edge.
//!
//! A handler sees only requests that have been authenticated and checked against the contract, and whatever goes wrong
//! before it, in it or after it is answered as a problem of the contract. What a contract alone cannot say (who a token
//! speaks for, how a problem is worded) its implementation says through [`Platform`].
//!
//! ```text
//! request ─▶ identify ─▶ route ─▶ admit: version, caller, rate, parameters, owner, media types, body ─▶ Handle<O>
//!                                                                                                          │
//! response ◀─ headers every answer has ◀─ reply: status, headers, freshness ◀───── outcome or problem ◀────┘
//! ```
//!
//! Channels are admitted the same way; [`Replay`] keeps the events of a feed for clients that were cut off.
//!
//! [`Mount`] collects modules; [`Mount::into_router`] gives an [`axum::Router`], which [`serve()`] opens to callers.

mod admission;
mod answer;
mod channel;
mod cross_origin;
mod fault;
mod graphql;
mod idempotency;
mod keyed;
mod mount;
mod network;
mod platform;
mod problem;
mod receivers;
mod request;
mod serve;
mod shared;
mod standing;
mod websocket;

pub use self::{
    answer::{entity_tag, entity_tag_of, is_known},
    channel::Replay,
    fault::Fault,
    graphql::GraphqlLimits,
    keyed::{Claim, Kept, Keyed},
    mount::Mount,
    network::network,
    platform::{Bounds, Occurrence, Platform, Refused, Settings, TokenFault, Usage},
    request::cookies,
    serve::serve,
};
