//! Targets that keep the contract have no findings.

use bookshop::open::Open;
use contract_axum::Settings;
use contract_conformance::{Hints, Report};

use super::{TWO_PERSONS, mock, read_hints, shown, test, test_with_pending};

/// Asserts that nothing was found, and that every outcome of GraphQL was seen except `not_seen`.
#[track_caller]
fn is_sound(report: &Report, not_seen: &[(&str, &str)]) {
    assert!(report.findings.is_empty(), "{}", shown(report));
    let rows = report.coverage.rows.iter().filter(|row| row.kind.starts_with("GraphQL"));
    let missing: Vec<(&str, &str)> =
        rows.flat_map(|row| &row.missing).map(|(item, outcome)| (item.as_str(), outcome.as_str())).collect();
    assert_eq!(missing, not_seen, "{}", shown(report));
}

#[tokio::test(flavor = "multi_thread")]
async fn shop_that_keeps_its_contract_is_not_accused() {
    let open = Open::new(Settings::default()).await;
    let report = test(&open.http(""), &Hints::default(), &[]).await;
    is_sound(&report, &[]);
}

#[tokio::test(flavor = "multi_thread")]
async fn shop_with_two_persons_is_not_accused() {
    let open = Open::new(Settings::default()).await;
    let hints = read_hints(TWO_PERSONS);
    let report = test(&open.http(""), &hints, &[]).await;
    is_sound(&report, &[]);
}

#[tokio::test(flavor = "multi_thread")]
async fn mock_is_not_accused() {
    let mock = mock().await;
    let report = test(&mock.url(), &Hints::default(), &[]).await;
    is_sound(&report, &[("Mutation.placeOrder", "OUT_OF_STOCK")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn hints_lead_to_problems() {
    let open = Open::new(Settings::default()).await;
    let text = r#"
        [[problems]]
        item = "Mutation.placeOrder"
        code = "OUT_OF_STOCK"
        parameters = { input = { lines = [{ bookId = "01936f5f-2b3c-7d4e-8f50-61728394a5b6", copies = 51 }] } }
    "#;
    let hints = read_hints(text);
    let report = test(&open.http(""), &hints, &["Query.*", "Mutation.*"]).await;
    is_sound(&report, &[]);
}

#[tokio::test(flavor = "multi_thread")]
async fn pending_field_that_works_is_found() {
    let open = Open::new(Settings::default()).await;
    let works = ["Query.books", "Mutation.addBook", "Subscription.orderEvents"];
    let report = test_with_pending(&open.http(""), &works).await;
    let mut found: Vec<(&str, &str)> =
        report.findings.iter().map(|finding| (finding.rule, finding.cause.as_str())).collect();
    found.sort_unstable();
    let mut expected = works.map(|field| ("pending-works", field));
    expected.sort_unstable();
    assert_eq!(found, expected, "{}", shown(&report));
}
