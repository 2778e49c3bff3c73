//! What the claims under `tests/` share: a second contract, the judges from outside, a corpus of values.

pub mod any_schema;
pub mod bookshop;
pub mod bucket;
pub mod corpus;
pub mod heal7;
pub mod judges;
pub mod node;
pub mod output;
pub mod provider;
pub mod socket;
pub mod zod_judge;
