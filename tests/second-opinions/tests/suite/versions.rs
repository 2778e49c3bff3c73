//! The compared libraries have the versions with which the project is built.

use std::{collections::BTreeSet, fs, path::Path};

/// The versions of a package in a lock file.
fn versions(lock: &str, package: &str) -> BTreeSet<String> {
    let head = format!("name = \"{package}\"\nversion = \"");
    let found = lock.split(&head).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()));
    found.collect()
}

#[test]
fn both_lock_files_agree() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = fs::read_to_string(root.join("Cargo.lock")).unwrap();
    let workspace = fs::read_to_string(root.join("../../Cargo.lock")).unwrap();
    for package in ["async-graphql", "async-graphql-parser", "schemars", "ts-rs"] {
        let [own, workspace] = [&own, &workspace].map(|lock| versions(lock, package));
        assert!(!own.is_empty(), "{package} is not locked");
        assert!(own.is_subset(&workspace), "{package}: {own:?} here, {workspace:?} in the workspace");
    }
}
