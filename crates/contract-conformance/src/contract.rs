//! A contract with everything that the suite derives from it once.

use contract_data::{facts::Facts, identity::Identity};
use contract_model::{registry::Registry, validate::Validator};

/// A contract that targets are tested against.
pub struct Contract {
    pub(crate) facts: Facts,
    pub(crate) identity: Identity,
    pub(crate) validator: Validator,
}

impl Contract {
    /// Derives everything from a registry.
    pub fn new(registry: Registry) -> Self {
        let validator = Validator::new(&registry).with_answers(&registry);
        let facts = Facts::new(registry);
        let identity = Identity::new(&facts);
        Self { facts, identity, validator }
    }

    /// The contract itself.
    pub fn registry(&self) -> &Registry {
        &self.facts.registry
    }
}
