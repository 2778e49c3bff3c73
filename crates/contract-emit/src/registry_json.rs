//! `registry.json`: the registry itself, for readers that do not compile the contract.

use contract_model::registry::Registry;

use crate::{Artifact, Emission};

/// Emits the registry.
pub fn emit(registry: &Registry) -> Emission {
    Emission { artifacts: vec![Artifact::json("registry.json", registry)], losses: Vec::new() }
}
