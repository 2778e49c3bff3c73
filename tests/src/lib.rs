//! Code that the claims under `tests/` share.

pub mod any_schema;
pub mod bucket;
pub mod conformance;
pub mod corpus;
pub mod fuzz;
pub mod gateway;
pub mod heal7;
pub mod judges;
pub mod mail;
pub mod node;
pub mod output;
pub mod provider;
pub mod raw;
pub mod socket;
pub mod zod_judge;
