//! A mock server for any contract, from the contract as plain data.

mod answer;
mod data;
mod identity;
mod serve;
mod server;
mod state;

pub use self::{
    data::Unmade,
    serve::{Authentication, FirstAccount, Mock, Options},
    server::{MockError, MockServer},
};
