//! The files around the declarations of a contract: GraphQL documents, the changelog, the licence.

use std::{fs, path::Path};

use anyhow::{Context, bail};
use emit::{Document, Sources};

use crate::steps;

/// The folder of GraphQL documents, from the project's folder.
const DOCUMENTS: &str = "contracts/graphql";
/// The changelog of the contract.
const CHANGELOG: &str = "contracts/CHANGELOG.md";
/// The licence of the project, which is the contract's.
const LICENSE: &str = "LICENSE";

/// Reads those of this project.
pub(crate) fn of_project() -> anyhow::Result<Sources> {
    read(&steps::root(), Some(DOCUMENTS.as_ref()), Some(CHANGELOG.as_ref()), Some(LICENSE.as_ref()))
}

/// Reads those that are named, from the folder `root`.
pub(crate) fn read(
    root: &Path,
    graphql: Option<&Path>,
    changelog: Option<&Path>,
    license: Option<&Path>,
) -> anyhow::Result<Sources> {
    Ok(Sources {
        documents: graphql.map(|folder| documents(root, folder)).transpose()?.unwrap_or_default(),
        changelog: changelog.map(|path| document(root, path)).transpose()?,
        license: license.map(|path| text(root, path)).transpose()?,
    })
}

/// Every `.graphql` file of a folder.
fn documents(root: &Path, folder: &Path) -> anyhow::Result<Vec<Document>> {
    let shown = folder.display();
    let entries = fs::read_dir(root.join(folder)).with_context(|| format!("cannot read the folder {shown}"))?;
    let mut documents = Vec::new();
    for entry in entries {
        let name = entry.with_context(|| format!("cannot read the folder {shown}"))?.file_name();
        if Path::new(&name).extension().is_some_and(|extension| extension == "graphql") {
            documents.push(document(root, &folder.join(name))?);
        }
    }
    if documents.is_empty() {
        bail!("{shown} holds no `.graphql` file: name the folder in which they are, or leave --documents out");
    }
    documents.sort();
    Ok(documents)
}

/// A file, called as it is named.
fn document(root: &Path, path: &Path) -> anyhow::Result<Document> {
    Ok(Document { path: path.display().to_string(), text: text(root, path)? })
}

fn text(root: &Path, path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {}", path.display()))
}
