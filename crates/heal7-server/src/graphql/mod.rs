//! GraphQL: arguments that were checked against the contract become calls of [`App`](crate::app::App).

mod saju;
mod system;
mod users;
