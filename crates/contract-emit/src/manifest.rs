//! `manifest.json`: the hash of every generated file, with which `verify` distinguishes an edited file from a stale
//! one.

use std::{collections::BTreeMap, fmt::Write};

use contract_model::registry::Registry;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Artifact, GENERATED_BY};

/// The path of the manifest.
pub const PATH: &str = "manifest.json";

/// The files of the last generation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// A note about the origin of the files.
    pub comment: String,
    /// The version of the contract.
    pub contract: String,
    /// The SHA-256 of each file's contents in lower-case hexadecimal, by path.
    pub files: BTreeMap<String, String>,
}

/// Emits the manifest of `artifacts`.
pub fn emit(registry: &Registry, artifacts: &[Artifact]) -> Artifact {
    let manifest = Manifest {
        comment: GENERATED_BY.into(),
        contract: registry.info.version.clone(),
        files: artifacts.par_iter().map(|a| (a.path.clone(), hash(a.contents.as_bytes()))).collect(),
    };
    Artifact::json(PATH, &manifest)
}

/// Returns the SHA-256 in lower-case hexadecimal.
pub fn hash(contents: &[u8]) -> String {
    Sha256::digest(contents).iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a String does not fail");
        text
    })
}
