//! The conformance suite on the reference server: it keeps the contract, and every outcome of the contract is seen.

use std::path::Path;

use contract_conformance::{Contract, Hints, Observer, Options, Report, hints, pending, run, text};
use contract_conformance_axum::Switch;
use contract_kit::build::Contract as _;
use contracts::Heal7Contract;
use heal7_server::config::Config;
use jiff::{SignedDuration, Timestamp};
use temporary_postgres::TemporaryPostgres;
use tests::heal7::Heal7;

#[tokio::test(flavor = "multi_thread")]
async fn the_reference_server_keeps_its_contract() {
    kept(|_| ()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reference_server_keeps_its_contract_on_postgresql() {
    let postgres = TemporaryPostgres::start().unwrap();
    let url = postgres.database("heal7").unwrap();
    kept(move |config| config.database_url = url).await;
}

async fn kept(change: impl FnOnce(&mut Config)) {
    let switch = Switch::default();
    let change = |config: &mut Config| {
        // A refresh token that comes again is a theft at once.
        config.tokens.grace_seconds = 0;
        change(config);
    };
    let heal7 = Heal7::rehearsed(change, Some(switch.rehearsal())).await;
    let contract = Contract::new(Heal7Contract::registry().unwrap());
    let hints = hints::read(&read("heal7-server.toml"), "heal7-server.toml", &contract).unwrap();
    let hints = with_expired_token(&heal7, hints).await;
    let pending = pending::read(&read("heal7-server.pending"), &contract).unwrap();
    let options = Options { pending, ..Options::default() };
    let observer = Observer { faults: Some(&switch), ..Observer::default() };
    let report = run(&contract, &heal7.http(""), &hints, &options, observer).await.unwrap();
    assert_kept(&report);
    assert!(report.coverage.is_complete(), "{}", text(&report, str::to_owned));
    let unprovoked: usize = report.coverage.rows.iter().map(|row| row.not_provokable).sum();
    assert_eq!(unprovoked, 0, "{}", text(&report, str::to_owned));
}

/// The hints with a token that has expired, which only the server itself can make.
async fn with_expired_token(heal7: &Heal7, hints: Hints) -> Hints {
    let person = heal7.person("expired").await;
    let id = person.id.parse().unwrap();
    let long_ago = Timestamp::now() - SignedDuration::from_hours(2);
    let signed = heal7.app.tokens.sign(contracts::users::profile::UserId(id), uuid::Uuid::now_v7(), long_ago).await;
    Hints { expired_token: Some(signed.unwrap().token), ..hints }
}

fn assert_kept(report: &Report) {
    assert!(report.findings.is_empty() && report.lost.is_none(), "{}", text(report, str::to_owned));
}

fn read(name: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance").join(name);
    std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}
