//! A mock server for any contract, from the contract as plain data.

mod answer;
mod control;
mod data;
mod identity;
#[cfg(feature = "proxy")]
mod proxy;
mod scenario;
mod serve;
mod server;
mod state;

#[cfg(feature = "proxy")]
pub use self::proxy::{Proxy, Target, TargetError, Totals};
pub use self::{
    control::{
        journal::{Direction, Entry, Mistake},
        rule::{Latency, Rule, RuleMistake},
    },
    data::Unmade,
    scenario::{ScenarioError, ScenarioMistake},
    serve::{Authentication, ClockError, FirstAccount, Mock, Options, Validation},
    server::{MockError, MockServer},
};
