//! The cases of GraphQL.

mod faults;
mod proxy;
mod sound;

use axum::Router;
use contract_conformance::{Contract, Hints, Observer, Options, Report, hints, pattern, run};
use contract_mock::{Ids, MockServer};
use contract_model::registry::Registry;

/// The registry of the bookshop.
fn registry() -> Registry {
    let text = include_str!("../../../../contract-model/tests/registries/bookshop.json");
    Registry::from_json(text).expect("it is a registry")
}

/// A mock of the bookshop in which an unknown id is not found.
async fn mock() -> MockServer {
    let options = contract_mock::Options { ids: Ids::Known, ..contract_mock::Options::default() };
    let started = MockServer::start_with(registry(), &options, ([127, 0, 0, 1], 0).into(), Router::new()).await;
    started.expect("there is a free port")
}

/// Reads hints in the format of a file.
fn read_hints(text: &str) -> Hints {
    hints::read(text, "the test", &Contract::new(registry())).expect("they are hints of the bookshop")
}

/// The fields of all roots.
const EVERY_FIELD: [&str; 3] = ["Query.*", "Mutation.*", "Subscription.*"];

/// Two persons of the shop.
const TWO_PERSONS: &str = r#"people = [{ token = "of:ada" }, { token = "of:bob" }]"#;

/// Tests a target of the bookshop's contract, limited to the items that match the patterns.
async fn test(base: &str, hints: &Hints, only: &[&str]) -> Report {
    let only = if only.is_empty() { &EVERY_FIELD } else { only };
    let options = Options { only: only.iter().map(|text| pattern(text)).collect(), ..Options::default() };
    tested(base, hints, &options).await
}

/// Tests a target with this list of pending items.
async fn test_with_pending(base: &str, pending: &[&str]) -> Report {
    let pending = pending.iter().map(|&field| field.to_owned()).collect();
    let only = EVERY_FIELD.iter().map(|text| pattern(text)).collect();
    tested(base, &Hints::default(), &Options { pending, only, ..Options::default() }).await
}

async fn tested(base: &str, hints: &Hints, options: &Options) -> Report {
    let contract = Contract::new(registry());
    let report = run(&contract, base, hints, options, Observer::default()).await;
    report.expect("the target answers")
}

/// A report in the form for persons.
fn shown(report: &Report) -> String {
    contract_conformance::text(report, str::to_owned)
}
