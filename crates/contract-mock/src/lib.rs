//! A mock server for any contract, from the contract as plain data.

mod answer;
mod control;
mod data;
mod identity;
mod scenario;
mod serve;
mod server;
mod state;

pub use self::{
    control::{
        consequence::{Audience, Consequence, Like},
        journal::{Entry, Mistake},
        rule::{KeptFile, Latency, Rule, RuleMistake},
    },
    data::Unmade,
    scenario::{ScenarioError, ScenarioMistake},
    serve::{Authentication, ClockError, FirstAccount, Mock, Options, Validation},
    server::{MockError, MockServer},
};
