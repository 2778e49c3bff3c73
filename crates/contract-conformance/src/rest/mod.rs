//! The cases of REST operations.

mod bodies;
mod caching;
mod callers;
pub(crate) mod expect;
mod headers;
mod idempotency;
mod methods;
mod pages;
mod parameters;
mod problems;
mod resources;
mod success;
mod things;

use crate::{progress::Part, suite::Suite};

/// Runs every case of REST. Successes come first: they fill the pools of ids.
pub(crate) async fn run(suite: &Suite<'_>, begin: &dyn Fn(Part)) {
    begin(Part::Successes);
    success::run(suite).await;
    begin(Part::Methods);
    methods::run(suite).await;
    begin(Part::Headers);
    headers::run(suite).await;
    begin(Part::Parameters);
    parameters::run(suite).await;
    begin(Part::Bodies);
    bodies::run(suite).await;
    begin(Part::Callers);
    callers::run(suite).await;
    callers::sessions(suite).await;
    begin(Part::Problems);
    problems::run(suite).await;
    begin(Part::Resources);
    resources::run(suite).await;
    begin(Part::Pages);
    pages::run(suite).await;
    begin(Part::Delivery);
    idempotency::run(suite).await;
    caching::run(suite).await;
}
