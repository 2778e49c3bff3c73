//! `generate --registry` writes every file from only a `registry.json`, and reports the mistakes of an invalid text.

#![allow(missing_docs, reason = "the names of the tests say what they hold")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

#[test]
fn the_files_are_those_of_the_compiled_contract() {
    let compiled = tempfile::tempdir().unwrap();
    let read = tempfile::tempdir().unwrap();
    succeeds(&xtask(&["generate", "--output"], &[compiled.path()]));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .current_dir(root)
        .args(["generate", "--documents", "contracts/graphql", "--changelog", "contracts/CHANGELOG.md"])
        .args(["--license", "LICENSE", "--registry"])
        .arg(compiled.path().join("registry.json"))
        .arg("--output")
        .arg(read.path())
        .output()
        .unwrap();
    succeeds(&output);
    succeeds(&xtask(&["verify", "--output"], &[read.path()]));
}

#[test]
fn a_registry_of_another_version_is_refused() {
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/registries/format-1.json");
    let message = refused(&old);
    assert!(message.contains("format version 1, but this program reads version"), "{message}");
}

#[test]
fn a_file_that_is_no_registry_is_refused_with_the_next_step() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("registry.json");
    let message = refused(&file);
    assert!(message.contains("cannot read") && message.contains("name a registry.json"), "{message}");
    fs::write(&file, "{\n  \"formatVersion\": 2\n}").unwrap();
    let message = refused(&file);
    assert!(message.contains("missing field `info`") && message.contains("line 3"), "{message}");
    assert!(message.contains("name a registry.json"), "{message}");
}

#[test]
fn a_registry_needs_an_output_folder_and_documents_need_a_registry() {
    for (arguments, missing) in [
        (&["generate", "--registry", "registry.json"][..], "--output <FOLDER>"),
        (&["generate", "--documents", "graphql"], "--registry <FILE>"),
    ] {
        let output = xtask(arguments, &[]);
        assert_eq!(output.status.code(), Some(2), "wrong usage");
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(message.contains(missing), "{message}");
    }
}

/// The message with which a registry is refused, before anything is written.
fn refused(registry: &Path) -> String {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("formats");
    let run = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["generate", "--registry"])
        .arg(registry)
        .arg("--output")
        .arg(&output)
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(1));
    assert!(!output.exists(), "nothing is written");
    String::from_utf8_lossy(&run.stderr).into_owned()
}

fn xtask(arguments: &[&str], paths: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).args(paths).output().unwrap()
}

fn succeeds(output: &Output) {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
