//! `generate` and `verify` of a compiled contract.

use std::{fs, path::Path};

use bookshop_contract::BookshopContract;
use contract_cli::{DRIFT, Options, Project, SUCCESS};

use super::{bookshop, run};

#[test]
fn a_contract_alone_is_enough() {
    let root = tempfile::tempdir().unwrap();
    let project = bookshop(root.path());
    let generated = run(&project, &["generate"]);
    assert_eq!(generated.code, Ok(SUCCESS), "{generated:?}");
    assert!(generated.results.contains(" written, 0 removed, 0 unchanged in "), "{generated:?}");
    for path in ["registry.json", "openapi/openapi.json", "typescript/src/client.ts"] {
        assert!(root.path().join("generated").join(path).is_file(), "{path}");
    }
    for path in ["typescript/LICENSE", "typescript/CHANGELOG.md", "typescript/src/graphql/documents.ts"] {
        assert!(!root.path().join("generated").join(path).exists(), "{path}");
    }
    let verified = run(&project, &["verify"]);
    assert_eq!(verified.code, Ok(SUCCESS));
    assert!(verified.results.starts_with("fresh: "), "{verified:?}");
}

#[test]
fn the_files_beside_the_contract_are_used_where_they_are_named() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("LICENSE"), "All rights reserved.\n").unwrap();
    fs::write(root.path().join("CHANGES.md"), "# Changes\n\n## 1.2.0\n\n- More.\n").unwrap();
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/bookshop/graphql");
    let project = Project::new::<BookshopContract>(Options {
        output: "made".into(),
        documents: Some(documents),
        changelog: Some("CHANGES.md".into()),
        license: Some("LICENSE".into()),
        ..Options::new(root.path())
    });
    let generated = run(&project, &["generate"]);
    assert_eq!(generated.code, Ok(SUCCESS), "{generated:?}");
    let made = root.path().join("made/typescript");
    assert_eq!(fs::read_to_string(made.join("LICENSE")).unwrap(), "All rights reserved.\n");
    assert!(made.join("src/graphql/documents.ts").is_file());

    fs::remove_file(root.path().join("LICENSE")).unwrap();
    let error = run(&project, &["generate"]).code.unwrap_err();
    assert!(error.starts_with("cannot read LICENSE"), "{error}");
}

#[test]
fn drift_names_the_file_the_item_and_the_command_of_the_project() {
    let root = tempfile::tempdir().unwrap();
    let project = bookshop(root.path());
    assert_eq!(run(&project, &["generate"]).code, Ok(SUCCESS));
    let types = root.path().join("generated/typescript/src/types.ts");
    let text = fs::read_to_string(&types).unwrap();
    fs::write(&types, text.replacen("  floor: Floor;", "  floor: string;", 1)).unwrap();

    let drifted = run(&project, &["verify"]);
    assert_eq!(drifted.code, Ok(DRIFT));
    for line in
        ["edited    generated/typescript/src/types.ts", "          at type Edition", "repair: cargo bookshop generate"]
    {
        assert!(drifted.results.lines().any(|found| found == line), "{line}\nis not among\n{}", drifted.results);
    }
    let annotated = run(&project, &["verify", "--format", "github"]).results;
    assert!(annotated.starts_with("::error file=generated/typescript/src/types.ts,line="), "{annotated}");
    assert!(annotated.ends_with("Repair: cargo bookshop generate\n"), "{annotated}");
    let report: serde_json::Value =
        serde_json::from_str(&run(&project, &["verify", "--format", "json"]).results).unwrap();
    assert_eq!(report["repair"], "cargo bookshop generate");

    assert_eq!(run(&project, &["generate"]).code, Ok(SUCCESS));
    assert_eq!(run(&project, &["verify"]).code, Ok(SUCCESS));
}
