//! The conformance suite on the bookshop: a server that keeps its contract is never accused.

use std::collections::BTreeSet;

use bookshop::{BookshopContract, open::Open};
use contract_axum::Settings;
use contract_conformance::{Contract, Observer, Options, Report, run, text};
use contract_conformance_axum::Switch;
use contract_kit::{build::Contract as _, registry::Registry, schema::Shape};
use tests::conformance::read_hints;

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
