//! No name of HEAL7 stands in the toolkit's crates, so that another team's contract can stand beside them.

use std::{fs, path::Path};

const NAMES: [&str; 8] = ["heal7", "saju", "cheon", "wuxing", "sipsin", "daeun", "gyeokguk", "사주"];

#[test]
fn by_name() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let mut read = 0;
    for toolkit in ["contract-macros", "contract-kit", "emit"] {
        visit(&crates.join(toolkit), &mut |path, text| {
            read += 1;
            let text = text.to_lowercase();
            for name in NAMES {
                assert!(!text.contains(name), "{} knows {name}", path.display());
            }
        });
    }
    assert!(read > 30, "only {read} files were read");
}

/// And by dependency: `emit` and the kit build without `contracts`.
#[test]
fn by_dependency() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    for toolkit in ["contract-macros", "contract-kit", "emit"] {
        let manifest = fs::read_to_string(crates.join(toolkit).join("Cargo.toml")).unwrap();
        assert!(!manifest.contains("contracts"), "{toolkit} depends on a contract");
    }
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
