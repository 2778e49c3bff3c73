//! Persons as the mock keeps them: their accounts, and their tokens.

pub(crate) mod accounts;
pub(crate) mod token;

pub(crate) use contract_data::identity::{ANONYMOUS, Credentials, Identity, SessionRole};
