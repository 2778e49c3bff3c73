//! The manifests of the workspace in a temporary folder, where other lists are tried without changes to the project.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Context;
use contract_cli::files;
use serde::Deserialize;
use tempfile::TempDir;

use super::manifest::{self, Lists};
use crate::steps;

/// A copy of every manifest, and of the lock file.
pub(super) struct Workspace {
    folder: TempDir,
    /// The packages, by name.
    packages: BTreeMap<String, Package>,
}

struct Package {
    /// The path of the package, relative to the root.
    path: String,
    /// The manifest without lists.
    manifest: String,
}

/// The part of `cargo metadata` that is read.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Member>,
}

#[derive(Deserialize)]
struct Member {
    name: String,
    manifest_path: PathBuf,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    src_path: PathBuf,
}

impl Workspace {
    /// Copies a workspace without its lists, because a list must not be the reason for its own features.
    pub(super) fn copy_of(root: &Path) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
        for file in ["Cargo.toml", "Cargo.lock"] {
            fs::copy(root.join(file), folder.path().join(file)).with_context(|| format!("cannot copy {file}"))?;
        }
        // Without `--no-deps`, cargo would also resolve the lists, and fail if a dependency no longer has a listed
        // feature.
        let mut command = Command::new("cargo");
        command.args(["metadata", "--no-deps", "--format-version", "1"]).current_dir(root);
        let metadata: Metadata = serde_json::from_str(&steps::output(&mut command)?)
            .context("cannot read the output of `cargo metadata`")?;
        let mut packages = BTreeMap::new();
        for member in metadata.packages {
            let path = member.manifest_path.strip_prefix(root).context("a package is outside of the workspace")?;
            let text = fs::read_to_string(&member.manifest_path)
                .with_context(|| format!("cannot read {}", member.manifest_path.display()))?;
            // Cargo refuses a package without the files of its targets, but does not read them.
            for target in member.targets {
                let source = target.src_path.strip_prefix(root).context("a target is outside of the workspace")?;
                files::write(folder.path(), source, "")?;
            }
            let path = path.to_str().context("the path of a package is not UTF-8")?.to_owned();
            packages.insert(member.name, Package { path, manifest: manifest::without_lists(&text) });
        }
        let workspace = Self { folder, packages };
        workspace.write(&BTreeMap::new())?;
        Ok(workspace)
    }

    /// The folder of the copy.
    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The names of the packages.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.packages.keys().map(String::as_str)
    }

    /// Every manifest with its lists, by its path.
    pub(super) fn manifests(&self, lists: &BTreeMap<String, Lists>) -> impl Iterator<Item = (String, String)> {
        self.packages.iter().map(|(name, package)| {
            let text = match lists.get(name) {
                Some(lists) => manifest::with_lists(&package.manifest, lists),
                None => package.manifest.clone(),
            };
            (package.path.clone(), text)
        })
    }

    /// Writes the lists into the copy.
    pub(super) fn write(&self, lists: &BTreeMap<String, Lists>) -> anyhow::Result<()> {
        self.manifests(lists).try_for_each(|(path, text)| files::write(self.folder(), path, &text))
    }
}
