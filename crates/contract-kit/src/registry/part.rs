//! A part of a contract: what a server shows of itself that mounts some modules and not others.

use super::{
    Graphql, Registry,
    views::{answer_roots, reachable, request_roots},
};

impl Registry {
    /// The contract as far as these modules go; `sdl` is the GraphQL schema over them, printed.
    ///
    /// A socket keeps all its messages: those that another module would receive can be sent, and are refused.
    #[must_use]
    pub fn only(&self, modules: &[&str], sdl: String) -> Self {
        let is_in = |module: &str| modules.contains(&module);
        let mut part = self.clone();
        part.modules.retain(|module| is_in(&module.name));
        part.operations.retain(|operation| is_in(&operation.module));
        part.channels.retain(|channel| is_in(&channel.module));
        let known: Vec<_> = part.operations.iter().map(|operation| operation.id.clone()).collect();
        for operation in &mut part.operations {
            operation.policy.invalidates.retain(|id| known.contains(id));
        }
        part.graphql = part.graphql.map(|Graphql { mut fields, .. }| {
            fields.retain(|field| is_in(&field.module));
            Graphql { sdl, fields }
        });
        let mut roots = request_roots(&part);
        roots.extend(answer_roots(&part));
        let kept = reachable(&part.types, roots);
        part.types.retain(|name, _| kept.contains(name));
        part
    }
}
