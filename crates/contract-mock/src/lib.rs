//! A mock server for any contract, from the contract as plain data.

mod answer;
mod control;
mod identity;
mod scenario;
mod serve;
mod server;
mod state;

use contract_data as data;

pub use contract_data::Unmade;

pub use self::{
    control::{
        consequence::{Audience, Consequence, Like},
        journal::{Entry, Mistake},
        rule::{KeptFile, Latency, Rule, RuleMistake},
    },
    scenario::{ScenarioError, ScenarioMistake},
    serve::{Authentication, ClockError, FirstAccount, Mock, Options, Validation},
    server::{MockError, MockServer},
};
