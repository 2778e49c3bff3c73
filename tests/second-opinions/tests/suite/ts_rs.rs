//! tsc proves that ts-rs and the emission declare equal types.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use second_opinions::{
    contracts::{bookshop, subjects},
    typescript::project,
};
use serde_json::Value;

/// The judge of the claims: both compilers, TypeScript 5.9 and 7.
fn judge() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../judges");
    assert!(
        folder.join("node_modules/.package-lock.json").exists(),
        "the judges are not installed: run `cargo xtask test`, or `npm ci` in tests/judges"
    );
    folder.join("typescript.mjs")
}

/// The findings of both compilers.
fn findings(folder: &Path) -> Vec<String> {
    let output =
        Command::new("node").arg(judge()).arg(folder).output().expect("node runs: install Node 20.19 or later");
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("the judge could not judge:\n{}", String::from_utf8_lossy(&output.stderr)));
    assert_eq!(report["versions"].as_array().map(Vec::len), Some(2), "two compilers judge");
    report["findings"].as_array().unwrap().iter().map(|f| format!("{}: {}", f["where"], f["message"])).collect()
}

#[test]
fn every_type_is_the_type_of_the_package() {
    for subject in subjects() {
        let folder = tempfile::tempdir().unwrap();
        let types = project(&subject, folder.path());
        let findings = findings(folder.path());
        assert!(findings.is_empty(), "{}: {}:\n{}", subject.name, findings.len(), findings.join("\n"));
        println!("{}: ts-rs and the emission agree about {types} types", subject.name);
    }
}

/// The proof can fail: both compilers find each small change of one type.
#[test]
fn a_planted_difference_is_noticed() {
    let changes = [
        ("another type", "  price: number;", "  price: string;"),
        ("a missing property", "  price: number;", ""),
        ("optional or not", "  size?: Dimensions;", "  size: Dimensions;"),
        ("a patch", "  homepage?: Uri | null;", "  homepage?: Uri;"),
        ("a default in an answer", "  floor: Floor;", "  floor?: Floor;"),
        ("a default in a request", "  floor?: Floor;", "  floor: Floor;"),
        ("a word", r#""hardcover" | "paperback""#, r#""hardcover" | "softcover" | "paperback""#),
    ];
    let subject = bookshop();
    for (change, truth, lie) in changes {
        let folder = tempfile::tempdir().unwrap();
        project(&subject, folder.path());
        let types = folder.path().join("src/types.ts");
        let text = fs::read_to_string(&types).unwrap();
        assert!(text.contains(truth), "{change}: the types do not contain {truth:?}");
        fs::write(&types, text.replacen(truth, lie, 1)).unwrap();
        let findings = findings(folder.path());
        for compiler in ["5.9", "7.0"] {
            let is_found = findings.iter().any(|finding| finding.contains("proof.ts") && finding.contains(compiler));
            assert!(is_found, "{change}: TypeScript {compiler} does not notice; found {findings:#?}");
        }
    }
}
