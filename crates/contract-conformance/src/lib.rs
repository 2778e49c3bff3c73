//! Tests whether a server keeps its contract: every operation, problem, constraint, GraphQL field and channel message
//! that the contract declares, over the network, from the contract as plain data.
//!
//! [`run`] tests a target and returns a [`Report`]. The rules are in [`rules`]. Requests are made from the contract's
//! examples, from ids that the target itself has returned, and from [`Hints`] if these are not enough.

mod baseline;
mod calls;
mod channels;
mod contract;
mod coverage;
mod findings;
mod graphql;
pub mod hints;
mod http;
mod judge;
mod near;
mod options;
pub mod pending;
mod progress;
mod provoke;
mod recorded;
mod report;
mod rest;
pub mod rules;
mod run;
mod samples;
mod snapshot;
mod suite;
mod things;
mod variations;
mod world;

pub use contract_model::registry::Registry;

pub use self::{
    baseline::Baseline,
    contract::Contract,
    coverage::{Coverage, Row},
    findings::Finding,
    hints::Hints,
    http::{Broken, FormPart, Payload, Request, Response},
    judge::{Outcome, Verdict},
    options::{Options, pattern},
    progress::{Part, Timing},
    provoke::{Fault, Provoke},
    recorded::{Exchange, Messages, Recorded, Recorder},
    report::{github, junit, text},
    run::{Observer, Report, Untestable, run},
    snapshot::Snapshot,
};
