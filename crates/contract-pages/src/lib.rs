//! The pages and documents that a server shows of its contract.
//!
//! `/` lists them; `/docs` is the reference of the REST operations (Scalar) and `/graphiql` is GraphiQL. The documents are
//! `/openapi.json`, `/asyncapi.json` and `/schema.graphql`. All that the pages load is built in, so that they work where
//! nothing else is reached.

mod browser;
mod documents;
mod example;

use axum::Router;
use contract_model::registry::Registry;

/// The pages and documents of a contract, apart from those whose path the contract uses itself.
pub fn router(registry: &Registry) -> Router {
    browser::router(registry).merge(documents::router(registry))
}

/// Whether the contract has something of its own at a path.
fn is_taken(registry: &Registry, path: &str) -> bool {
    registry.operations.iter().any(|operation| operation.path == path)
        || registry.channels.iter().any(|channel| channel.path == path)
}
