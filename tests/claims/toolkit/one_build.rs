//! Every cargo command builds a dependency with the same features, so that none builds it again.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    process::Command,
};

/// The target of the feature lists: `xtask/src/features/tree.rs`.
const SYSTEM: &str = "x86_64-unknown-linux-gnu";

const PROGRAMS: &str = "normal,build";
const PROGRAMS_AND_TESTS: &str = "normal,build,dev";

/// Each set of features of each crate, by name and version.
type Features = BTreeMap<String, BTreeSet<String>>;

/// This includes crates that are both in the program and, as part of a macro, in the compiler.
#[test]
fn the_workspace_builds_a_crate_with_one_set_of_features() {
    for (item, sets) in features(&["--workspace"], PROGRAMS_AND_TESTS) {
        assert_eq!(sets.len(), 1, "the workspace builds {item} with {sets:?}: run `cargo xtask features`");
    }
}

#[test]
fn a_package_builds_a_crate_as_the_workspace_does() {
    let expected = features(&["--workspace"], PROGRAMS_AND_TESTS);
    assert!(expected.len() > 400, "{} crates: the tree was misread", expected.len());
    let mut different = Vec::new();
    for package in packages() {
        for edges in [PROGRAMS, PROGRAMS_AND_TESTS] {
            compare(&["--package", &package], edges, &expected, &mut different);
        }
    }
    assert!(different.is_empty(), "{}\nRun `cargo xtask features`.", different.join("\n"));
}

/// `cargo build --workspace` and `cargo test --workspace`.
#[test]
fn programs_and_tests_share_their_crates() {
    let expected = features(&["--workspace"], PROGRAMS_AND_TESTS);
    let mut different = Vec::new();
    compare(&["--workspace"], PROGRAMS, &expected, &mut different);
    assert!(different.is_empty(), "{}\nRun `cargo xtask features`.", different.join("\n"));
}

/// Records the crates that a selection of packages builds with other features than the workspace.
fn compare(selection: &[&str], edges: &str, expected: &Features, different: &mut Vec<String>) {
    let found = features(selection, edges);
    for (item, found) in found {
        let expected = &expected[&item];
        if found != *expected {
            let selection = selection.join(" ");
            different.push(format!(
                "`cargo tree {selection} --edges {edges}`: {item} has {found:?}, but {expected:?} in the workspace"
            ));
        }
    }
}

/// The packages of the workspace.
fn packages() -> Vec<String> {
    let roots = tree(&["--workspace", "--depth", "0"], PROGRAMS);
    let packages: Vec<_> = roots.lines().filter_map(|line| Some(line.split_once(' ')?.0.to_owned())).collect();
    assert!(packages.iter().any(|package| package == "xtask"), "the packages were misread\n{roots}");
    packages
}

/// The crates from outside the workspace.
fn features(selection: &[&str], edges: &str) -> Features {
    let mut crates = Features::new();
    for line in tree(selection, edges).lines() {
        let Some((item, features)) = line.split_once('|') else { continue };
        // A package of the workspace has a folder.
        if !item.contains("(/") {
            crates.entry(item.to_owned()).or_default().insert(features.trim_end_matches(" (*)").to_owned());
        }
    }
    crates
}

fn tree(selection: &[&str], edges: &str) -> String {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--target", SYSTEM, "--prefix", "none", "--format", "{p}|{f}", "--edges", edges])
        .args(selection)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
