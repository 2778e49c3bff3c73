//! The model: registries are read and checked, values are validated.

#![allow(missing_docs, reason = "the names of the tests say what they hold")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod lookup;
mod pointer;
mod reading;
mod violations;

use contract_model::registry::{ReadError, Registry};
use serde_json::Value;

/// A contract with everything that a registry can hold.
const BOOKSHOP: &str = include_str!("../registries/bookshop.json");

/// Returns the bookshop's registry with one change.
fn changed(change: impl FnOnce(&mut Value)) -> Result<Registry, ReadError> {
    let mut registry: Value = serde_json::from_str(BOOKSHOP).unwrap();
    change(&mut registry);
    Registry::from_json(&registry.to_string())
}
