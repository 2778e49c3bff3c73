//! The conformance suite on the bookshop: a server that keeps its contract has no findings.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use axum::Router;
use bookshop::{BookshopContract, faults::Fault, open::Open};
use contract_axum::Settings;
use contract_conformance::{Contract, Hints, Observer, Options, Report, rules, run, text};
use contract_conformance_axum::Switch;
use contract_kit::{build::Contract as _, registry::Registry, schema::Shape};
use contract_mock::{Ids, MockServer};
use futures_util::{StreamExt as _, stream};
use tests::conformance::{conformance_page, read_hints};
use tokio::{runtime::Handle, task::spawn_blocking};

/// More seeds than one: `CONFORMANCE_SEEDS=20 cargo nextest run -p tests -E 'test(bookshop_keeps)'`.
#[tokio::test(flavor = "multi_thread")]
async fn the_bookshop_keeps_its_contract() {
    let seeds: u64 = std::env::var("CONFORMANCE_SEEDS").map_or(1, |seeds| seeds.parse().unwrap());
    for seed in 0..seeds {
        let report = tested(BookshopContract::registry().unwrap(), seed).await;
        assert!(report.findings.is_empty() && report.lost.is_none(), "{}", text(&report, str::to_owned));
        assert!(report.coverage.is_complete(), "{}", text(&report, str::to_owned));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mock_of_the_bookshop_keeps_its_contract() {
    let registry = BookshopContract::registry().unwrap();
    // A mock has a thing for every id, unless unknown ids must not be found.
    let options = contract_mock::Options { ids: Ids::Known, ..contract_mock::Options::default() };
    let mock = MockServer::start_with(registry.clone(), &options, ([127, 0, 0, 1], 0).into(), Router::new()).await;
    let (mock, contract) = (mock.unwrap(), Contract::new(registry));
    let run = run(&contract, &mock.url(), &Hints::default(), &Options::default(), Observer::default()).await;
    let report = run.unwrap();
    assert!(report.findings.is_empty() && report.lost.is_none(), "{}", text(&report, str::to_owned));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_of_the_contract_is_found_on_exactly_that_operation() {
    let mut registry = BookshopContract::registry().unwrap();
    let searches = registry.types.get_mut("SearchStatistics").unwrap();
    let Shape::Object { properties, .. } = &mut searches.schema.shape else { panic!("it is an object") };
    properties[0].name.push_str("Renamed");
    let report = tested(registry, 0).await;
    let items: BTreeSet<&String> = report.findings.iter().flat_map(|finding| &finding.items).collect();
    let rules: Vec<&str> = report.findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(Vec::from_iter(items), ["getSearchStatistics"], "{}", text(&report, str::to_owned));
    assert_eq!(rules, ["answer-body"]);
}

/// The page of the rules contains their table. `WRITE_RULES=1` writes it.
#[test]
fn the_page_of_rules_is_their_table() {
    conformance_page("rules", "WRITE_RULES", &format!("{}\n", rules::document()));
}

/// Every deliberate fault is found by its rule; the table in docs/conformance.md lists them. `WRITE_FAULTS=1` writes
/// it.
#[tokio::test(flavor = "multi_thread")]
async fn every_fault_is_caught() {
    let contract = Contract::new(BookshopContract::registry().unwrap());
    let hints = read_hints("bookshop.toml", &contract);
    let shared = Arc::new((contract, hints));
    // Several concurrently, each on its own thread: most of a run is waiting.
    let rows = stream::iter(Fault::ALL).map(|fault| {
        let shared = Arc::clone(&shared);
        spawn_blocking(move || Handle::current().block_on(row(&shared.0, &shared.1, *fault)))
    });
    let rows: Vec<Row> = rows.buffered(10).map(Result::unwrap).collect().await;
    let missed: Vec<String> = rows.iter().filter(|row| !row.is_caught()).map(Row::missed).collect();
    assert!(missed.is_empty(), "{} of {} faults are missed:\n{}", missed.len(), rows.len(), missed.join("\n"));
    let lines: String = rows.iter().map(Row::line).collect();
    let table = format!("\n| fault | caught by |\n| --- | --- |\n{lines}\n");
    conformance_page("faults", "WRITE_FAULTS", &table);
}

/// A fault, and the rules that found it.
struct Row {
    fault: Fault,
    rules: BTreeSet<&'static str>,
}

async fn row(contract: &Contract, hints: &Hints, fault: Fault) -> Row {
    let shop = Open::with_fault(fault).await;
    // One fault makes an answer too slow.
    let options = Options { timeout: Duration::from_secs(1), ..Options::default() };
    let report = run(contract, &shop.http(""), hints, &options, Observer::default()).await.unwrap();
    Row { fault, rules: report.findings.iter().map(|finding| finding.rule).collect() }
}

impl Row {
    fn is_caught(&self) -> bool {
        self.rules.contains(self.fault.rule())
    }

    fn missed(&self) -> String {
        format!("{}: {} expected, {:?} found", self.fault.name(), self.fault.rule(), self.rules)
    }

    fn line(&self) -> String {
        // Other rules may also find it, depending on the load of the machine.
        format!("| {} | `{}` |\n", self.fault.description(), self.fault.rule())
    }
}

/// The suite with one seed on a new shop.
async fn tested(registry: Registry, seed: u64) -> Report {
    let switch = Switch::default();
    let shop = Open::new(Settings { rehearsal: Some(switch.rehearsal()), ..Settings::default() }).await;
    let contract = Contract::new(registry);
    let hints = read_hints("bookshop.toml", &contract);
    let options = Options { seed, ..Options::default() };
    let observer = Observer { faults: Some(&switch), ..Observer::default() };
    run(&contract, &shop.http(""), &hints, &options, observer).await.unwrap()
}
