//! Servers that keep their contract.

use std::{collections::BTreeSet, time::Duration};

use bookshop::open::Open;
use contract_axum::Settings;
use contract_conformance::{Contract, Hints, Report, hints};
use contract_mock::MockServer;
use contract_model::registry::Registry;

use super::{contract, of_channels, server, tested};

const BOOKSHOP: &str = include_str!("../../../../contract-model/tests/registries/bookshop.json");
const LARGE: &str = include_str!("../../../../../generated/registry.json");
/// The maximum time of an answer: more than a busy machine needs.
const PATIENCE: Duration = Duration::from_secs(10);

/// The hints for the mock.
const OF_THE_MOCK: &str = r#"
[[exceptions]]
item = "*"
outcome = "ORDER_NOT_FOUND"
reason = "the mock has a feed for every id"

[[exceptions]]
item = "*"
outcome = "INTERPRETATION_NOT_FOUND"
reason = "the mock has a feed for every id"
"#;

fn assert_sound(registry: &Registry, report: &Report) {
    let found = of_channels(registry, report);
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(report.lost, None);
}

/// The outcomes of channels that were not seen.
fn missing(report: &Report) -> BTreeSet<String> {
    let rows = report.coverage.rows.iter().filter(|row| ["channels", "messages from clients"].contains(&row.kind));
    rows.flat_map(|row| &row.missing).map(|(item, outcome)| format!("{item} {outcome}")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn bookshop_is_accused_of_nothing() {
    let registry = Registry::from_json(BOOKSHOP).unwrap();
    let open = Open::new(Settings::default()).await;
    let report = tested(registry.clone(), &open.http(""), &Hints::default(), PATIENCE).await;
    assert_sound(&registry, &report);
    assert_eq!(missing(&report), BTreeSet::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn mock_is_accused_of_nothing() {
    for text in [BOOKSHOP, LARGE] {
        let registry = Registry::from_json(text).unwrap();
        let hints = hints::read(OF_THE_MOCK, "mock.toml", &Contract::new(registry.clone())).unwrap();
        let mock = MockServer::start(registry.clone()).await.unwrap();
        let report = tested(registry.clone(), &mock.url(), &hints, PATIENCE).await;
        assert_sound(&registry, &report);
        mock.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn small_server_is_accused_of_nothing_and_covered() {
    let url = server::start(None).await;
    let report = tested(contract::registry(), &url, &Hints::default(), PATIENCE).await;
    assert_sound(&contract::registry(), &report);
    assert_eq!(missing(&report), BTreeSet::new());
}
