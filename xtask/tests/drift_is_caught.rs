//! `verify` reports every kind of drift with its reason, its item and the repair, and `generate` repairs it.

#![allow(missing_docs, reason = "the names of the tests say what they hold")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
    time::{Duration, SystemTime},
};

use tempfile::TempDir;

const FILE: &str = "json-schema/SajuResult.json";

#[test]
fn up_to_date_folder_is_not_rewritten() {
    let folder = generated();
    let file = folder.path().join(FILE);
    let old = SystemTime::now() - Duration::from_hours(1);
    fs::File::options().write(true).open(&file).unwrap().set_modified(old).unwrap();
    assert_eq!(code(&xtask(folder.path(), &["verify"])), 0);
    assert_eq!(code(&xtask(folder.path(), &["generate"])), 0);
    assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), old, "an unchanged file keeps its time");
}

#[test]
fn a_hand_edit_is_named_with_its_type_and_line() {
    drifts("edited", FILE, "type SajuResult", |path| {
        let text = fs::read_to_string(path).unwrap();
        fs::write(path, text.replacen("\"title\": \"SajuResult\"", "\"title\": \"Result\"", 1)).unwrap();
    });
}

#[test]
fn a_hand_edit_of_a_whole_document_is_traced_to_its_item() {
    for (file, from, to, item) in [
        (
            "openapi/openapi.json",
            "\"operationId\": \"calculateSaju\"",
            "\"operationId\": \"calculate\"",
            "operation calculateSaju",
        ),
        (
            "typescript/src/types.ts",
            "export type SajuPan = {",
            "export type SajuPan = { extra: string;",
            "type SajuPan",
        ),
        ("typescript/src/schemas.ts", "export const SajuPanSchema", "export  const SajuPanSchema", "type SajuPan"),
        ("graphql/schema.graphql", "type SajuPan {", "type SajuPan  {", "type SajuPan"),
    ] {
        drifts("edited", file, item, |path| {
            let text = fs::read_to_string(path).unwrap();
            assert!(text.contains(from), "{file} does not hold {from}");
            fs::write(path, text.replacen(from, to, 1)).unwrap();
        });
    }
}

#[test]
fn a_missing_file_is_named() {
    drifts("missing", FILE, "type SajuResult", |path| fs::remove_file(path).unwrap());
}

#[test]
fn orphaned_file_is_reported() {
    let folder = generated();
    fs::write(folder.path().join("json-schema/Forgotten.json"), "{}").unwrap();
    let found = report(folder.path());
    assert_eq!(states(&found), [("json-schema/Forgotten.json".to_owned(), "orphan".to_owned())]);
    repair(folder.path());
    assert!(!folder.path().join("json-schema/Forgotten.json").exists());
}

#[test]
fn a_file_of_an_earlier_contract_is_stale_and_not_edited() {
    let folder = generated();
    let path = folder.path().join(FILE);
    let earlier = fs::read_to_string(&path).unwrap().replacen("\"type\": \"object\"", "\"type\": \"array\"", 1);
    fs::write(&path, &earlier).unwrap();
    // The generated file of that time had that text, and its hash was in the manifest.
    let manifest = folder.path().join("manifest.json");
    let mut hashes: serde_json::Value = serde_json::from_str(&fs::read_to_string(&manifest).unwrap()).unwrap();
    hashes["files"][FILE] = contract_emit::manifest::hash(earlier.as_bytes()).into();
    fs::write(&manifest, serde_json::to_string_pretty(&hashes).unwrap() + "\n").unwrap();
    let found = report(folder.path());
    assert_eq!(
        states(&found),
        [(FILE.to_owned(), "stale".to_owned()), ("manifest.json".to_owned(), "stale".to_owned())]
    );
    repair(folder.path());
}

#[test]
fn merge_conflict_marks_are_reported() {
    drifts("conflict", FILE, "type SajuResult", |path| {
        let text = fs::read_to_string(path).unwrap();
        fs::write(path, format!("<<<<<<< ours\n{text}=======\n{text}>>>>>>> theirs\n")).unwrap();
    });
}

#[test]
fn an_empty_folder_and_a_broken_manifest_are_repaired_too() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(code(&xtask(folder.path(), &["verify"])), 4);
    repair(folder.path());
    fs::write(folder.path().join("manifest.json"), "not json").unwrap();
    assert_eq!(code(&xtask(folder.path(), &["verify"])), 4);
    repair(folder.path());
}

#[test]
fn foreign_folder_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mine.txt"), "mine").unwrap();
    let output = xtask(folder.path(), &["generate"]);
    assert_eq!(code(&output), 1);
    assert!(String::from_utf8_lossy(&output.stderr).contains("name an empty folder with --output"));
    assert_eq!(fs::read_to_string(folder.path().join("mine.txt")).unwrap(), "mine");
}

#[test]
fn text_report_has_file_reason_item_and_repair() {
    let folder = generated();
    fs::remove_file(folder.path().join(FILE)).unwrap();
    let output = xtask(folder.path(), &["verify"]);
    let text = String::from_utf8(output.stdout).unwrap();
    for part in [
        "missing",
        FILE,
        "the contract says it, and it is not there",
        "at type SajuResult",
        "repair: cargo xtask generate",
    ] {
        assert!(text.contains(part), "{part:?} is not in\n{text}");
    }
    assert!(!text.contains('\u{1b}'), "colours are for a terminal");
}

#[test]
fn github_reads_an_annotation_with_file_and_line() {
    let folder = generated();
    let path = folder.path().join(FILE);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("\"type\": \"object\"", "\"type\": \"array\"", 1)).unwrap();
    let line = text.lines().position(|line| line.contains("\"type\": \"object\"")).unwrap() + 1;
    let output = xtask(folder.path(), &["verify", "--format", "github"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("::error file="), "{text}");
    assert!(text.contains(&format!("{FILE},line={line},title=Generated file is edited::")), "{text}");
    assert!(text.contains("(at type SajuResult). Repair: cargo xtask generate"), "{text}");
    assert_eq!(output.status.code(), Some(4));
}

#[test]
fn verify_is_independent_of_directory_and_locale() {
    let folder = generated();
    for (place, language) in [("/", "C"), ("/tmp", "tr_TR.UTF-8"), (".", "ko_KR.UTF-8")] {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["verify", "--output"])
            .arg(folder.path())
            .current_dir(place)
            .env("LC_ALL", language)
            .env("LANG", language)
            .output()
            .unwrap();
        assert_eq!(code(&output), 0, "in {place} with {language}");
    }
}

/// Node and npm are not on the path, and the network is not used: only the binary and the folder are needed.
#[test]
fn verify_needs_no_other_program() {
    let folder = generated();
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["verify", "--output"])
        .arg(folder.path())
        .env_clear()
        .output()
        .unwrap();
    assert_eq!(code(&output), 0);
}

#[test]
fn committed_files_are_up_to_date() {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask")).arg("verify").output().unwrap();
    assert_eq!(code(&output), 0, "{}", String::from_utf8_lossy(&output.stdout));
}

/// Changes one file, expects exactly this drift, and repairs it.
fn drifts(state: &str, file: &str, item: &str, change: impl Fn(&Path)) {
    let folder = generated();
    let path = folder.path().join(file);
    let before = fs::read(&path).unwrap();
    change(&path);
    let found = report(folder.path());
    assert_eq!(states(&found), [(file.to_owned(), state.to_owned())]);
    let drift = &found["drift"][0];
    assert_eq!(drift["item"], item, "{file}: {drift:#}");
    assert!(!drift["reason"].as_str().unwrap().is_empty());
    assert_eq!(found["repair"], format!("cargo xtask generate --output {}", folder.path().display()));
    repair(folder.path());
    assert_eq!(fs::read(&path).unwrap(), before, "{file} is as it was");
}

fn generated() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(code(&xtask(folder.path(), &["generate"])), 0);
    folder
}

fn repair(folder: &Path) {
    assert_eq!(code(&xtask(folder, &["generate"])), 0);
    assert_eq!(code(&xtask(folder, &["verify"])), 0, "generate repairs it");
}

fn report(folder: &Path) -> serde_json::Value {
    let output = xtask(folder, &["verify", "--format", "json"]);
    assert_eq!(code(&output), 4, "drift answers with 4");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The path and state of each drifted file; paths are relative to the folder.
fn states(report: &serde_json::Value) -> Vec<(String, String)> {
    let drift = report["drift"].as_array().unwrap();
    let below = |path: &str| {
        let start = ["json-schema/", "openapi/", "typescript/", "graphql/", "manifest.json"]
            .iter()
            .find_map(|part| path.find(part));
        path[start.unwrap_or(0)..].to_owned()
    };
    drift
        .iter()
        .map(|file| (below(file["path"].as_str().unwrap()), file["state"].as_str().unwrap().to_owned()))
        .collect()
}

fn xtask(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).arg("--output").arg(folder).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}
