//! A mock server for any contract, from the contract as plain data.

mod answer;
mod control;
mod data;
mod identity;
mod serve;
mod server;
mod state;

pub use self::{
    control::{
        journal::{Entry, Mistake},
        rule::{Latency, Rule, RuleMistake},
    },
    data::Unmade,
    serve::{Authentication, ClockError, FirstAccount, Mock, Options, Validation},
    server::{MockError, MockServer},
};
