//! A package imports only modules that it contains and packages that its manifest names, for any features of a
//! contract.

use std::{
    collections::BTreeSet,
    path::{Component, Path, PathBuf},
};

use contract_emit::{Emission, Sources};
use contract_model::registry::Registry;
use serde_json::Value;

use super::{BOOKSHOP, documents};

/// Returns the bookshop with only some of its transports.
fn emission(has_graphql: bool, has_channels: bool) -> Emission {
    let mut registry: Value = serde_json::from_str(BOOKSHOP).unwrap();
    if !has_graphql {
        registry["graphql"] = Value::Null;
    }
    if !has_channels {
        registry["channels"] = Value::Array(Vec::new());
    }
    // The caused events belong to channels and subscriptions.
    for kind in ["operations", "channels"] {
        for item in registry[kind].as_array_mut().unwrap() {
            item["policy"]["causes"] = Value::Array(Vec::new());
            item["causes"] = Value::Array(Vec::new());
        }
    }
    if let Some(fields) = registry.pointer_mut("/graphql/fields").and_then(Value::as_array_mut) {
        for field in fields {
            field["causes"] = Value::Array(Vec::new());
        }
    }
    let registry = Registry::from_json(&registry.to_string()).unwrap_or_else(|error| panic!("{error}"));
    let documents = if has_graphql { documents() } else { Vec::new() };
    contract_emit::emit(&registry, &Sources { documents, ..Sources::default() })
        .unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

/// Returns the specifiers that a module imports or exports from.
fn imported(module: &str) -> impl Iterator<Item = &str> {
    let statements = module.split(" from \"").skip(1);
    statements.filter_map(|rest| rest.split('"').next()).filter(|specifier| !specifier.contains(char::is_whitespace))
}

/// Returns the module of the package that a relative specifier names.
fn resolved(from: &str, specifier: &str) -> String {
    let mut path = PathBuf::new();
    for part in Path::new(from).parent().unwrap().join(specifier).components() {
        match part {
            Component::ParentDir => _ = path.pop(),
            Component::Normal(name) => path.push(name),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    path.with_extension("ts").to_str().unwrap().replace('\\', "/")
}

/// Returns the package of a bare specifier: `@apollo/client` of `@apollo/client/core`.
fn package(specifier: &str) -> String {
    let parts = if specifier.starts_with('@') { 2 } else { 1 };
    specifier.split('/').take(parts).collect::<Vec<_>>().join("/")
}

#[test]
fn every_import_is_there_or_is_declared() {
    for (has_graphql, has_channels) in [(true, true), (true, false), (false, true), (false, false)] {
        let case = format!("GraphQL: {has_graphql}, channels: {has_channels}");
        let emission = emission(has_graphql, has_channels);
        let manifest = &emission.file("typescript/package.json").unwrap().contents;
        let manifest: Value = serde_json::from_str(manifest).unwrap();
        let names = |key: &str| manifest[key].as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
        let declared: BTreeSet<_> = &names("dependencies") | &names("peerDependencies");
        let modules: Vec<_> = emission
            .artifacts
            .iter()
            .filter(|file| Path::new(&file.path).extension().is_some_and(|kind| kind == "ts"))
            .collect();
        let mut used = BTreeSet::new();
        for module in &modules {
            for specifier in imported(&module.contents) {
                if specifier.starts_with('.') {
                    let path = resolved(&module.path, specifier);
                    assert!(emission.file(&path).is_some(), "{case}: {} imports {path}", module.path);
                } else {
                    let package = package(specifier);
                    assert!(declared.contains(&package), "{case}: {} imports {package}", module.path);
                    used.insert(package);
                }
            }
        }
        let unused: Vec<_> = declared.difference(&used).collect();
        assert!(unused.is_empty(), "{case}: nothing imports {unused:?}");
        assert_eq!(declared.contains("graphql"), has_graphql, "{case}");
        assert_eq!(declared.contains("partysocket"), has_channels, "{case}");
        for name in names("devDependencies") {
            let is_built_with =
                declared.contains(&name) || ["typescript", "react", "@types/react", "rxjs"].contains(&&*name);
            assert!(is_built_with, "{case}: nothing needs {name}");
        }
    }
}
