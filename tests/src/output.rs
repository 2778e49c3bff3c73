//! The output of the two contracts, in a folder of its own for each test.

use std::{
    fs,
    path::{Path, PathBuf},
};

use contract_kit::registry::build::{Contract, Declared};
use emit::{Artifact, Document, Emission, Sources};
use tempfile::TempDir;

/// A contract with all its output on disk.
pub struct Output {
    /// What it is called in messages.
    pub name: &'static str,
    /// The registry and its Rust types.
    pub declared: Declared,
    /// What stands beside it.
    pub sources: Sources,
    /// What was emitted.
    pub emission: Emission,
    /// Where it stands.
    pub folder: TempDir,
}

/// The output of every contract there is: the bookshop's and HEAL7's.
pub fn outputs() -> Vec<Output> {
    vec![bookshop(), heal7()]
}

/// The output of the bookshop's contract.
pub fn bookshop() -> Output {
    output::<crate::bookshop::BookshopContract>("bookshop", "tests/src/bookshop/graphql")
}

/// The output of HEAL7's contract.
pub fn heal7() -> Output {
    output::<contracts::Heal7Contract>("heal7", "contracts/graphql")
}

fn output<C: Contract>(name: &'static str, documents: &str) -> Output {
    let declared = C::declared().unwrap_or_else(|mistakes| panic!("{name}:\n{mistakes}"));
    let sources = Sources { documents: read(documents), ..Sources::default() };
    let emission = emit::emit(&declared.registry, &sources).unwrap_or_else(|mistakes| panic!("{name}:\n{mistakes}"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), &emission.artifacts);
    Output { name, declared, sources, emission, folder }
}

/// The GraphQL documents of a folder, named from the project's folder.
fn read(folder: &str) -> Vec<Document> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let files = fs::read_dir(root.join(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let mut paths: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| Document {
            path: format!("{folder}/{}", path.file_name().expect("a file").to_string_lossy()),
            text: fs::read_to_string(path).expect("text"),
        })
        .collect()
}

/// Writes files below a folder.
///
/// # Panics
/// When the disk does.
pub fn write(folder: &Path, artifacts: &[Artifact]) {
    for artifact in artifacts {
        let path = folder.join(&artifact.path);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
        fs::write(path, &artifact.contents).expect("a file");
    }
}
