//! A contract as plain data.
//!
//! [`registry::Registry`] holds a whole contract: its modules, types, operations, channels, GraphQL fields and
//! problems. It serialises to `registry.json`. Everything apart from implementing a contract needs only the registry:
//! generate, verify, mock, test, compare. Nothing here refers to a Rust type of the contract, to a library that prints
//! a format, or to a web framework.
//!
//! - [`schema`] describes values, [`mod@format`] the string formats, [`lifecycle`] the version that added an item and
//!   its deprecation.
//! - [`graphql`] derives the GraphQL types of a contract.
//! - [`validate`] checks values against a contract.
//! - [`pointer`] writes and reads the steps of JSON pointers.
//! - [`diagnostic`] holds the mistakes of a contract.
//! - [`exchange`] holds the values that pass between an edge that enforces a contract and its implementation.

pub mod diagnostic;
pub mod exchange;
pub mod format;
pub mod graphql;
pub mod lifecycle;
pub mod number;
pub mod pointer;
pub mod registry;
pub mod schema;
pub mod validate;
