//! Tests whether a server keeps its contract: every operation, problem, constraint, GraphQL field and channel message that
//! the contract declares, over the network, from the contract as plain data.
//!
//! [`run`] tests a target and gives a [`Report`]. The rules stand in [`rules`]; requests come from the contract's examples,
//! from ids that the target itself has shown, and from [`Hints`] where neither is enough.

mod contract;
mod coverage;
mod findings;
mod graphql;
pub mod hints;
mod http;
mod judge;
mod options;
mod progress;
mod report;
mod rest;
pub mod rules;
mod run;
mod samples;
mod suite;
mod world;

pub use self::{
    contract::Contract,
    coverage::{Coverage, Row},
    findings::Finding,
    hints::Hints,
    http::{Broken, Payload, Request, Response},
    judge::{Outcome, Verdict},
    options::{Options, pattern},
    progress::{Part, Timing},
    report::{github, text},
    run::{Report, Untestable, run},
    suite::{Exchange, Recorder},
};
