//! GraphQL: the resolvers pass arguments, already validated against the contract, to [`App`](crate::app::App).

mod saju;
mod system;
mod users;
