//! The output of the two contracts, in a folder of its own for each test.

use std::{
    fs,
    path::{Path, PathBuf},
};

use bookshop::BookshopContract;
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
    let documents = documents("tests/bookshop/graphql");
    output::<BookshopContract>("bookshop", Sources { documents, ..Sources::default() })
}

/// The output of HEAL7's contract.
pub fn heal7() -> Output {
    let changelog = "contracts/CHANGELOG.md";
    let sources = Sources {
        documents: documents("contracts/graphql"),
        changelog: Some(Document { path: changelog.into(), text: text(changelog) }),
        license: Some(text("LICENSE")),
    };
    output::<contracts::Heal7Contract>("heal7", sources)
}

fn output<C: Contract>(name: &'static str, sources: Sources) -> Output {
    let declared = C::declared().unwrap_or_else(|mistakes| panic!("{name}:\n{mistakes}"));
    let emission = emit::emit(&declared.registry, &sources).unwrap_or_else(|mistakes| panic!("{name}:\n{mistakes}"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), &emission.artifacts);
    Output { name, declared, sources, emission, folder }
}

/// The GraphQL documents of a folder, named from the project's folder.
fn documents(folder: &str) -> Vec<Document> {
    let files = fs::read_dir(root().join(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let mut paths: Vec<_> =
        files.map(|file| format!("{folder}/{}", file.expect("a file").file_name().to_string_lossy())).collect();
    paths.sort();
    paths.into_iter().map(|path| Document { text: text(&path), path }).collect()
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The project's folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
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
