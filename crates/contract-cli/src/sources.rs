//! The author's files besides the declarations of a contract: GraphQL documents, the changelog, the licence.

use std::{fs, path::Path};

use anyhow::{Context, bail};
use contract_emit::{Document, Sources};

/// Reads the files that the arguments name, from the folder `root`.
pub(crate) fn read(
    root: &Path,
    documents: Option<&Path>,
    changelog: Option<&Path>,
    license: Option<&Path>,
) -> anyhow::Result<Sources> {
    Ok(Sources {
        documents: documents.map(|folder| documents_of(root, folder)).transpose()?.unwrap_or_default(),
        changelog: changelog.map(|path| document(root, path)).transpose()?,
        license: license.map(|path| text(root, path)).transpose()?,
    })
}

/// Reads every `.graphql` file of a folder.
fn documents_of(root: &Path, folder: &Path) -> anyhow::Result<Vec<Document>> {
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
        bail!("{shown} holds no `.graphql` file: name the folder in which they are, or name none");
    }
    documents.sort();
    Ok(documents)
}

/// Reads a file, under the name that the argument has.
fn document(root: &Path, path: &Path) -> anyhow::Result<Document> {
    Ok(Document { path: path.display().to_string(), text: text(root, path)? })
}

fn text(root: &Path, path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {}", path.display()))
}
