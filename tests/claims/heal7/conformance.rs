//! The conformance suite on the reference server and on the mock: both keep the contract, every outcome of the contract
//! is seen on the server, and the answers of both are in snapshots next to each other.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::Mutex,
};

use axum::Router;
use contract_conformance::{
    Contract, Hints, Observer, Options, Provoke, Recorded, Report, Snapshot, pattern, run, text,
};
use contract_conformance_axum::Switch;
use contract_edge::Settings;
use contract_kit::build::Contract as _;
use contract_mock::{Ids, MockServer};
use contracts::{Heal7Contract, users::profile::UserId};
use heal7_server::config::Config;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use temporary_postgres::TemporaryPostgres;
use tests::{
    conformance::{read_hints, read_pending},
    heal7::Heal7,
};

/// The values that change from run to run although their schemas do not show it: items, a place and the kind.
const CHANGING: [(&str, &str, &str); 5] = [
    ("getHealth", "/data/components/*/latencyMs", "milliseconds"),
    ("systemFeed", "/*/components/*/latencyMs", "milliseconds"),
    ("Subscription.systemStatus", "/*/components/*/latencyMs", "milliseconds"),
    ("userSocket.*", "/*/requestId", "request id"),
    ("userSocket.*", "/*/instance", "path"),
];

/// The snapshot of the first exchange of each item and outcome.
type Snapshots = BTreeMap<(String, String), Snapshot>;

#[tokio::test(flavor = "multi_thread")]
async fn the_reference_server_keeps_its_contract_on_postgresql() {
    let postgres = TemporaryPostgres::start().unwrap();
    let url = postgres.database("heal7").unwrap();
    let (report, _) = server(move |config| config.database_url = url).await;
    assert_kept(&report);
}

/// One run of each, because the snapshots of the two are compared.
#[tokio::test(flavor = "multi_thread")]
async fn the_reference_server_and_the_mock_keep_their_contract() {
    let (report, of_server) = server(|_| ()).await;
    assert_kept(&report);
    let (of_the_mock, of_mock) = mock().await;
    assert_kept(&of_the_mock);
    let of_server = snapshots("server", of_server);
    let of_mock = snapshots("mock", of_mock);
    compared(&of_server, &of_mock);
    assert!(report.coverage.is_complete(), "{}", text(&report, str::to_owned));
    let unprovoked: usize = report.coverage.rows.iter().map(|row| row.not_provokable).sum();
    assert_eq!(unprovoked, 0, "{}", text(&report, str::to_owned));
}

/// The suite on the reference server.
async fn server(change: impl FnOnce(&mut Config)) -> (Report, Snapshots) {
    let switch = Switch::default();
    let change = |config: &mut Config| {
        // A refresh token that is used twice counts as stolen immediately.
        config.tokens.grace_seconds = 0;
        change(config);
    };
    let heal7 = Heal7::rehearsed(change, Some(switch.rehearsal())).await;
    let contract = contract();
    let hints = with_expired_token(&heal7, read_hints("heal7-server.toml", &contract)).await;
    let pending = read_pending("heal7-server.pending", &contract);
    suite(&contract, &heal7.http(""), &hints, pending, &switch).await
}

/// The suite on the mock.
async fn mock() -> (Report, Snapshots) {
    let switch = Switch::default();
    let registry = Heal7Contract::registry().unwrap();
    let settings = Settings { rehearsal: Some(switch.rehearsal()), ..Settings::default() };
    // A mock has a thing for every id, unless unknown ids must not be found.
    let options = contract_mock::Options { settings, ids: Ids::Known, ..contract_mock::Options::default() };
    let address = ([127, 0, 0, 1], 0).into();
    let mock = MockServer::start_with(registry, &options, address, Router::new()).await.unwrap();
    let contract = contract();
    suite(&contract, &mock.url(), &Hints::default(), Vec::new(), &switch).await
}

async fn suite(
    contract: &Contract,
    base: &str,
    hints: &Hints,
    pending: Vec<String>,
    switch: &Switch,
) -> (Report, Snapshots) {
    let snapshots = Mutex::new(Snapshots::new());
    let recorder = |recorded: Recorded<'_>| {
        let key = (recorded.item().to_owned(), recorded.outcome());
        snapshots.lock().unwrap().entry(key).or_insert_with(|| Snapshot::new(contract, recorded));
    };
    // Requests are sequential and always the same, so that the snapshots are of the same requests.
    let options = Options { pending, jobs: 1, tag: Some("5eed".into()), ..Options::default() };
    let observer = Observer { faults: Some(switch as &dyn Provoke), recorder: Some(&recorder), ..Observer::default() };
    let report = run(contract, base, hints, &options, observer).await.unwrap();
    (report, snapshots.into_inner().unwrap())
}

/// The hints with an expired token, which only the server itself can create.
async fn with_expired_token(heal7: &Heal7, hints: Hints) -> Hints {
    let person = heal7.person("expired").await;
    let id = UserId(person.id.parse().unwrap());
    let long_ago = Timestamp::now() - SignedDuration::from_hours(2);
    let signed = heal7.app.tokens.sign(id, uuid::Uuid::now_v7(), long_ago).await.unwrap();
    Hints { expired_token: Some(signed.token), ..hints }
}

fn contract() -> Contract {
    Contract::new(Heal7Contract::registry().unwrap())
}

fn assert_kept(report: &Report) {
    assert!(report.findings.is_empty() && report.lost.is_none(), "{}", text(report, str::to_owned));
}

/// Asserts that each exchange matches its snapshot, and that no snapshot is left over.
fn snapshots(target: &str, mut taken: Snapshots) -> Snapshots {
    let folder = folder("snapshots").join(target);
    let mut used = BTreeSet::new();
    for ((item, outcome), snapshot) in &mut taken {
        for (_, pointer, kind) in CHANGING.iter().filter(|(known, ..)| pattern(known).matches(item)) {
            snapshot.mask(pointer, kind);
        }
        let name = format!("{item}.{outcome}");
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name.clone(), snapshot.to_string()));
        used.insert(format!("{name}.snap"));
    }
    let left: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| !used.contains(name))
        .collect();
    assert!(
        left.is_empty(),
        "no exchange has these snapshots any more, remove them from {}: {left:?}",
        folder.display()
    );
    taken
}

/// The reasons why the mock's answers differ from the server's.
#[derive(Deserialize)]
struct Differences {
    difference: Vec<Difference>,
}

/// One reason. `*` matches any text.
#[derive(Deserialize)]
struct Difference {
    item: String,
    outcome: String,
    place: String,
    reason: String,
}

/// Asserts that the answers of the server and of the mock differ only where the file gives a reason.
fn compared(of_server: &Snapshots, of_mock: &Snapshots) {
    let file = fs::read_to_string(folder("differences.toml")).unwrap();
    let Differences { difference: known } = toml::from_str(&file).unwrap();
    let mut used = vec![false; known.len()];
    let mut unknown = Vec::new();
    for (pair, server) in of_server {
        let Some(mock) = of_mock.get(pair) else { continue };
        for place in server.differences(mock) {
            let is_meant = |difference: &Difference| {
                [(&difference.item, &pair.0), (&difference.outcome, &pair.1), (&difference.place, &place)]
                    .iter()
                    .all(|(meant, found)| pattern(meant).matches(found))
            };
            match known.iter().position(is_meant) {
                Some(index) => used[index] = true,
                None => unknown.push(format!("{} {}: {place}", pair.0, pair.1)),
            }
        }
    }
    assert!(unknown.is_empty(), "the mock answers otherwise, and differences.toml has no reason: {unknown:#?}");
    for (difference, used) in known.iter().zip(used) {
        assert!(used, "the mock does not differ any more: remove `{}` {}", difference.reason, difference.place);
    }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance").join(name)
}
