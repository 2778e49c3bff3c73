//! The control of a running mock: its journal, the rules that make it fail, and the routes under `/__mock/`.

pub(crate) mod consequence;
pub(crate) mod journal;
pub(crate) mod layer;
pub(crate) mod preference;
pub(crate) mod rehearsal;
pub(crate) mod routes;
pub(crate) mod rule;
mod rule_check;
pub(crate) mod subject;
pub(crate) mod values;
