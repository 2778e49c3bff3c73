//! A contract with everything that the suite derives from it in advance.

use contract_data::{facts::Facts, identity::Identity};
use contract_model::{
    graphql::TypeSystem,
    registry::{GraphqlField, Registry},
    validate::Validator,
};

/// A contract that targets are tested against.
pub struct Contract {
    pub(crate) facts: Facts,
    pub(crate) identity: Identity,
    pub(crate) validator: Validator,
    /// The types of GraphQL, if the contract has fields.
    pub(crate) types: Option<TypeSystem>,
}

impl Contract {
    /// Creates it from a registry.
    pub fn new(registry: Registry) -> Self {
        let validator = Validator::new(&registry).with_answers(&registry);
        let types = TypeSystem::from_registry(&registry);
        let facts = Facts::new(registry);
        let identity = Identity::new(&facts);
        Self { facts, identity, validator, types }
    }

    /// The ids of all operations and channels, and the paths of all GraphQL fields.
    pub fn items(&self) -> Vec<String> {
        let registry = self.registry();
        let operations = registry.operations.iter().map(|operation| operation.id.clone());
        let channels = registry.channels.iter().map(|channel| channel.id.clone());
        operations.chain(channels).chain(registry.fields().map(GraphqlField::path)).collect()
    }

    /// The client messages, each with its channel: `desk >ask`.
    pub(crate) fn messages(&self) -> impl Iterator<Item = String> {
        let channels = self.registry().channels.iter();
        channels.flat_map(|channel| channel.receivers.keys().map(|tag| format!("{} >{tag}", channel.id)))
    }

    /// The contract's registry.
    pub fn registry(&self) -> &Registry {
        &self.facts.registry
    }
}
