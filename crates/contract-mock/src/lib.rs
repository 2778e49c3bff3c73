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
        journal::{Entry, Mistake},
        rule::{Latency, Rule, RuleMistake},
    },
    data::Unmade,
    scenario::{ScenarioError, ScenarioMistake},
    serve::{Authentication, ClockError, FirstAccount, Mock, Options, Validation},
    server::{MockError, MockServer},
};
