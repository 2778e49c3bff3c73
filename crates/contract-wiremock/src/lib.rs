//! wiremock for tests of a contract's clients.
//!
//! [`ContractMocks`] is a [`wiremock::MockServer`] that knows a contract. [`when`] and [`when_id`] match the calls of an
//! operation, by its type or its id. The answer is generated as `contract-mock` does it, a value of the operation's own
//! type, JSON, or a declared problem. Each mock is checked against the contract before it is mounted.
//!
//! ```no_run
//! use bookshop_contract::{BookshopContract, orders::PlaceOrder, problem::OutOfStock};
//! use contract_wiremock::{
//!     ContractMocks,
//!     contract_kit::{build::Contract, problem::ProblemType},
//!     when, when_id,
//! };
//!
//! # async fn test() -> Result<(), Box<dyn std::error::Error>> {
//! let mocks = ContractMocks::start(BookshopContract::registry()?).await?;
//! mocks.mount(when_id("listBooks").answer_generated()).await;
//! mocks.mount(when::<PlaceOrder>().fail_with(OutOfStock.because("one copy is left")).expect(1)).await;
//! // The client under test calls `mocks.url()`.
//! mocks.verify().await;
//! # Ok(())
//! # }
//! ```
//!
//! | to | write |
//! |---|---|
//! | match some calls only | [`with_parameter`], [`with_body`], [`and`] with any matcher of wiremock |
//! | expect a number of calls, answer a few, or go before others | [`expect`], [`up_to_n_times`], [`with_priority`] |
//! | end a mock before the test ends | [`ContractMocks::mount_as_scoped`] |
//! | answer every other request too | [`ContractMocks::start_answering`] |
//! | answer with a responder of your own | [`ContractMocks::given`], a [`wiremock::MockBuilder`] |
//! | use a mock as wiremock's own | [`ContractMocks::build`], a [`wiremock::Mock`] |
//!
//! Generated answers come from a mock that keeps its state, so that a created entity can be read, and that refuses
//! requests which break the contract. Other answers are given to every matching request, whether it is valid or not.
//!
//! The crates whose types are in this crate's interface are re-exported, so that a client needs only this crate and its
//! contract.
//!
//! wiremock sends whole bodies: for feeds and sockets, start a [`contract_mock::MockServer`].
//!
//! [`with_parameter`]: OperationMockBuilder::with_parameter
//! [`with_body`]: OperationMockBuilder::with_body
//! [`and`]: OperationMockBuilder::and
//! [`expect`]: OperationMock::expect
//! [`up_to_n_times`]: OperationMock::up_to_n_times
//! [`with_priority`]: OperationMock::with_priority

mod answering;
mod checked;
mod error;
mod matcher;
mod mocks;
mod operation_mock;
mod routes;
mod scope;
mod when;

pub use contract_kit;
pub use contract_mock;
pub use wiremock;

pub use self::{
    error::{MountError, StartError},
    mocks::ContractMocks,
    operation_mock::{ExpectedCalls, OperationMock},
    scope::ScopedMock,
    when::{OperationMockBuilder, when, when_id},
};
