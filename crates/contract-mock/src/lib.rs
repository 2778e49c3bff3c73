//! A mock server for any contract, from the contract as plain data.

mod answer;
mod control;
mod front;
mod identity;
mod recording;
mod scenario;
mod serve;
mod server;
mod state;

pub use contract_data::Unmade;

pub use self::{
    control::{
        consequence::{Audience, Consequence, Like},
        journal::{Direction, Entry, Mistake},
        routes::PREFIX as CONTROL_PREFIX,
        rule::{KeptFile, Latency, Rule, RuleMistake},
    },
    front::Front,
    scenario::{ScenarioError, ScenarioMistake},
    serve::{Authentication, ClockError, FirstAccount, Mock, Options, Validation},
    server::{MockError, MockServer},
    state::Ids,
};
