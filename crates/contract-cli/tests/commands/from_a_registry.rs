//! `generate` and `verify` of a `registry.json`, without the Rust types of the contract.

use std::{fs, path::Path};

use contract_cli::{DRIFT, FAILURE, Project, SUCCESS};
use serde_json::{Value, json};

use super::{bookshop, run};

fn registry() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../contract-model/tests/registries/bookshop.json")
        .to_str()
        .unwrap()
        .to_owned()
}

#[test]
fn the_files_are_those_of_the_compiled_contract() {
    let root = tempfile::tempdir().unwrap();
    let compiled = bookshop(root.path());
    assert_eq!(run(&compiled, &["generate"]).code, Ok(SUCCESS));
    let output = root.path().join("generated");
    let registry = output.join("registry.json");
    let place = ["--registry", registry.to_str().unwrap(), "--output", output.to_str().unwrap()];
    let verified = run(&Project::without_contract("contract"), &[&["verify"][..], &place].concat());
    assert_eq!(verified.code, Ok(SUCCESS), "{verified:?}");
}

#[test]
fn the_repair_names_the_same_files() {
    let output = tempfile::tempdir().unwrap();
    let (registry, output) = (registry(), output.path().to_str().unwrap());
    let project = Project::without_contract("contract");
    let drifted = run(&project, &["verify", "--registry", &registry, "--output", output]);
    assert_eq!(drifted.code, Ok(DRIFT));
    let repair = format!("repair: contract generate --registry {registry} --output {output}\n");
    assert!(drifted.results.ends_with(&repair), "{}", drifted.results);
}

#[test]
fn mistakes_are_reported_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let mut contract: Value = serde_json::from_str(&fs::read_to_string(registry()).unwrap()).unwrap();
    contract["types"].as_object_mut().unwrap().remove("Isbn");
    let file = folder.path().join("registry.json");
    fs::write(&file, contract.to_string()).unwrap();
    let project = Project::without_contract("contract");
    let verify = |format: &str| {
        let output = folder.path().join("formats");
        let place = ["--registry", file.to_str().unwrap(), "--output", output.to_str().unwrap(), "--format", format];
        let ended = run(&project, &[&["verify"][..], &place].concat());
        assert_eq!(ended.code, Ok(FAILURE), "{ended:?}");
        assert!(!output.exists(), "nothing is written");
        ended
    };
    assert!(verify("text").messages.contains("error[unknown-type] Book"));
    assert!(verify("github").results.starts_with("::error title=unknown-type%3A Book"));
    let report: Value = serde_json::from_str(&verify("json").results).unwrap();
    assert_eq!((&report["status"], &report["mistakes"][0]["code"]), (&json!("mistakes"), &json!("unknown-type")));
}

#[test]
fn a_program_without_a_contract_asks_for_a_registry() {
    let project = Project::without_contract("contract");
    for command in ["generate", "verify", "list"] {
        let error = run(&project, &[command]).code.unwrap_err();
        assert_eq!(error, "no contract is named: name its registry.json with --registry");
    }
}
