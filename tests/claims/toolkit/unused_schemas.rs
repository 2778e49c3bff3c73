//! An application that imports one schema bundles only that schema and the schemas to which it refers.

use std::{
    collections::{BTreeMap, BTreeSet},
    process::Command,
};

use contract_kit::registry::Registry;
use serde::Deserialize;
use tests::{judges, output::outputs};

#[derive(Deserialize)]
struct Bundle {
    bytes: usize,
    names: Vec<String>,
}

#[test]
fn bundle_of_a_schema_contains_only_its_references() {
    for output in outputs() {
        let registry = &output.registry;
        // The first and last of the smallest and the largest types: each bundle takes a while.
        let mut names: Vec<&String> = registry.types.keys().collect();
        names.sort_by_key(|name| reached(registry, name).len());
        let chosen: BTreeSet<&String> = names.iter().take(3).chain(names.iter().rev().take(3)).copied().collect();
        let mut command = Command::new("node");
        command.arg(judges::folder().join("zod-bundle.mjs"));
        command.arg(output.folder.path().join("typescript/src/schemas.ts"));
        command.args(chosen.iter().map(|name| format!("{name}Schema")));
        let answer = command.output().expect("node runs: install Node 20.19 or later");
        assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
        let bundles: BTreeMap<String, Bundle> = serde_json::from_slice(&answer.stdout).unwrap();
        for name in chosen {
            let Bundle { bytes, names } = &bundles[&format!("{name}Schema")];
            let reached = reached(registry, name);
            let brought: BTreeSet<&str> = names.iter().map(String::as_str).collect();
            println!("{}: {name}: {bytes} bytes, {} of {} schemas", output.name, brought.len(), registry.types.len());
            let reached: BTreeSet<&str> = reached.iter().map(String::as_str).collect();
            assert_eq!(brought, reached, "{name} brings what it does not need");
        }
    }
}

/// The type itself and all types to which it refers, directly or indirectly.
fn reached(registry: &Registry, name: &str) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut open = vec![name.to_owned()];
    while let Some(name) = open.pop() {
        if reached.insert(name.clone()) {
            registry.types[&name].schema.references(&mut |next| open.push(next.to_owned()));
        }
    }
    reached
}
