//! The pages and documents with which a server describes its contract.
//!
//! `/` lists them; `/docs` is the reference of the REST operations (Scalar) and `/graphiql` is GraphiQL. The documents
//! are `/openapi.json`, `/asyncapi.json` and `/schema.graphql`. All files that the pages load are built in, so the
//! pages work without access to other servers.

mod browser;
mod documents;
mod example;

use axum::Router;
use contract_model::registry::Registry;

/// Returns the routes of the pages and documents of a contract, except those whose path the contract itself uses.
pub fn router(registry: &Registry) -> Router {
    browser::router(registry).merge(documents::router(registry))
}

/// Whether the contract has an item of its own at a path.
fn is_taken(registry: &Registry, path: &str) -> bool {
    registry.operations.iter().any(|operation| operation.path == path)
        || registry.channels.iter().any(|channel| channel.path == path)
}
