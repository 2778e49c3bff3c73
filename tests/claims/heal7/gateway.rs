//! A backend in another language: the Python application keeps the part of the contract that it serves, and the suite
//! finds each of its deliberate mistakes.

use std::process::Command;

use contract_conformance::{Contract, Hints, Observer, Options, Report, pending, run, text};
use contract_kit::build::Contract as _;
use contracts::Heal7Contract;
use futures_util::{StreamExt as _, stream};
use tests::gateway::{Gateway, folder, python};

#[test]
fn its_models_and_answers_are_those_of_the_contract() {
    let output = Command::new(python()).args(["-m", "pytest", "-q"]).current_dir(folder()).output().unwrap();
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{shown}{}", String::from_utf8_lossy(&output.stderr));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sound_application_keeps_the_contract() {
    let gateway = Gateway::start(None);
    let report = tested(&gateway).await;
    assert!(report.findings.is_empty() && report.lost.is_none(), "{}", text(&report, str::to_owned));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_deliberate_mistake_is_found() {
    let names = "from app.wrong import MISTAKES; print('\\n'.join(MISTAKES))";
    let output = Command::new(python()).args(["-c", names]).current_dir(folder()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let names = String::from_utf8(output.stdout).unwrap();
    let names: Vec<&str> = names.lines().collect();
    assert!(names.len() >= 8, "there are only {} mistakes", names.len());
    let tried = stream::iter(names).map(async |name| {
        let gateway = Gateway::start(Some(name));
        let report = tested(&gateway).await;
        println!("{name}: {:?}", report.findings.iter().map(|finding| finding.rule).collect::<Vec<_>>());
        report.findings.is_empty().then_some(name)
    });
    // Most of a run is waiting, so several run concurrently.
    let missed: Vec<&str> = tried.buffered(4).filter_map(async |missed| missed).collect().await;
    assert!(missed.is_empty(), "the suite does not find {missed:?}");
}

async fn tested(gateway: &Gateway) -> Report {
    let contract = Contract::new(Heal7Contract::registry().unwrap());
    let list = std::fs::read_to_string(folder().join("pending.txt")).unwrap();
    let options = Options { pending: pending::read(&list, &contract).unwrap(), ..Options::default() };
    run(&contract, &gateway.url, &Hints::default(), &options, Observer::default()).await.unwrap()
}
