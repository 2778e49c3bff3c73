//! No name of HEAL7 stands in the toolkit's crates, so that another team's contract can stand beside them.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

/// The crates of the toolkit.
const TOOLKIT: [&str; 6] =
    ["contract-axum", "contract-edge", "contract-kit", "contract-macros", "contract-model", "emit"];

const NAMES: [&str; 8] = ["heal7", "saju", "cheon", "wuxing", "sipsin", "daeun", "gyeokguk", "사주"];

#[test]
fn by_name() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let mut read = 0;
    for toolkit in TOOLKIT {
        visit(&crates.join(toolkit), &mut |path, text| {
            read += 1;
            let text = text.to_lowercase();
            for name in NAMES {
                assert!(!text.contains(name), "{} knows {name}", path.display());
            }
        });
    }
    assert!(read > 100, "only {read} files were read");
}

/// And by dependency: no crate of the toolkit is built on one of a contract.
#[test]
fn by_dependency() {
    for toolkit in TOOLKIT {
        needs_none_of(toolkit, &["contracts", "saju", "server", "store", "store-postgres", "store-sqlite"]);
    }
}

/// A contract is data to the model and the emitters: they need nothing with which one is declared or served.
#[test]
fn model_and_emitters_need_no_framework() {
    for toolkit in ["contract-model", "emit"] {
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

/// A contract is declared without the libraries of any format, and served from its registry without its types.
#[test]
fn declaring_and_serving_need_each_other_not() {
    let foreign = ["async-graphql", "axum", "contract-edge", "hyper", "schemars", "tokio", "ts-rs"];
    needs_none_of("contract-kit", &foreign);
    needs_none_of("contract-edge", &["contract-kit", "contract-macros", "emit", "schemars", "ts-rs"]);
}

#[track_caller]
fn needs_none_of(package: &str, foreign: &[&str]) {
    let needed = needed_by(package);
    for foreign in foreign {
        assert!(!needed.contains(*foreign), "{package} needs {foreign}: see `cargo tree -p {package} -i {foreign}`");
    }
}

/// The crates that a crate of the workspace is built on.
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

fn visit(folder: &Path, read: &mut dyn FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            visit(&path, read);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            read(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}
