//! The output of the two contracts, in a folder of its own for each test.

use std::{fs, path::Path};

use contract_kit::registry::build::{Contract, Declared};
use emit::{Artifact, Emission};
use tempfile::TempDir;

/// A contract with all its output on disk.
pub struct Output {
    /// What it is called in messages.
    pub name: &'static str,
    /// The registry and its Rust types.
    pub declared: Declared,
    /// What was emitted.
    pub emission: Emission,
    /// Where it stands.
    pub folder: TempDir,
}

/// The output of every contract there is: the bookshop's and HEAL7's.
pub fn outputs() -> Vec<Output> {
    vec![output::<crate::bookshop::BookshopContract>("bookshop"), output::<contracts::Heal7Contract>("heal7")]
}

/// The output of one contract.
///
/// # Panics
/// When the contract has mistakes.
pub fn output<C: Contract>(name: &'static str) -> Output {
    let declared = C::declared().unwrap_or_else(|mistakes| panic!("{name}:\n{mistakes}"));
    let emission = emit::emit(&declared.registry).unwrap_or_else(|error| panic!("{name}: {error}"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), &emission.artifacts);
    Output { name, declared, emission, folder }
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
