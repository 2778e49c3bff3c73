//! A part of a contract: the modules that a server mounts, for a server that does not mount all of them.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Graphql, Registry, TypeDefinition, messages,
    views::{answer_roots, reachable, request_roots},
};

impl Registry {
    /// Returns the contract with only these modules.
    ///
    /// A socket keeps all its messages: a client can send messages that belong to other modules, and the server refuses
    /// them.
    #[must_use]
    pub fn only(&self, modules: &[&str]) -> Self {
        let is_in = |module: &str| modules.contains(&module);
        let mut part = self.clone();
        part.modules.retain(|module| is_in(&module.name));
        part.operations.retain(|operation| is_in(&operation.module));
        part.channels.retain(|channel| is_in(&channel.module));
        let known: Vec<_> = part.operations.iter().map(|operation| operation.id.clone()).collect();
        for operation in &mut part.operations {
            operation.policy.invalidates.retain(|id| known.contains(id));
        }
        part.graphql = part.graphql.and_then(|Graphql { mut fields }| {
            fields.retain(|field| is_in(&field.module));
            (!fields.is_empty()).then_some(Graphql { fields })
        });
        let mut roots = request_roots(&part);
        roots.extend(answer_roots(&part));
        let kept = reachable(&part.types, roots);
        part.types.retain(|name, _| kept.contains(name));
        let generics: BTreeSet<_> =
            part.types.values().filter_map(TypeDefinition::generic).map(str::to_owned).collect();
        part.messages = messages::collect(&part, &pattern_sentences(&part.messages));
        part.generics.retain(|name, _| generics.contains(name));
        part
    }
}

/// Returns the messages of patterns by their places, taken from messages by their keys.
fn pattern_sentences(messages: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let patterns = messages.iter().filter_map(|(key, sentence)| Some((key.strip_prefix("pattern.")?, sentence)));
    patterns.map(|(place, sentence)| (place.to_owned(), sentence.clone())).collect()
}
