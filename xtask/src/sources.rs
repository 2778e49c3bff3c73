//! What stands beside the declarations of the contract: GraphQL documents, the changelog, the licence.

use std::{fs, path::Path};

use anyhow::Context;
use emit::{Document, Sources};

use crate::steps;

/// Where GraphQL documents stand, from the project's folder.
const DOCUMENTS: &str = "contracts/graphql";
/// What changed in which version of the contract.
const CHANGELOG: &str = "contracts/CHANGELOG.md";
/// The licence of the project, which is the contract's.
const LICENSE: &str = "LICENSE";

/// Reads them.
pub(crate) fn read() -> anyhow::Result<Sources> {
    let root = steps::root();
    Ok(Sources {
        documents: documents(&root)?,
        changelog: Some(Document { path: CHANGELOG.into(), text: text(&root, CHANGELOG)? }),
        license: Some(text(&root, LICENSE)?),
    })
}

/// Every `.graphql` file of the folder.
fn documents(root: &Path) -> anyhow::Result<Vec<Document>> {
    let entries = fs::read_dir(root.join(DOCUMENTS)).with_context(|| format!("cannot read {DOCUMENTS}"))?;
    let mut documents = Vec::new();
    for entry in entries {
        let path = entry.with_context(|| format!("cannot read {DOCUMENTS}"))?.path();
        if path.extension().is_some_and(|extension| extension == "graphql") {
            let name = format!("{DOCUMENTS}/{}", path.file_name().unwrap_or_default().to_string_lossy());
            documents.push(Document { text: text(root, &name)?, path: name });
        }
    }
    documents.sort();
    Ok(documents)
}

fn text(root: &Path, path: &str) -> anyhow::Result<String> {
    fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {path}"))
}
