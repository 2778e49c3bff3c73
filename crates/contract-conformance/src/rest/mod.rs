//! The cases of REST operations.

mod bodies;
mod expect;
mod headers;
mod methods;
mod parameters;
mod success;

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
}
