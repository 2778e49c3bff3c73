//! `graphql/`: typed documents of the contract's operations, the schema's types, and the configuration of Apollo's
//! cache.

mod apollo;
mod ast;
mod names;
mod operations;
mod schema;
mod selections;

use contract_model::registry::Registry;

use self::names::Names;
use super::header;
use crate::{Artifact, graphql::documents::Documents};

/// Emits the modules.
pub(super) fn emit(registry: &Registry, documents: &Documents) -> Vec<Artifact> {
    let names = Names::new(registry, &documents.schema);
    let mut index = header();
    if !operations::exported(documents).is_empty() {
        index.push_str("export * from \"./documents.js\";\n");
    }
    index.push_str("export type * as Schema from \"./schema.js\";\n");
    let mut artifacts =
        vec![Artifact::new("typescript/src/graphql/index.ts", index), schema::emit(&names), apollo::emit(&names)];
    if !operations::exported(documents).is_empty() {
        artifacts.push(operations::emit(&names, documents));
    }
    artifacts
}
