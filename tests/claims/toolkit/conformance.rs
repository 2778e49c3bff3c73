//! The conformance suite on the bookshop: a server that keeps its contract is never accused.

use bookshop::{BookshopContract, open::Open};
use contract_axum::Settings;
use contract_conformance::{Contract, Observer, Options, Report, run, text};
use contract_conformance_axum::Switch;
use contract_kit::build::Contract as _;
use tests::conformance::read_hints;

#[tokio::test(flavor = "multi_thread")]
async fn the_bookshop_keeps_its_contract() {
    let report = tested(0).await;
    assert!(report.findings.is_empty() && report.lost.is_none(), "{}", text(&report, str::to_owned));
    assert!(report.coverage.is_complete(), "{}", text(&report, str::to_owned));
}

/// The suite with one seed on a new shop.
async fn tested(seed: u64) -> Report {
    let switch = Switch::default();
    let shop = Open::new(Settings { rehearsal: Some(switch.rehearsal()), ..Settings::default() }).await;
    let contract = Contract::new(BookshopContract::registry().unwrap());
    let hints = read_hints("bookshop.toml", &contract);
    let options = Options { seed, ..Options::default() };
    let observer = Observer { faults: Some(&switch), ..Observer::default() };
    run(&contract, &shop.http(""), &hints, &options, observer).await.unwrap()
}
