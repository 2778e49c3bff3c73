//! No crate of the toolkit contains a name of HEAL7, so that another team's contract can use the toolkit.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

/// Names that only HEAL7 has.
const NAMES: [&str; 8] = ["heal7", "saju", "cheon", "wuxing", "sipsin", "daeun", "gyeokguk", "사주"];

/// Folders of npm packages and of cargo's output.
const NOT_OURS: [&str; 2] = ["node_modules", "target"];

/// The crates of the toolkit.
fn toolkit() -> Vec<String> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let names = fs::read_dir(crates).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let toolkit: Vec<_> = names.filter(|name| name.starts_with("contract-")).collect();
    assert!(toolkit.len() >= 7, "{toolkit:?}");
    toolkit
}

#[test]
fn no_file_of_the_toolkit_names_heal7() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let mut read = 0;
    for crate_name in toolkit() {
        visit(&crates.join(crate_name), &mut |path, text| {
            read += 1;
            let text = text.to_lowercase();
            for name in NAMES {
                assert!(!text.contains(name), "{} names {name}", path.display());
            }
        });
    }
    assert!(read > 400, "only {read} files were read");
}

/// No crate of the toolkit depends on a crate of a contract.
#[test]
fn no_crate_of_the_toolkit_needs_heal7() {
    let foreign =
        ["contracts", "heal7-saju", "heal7-server", "heal7-store", "heal7-store-postgres", "heal7-store-sqlite"];
    for crate_name in toolkit() {
        needs_none_of(&crate_name, &foreign);
    }
}

/// The application of the reference server has three transports, and imports none of them.
#[test]
fn the_application_imports_no_transport() {
    let app = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/heal7-server/src/app");
    let transports = ["axum", "contract_edge", "crate::http", "crate::graphql", "crate::stream", "crate::server"];
    let mut read = 0;
    visit(&app, &mut |path, text| {
        read += 1;
        for transport in transports {
            assert!(!text.contains(transport), "{} names {transport}", path.display());
        }
    });
    assert!(read > 20, "only {read} files were read");
}

/// To the model and the emitters, a contract is data: they do not depend on the crates that declare or serve one.
#[test]
fn model_and_emitters_need_no_framework() {
    for toolkit in ["contract-model", "contract-data", "contract-emit"] {
        needs_none_of(
            toolkit,
            &[
                "async-graphql",
                "axum",
                "contract-axum",
                "contract-kit",
                "contract-macros",
                "hyper",
                "schemars",
                "tokio",
                "tower",
                "ts-rs",
            ],
        );
    }
}

/// Declaring a contract needs no library of any format, and serving it from its registry needs none of its types.
#[test]
fn declaring_and_serving_are_independent() {
    let foreign = ["async-graphql", "axum", "contract-edge", "hyper", "schemars", "tokio", "ts-rs"];
    needs_none_of("contract-kit", &foreign);
    needs_none_of("contract-edge", &["contract-kit", "contract-macros", "contract-emit", "schemars", "ts-rs"]);
}

#[track_caller]
fn needs_none_of(package: &str, foreign: &[&str]) {
    let needed = needed_by(package);
    for foreign in foreign {
        assert!(!needed.contains(*foreign), "{package} needs {foreign}: see `cargo tree -p {package} -i {foreign}`");
    }
}

/// The crates on which a crate of the workspace depends.
fn needed_by(package: &str) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--edges", "normal", "--prefix", "none", "--format", "{p}", "--package", package])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    let needed: BTreeSet<_> = tree.lines().filter_map(|line| Some(line.split(' ').next()?.to_owned())).collect();
    let known = if package == "contract-macros" { "syn" } else { "serde_json" };
    assert!(needed.contains(known), "{package} needs no {known}: the tree was misread\n{tree}");
    needed
}

/// Reads every text below a folder.
fn visit(folder: &Path, read: &mut dyn FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            if !NOT_OURS.contains(&name) {
                visit(&path, read);
            }
        } else if let Ok(text) = fs::read_to_string(&path) {
            read(&path, &text);
        }
    }
}
