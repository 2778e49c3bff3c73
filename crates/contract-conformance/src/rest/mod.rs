//! The cases of REST operations.

mod methods;
mod success;

use crate::{progress::Part, suite::Suite};

/// Runs every case of REST. Successes come first: they fill the pools of ids.
pub(crate) async fn run(suite: &Suite<'_>, begin: &dyn Fn(Part)) {
    begin(Part::Successes);
    success::run(suite).await;
    begin(Part::Methods);
    methods::run(suite).await;
}
