//! Revisions of this project in temporary folders, so that nothing is edited or built in the work tree.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, bail};

use super::{BENCH, workspace::Workspace};
use crate::{steps, terminal};

/// The files of a revision.
pub(super) struct Checkout {
    /// The name in tables, with the short id of the commit.
    pub name: String,
    folder: PathBuf,
    /// The folder that contains its target folders.
    targets: PathBuf,
}

impl Checkout {
    /// Writes the files of a revision below `temporary` and downloads their dependencies.
    pub(super) fn make(temporary: &Path, role: &str, revision: &str) -> anyhow::Result<Self> {
        let commit = git(&["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")]);
        let commit = commit.with_context(|| {
            format!("{revision} is no commit of this repository: fetch it, or name another with --baseline")
        })?;
        let name = format!("{role} {}", &commit[..7]);
        terminal::progress(&format!("Checking out {name}"));
        let place = temporary.join(role);
        let (folder, targets) = (place.join("checkout"), place.join("targets"));
        for folder in [&folder, &targets] {
            fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        let archive = place.join("checkout.tar");
        git(&["archive", "--format=tar", "--output", &archive.to_string_lossy(), &commit])?;
        steps::output(Command::new("tar").arg("-xf").arg(&archive).arg("-C").arg(&folder))?;
        fs::remove_file(&archive).context("cannot remove the archive of a checkout")?;
        let checkout = Self { name, folder, targets };
        checkout.built("fetch").fetch()?;
        Ok(checkout)
    }

    /// Its workspace, compiled without incremental compilation into a target folder.
    pub(super) fn built(&self, target: &str) -> Workspace {
        Workspace::new(self.folder.clone(), self.target(target))
    }

    /// Its workspace, compiled with incremental compilation, as for a developer who edits it.
    pub(super) fn edited(&self, target: &str) -> Workspace {
        Workspace::incremental(self.folder.clone(), self.target(target))
    }

    /// A crate of this bench, which is outside the workspace.
    pub(super) fn bench(&self, name: &str) -> anyhow::Result<PathBuf> {
        let folder = self.folder.join(BENCH).join(name);
        if !folder.is_dir() {
            bail!("{} has no {BENCH}/{name}: commit it, as uncommitted files are not measured", self.name);
        }
        Ok(folder)
    }

    /// A target folder.
    pub(super) fn target(&self, name: &str) -> PathBuf {
        self.targets.join(name)
    }
}

/// Prints a note if the work tree has uncommitted changes, which are not measured.
pub(super) fn note_uncommitted() -> anyhow::Result<()> {
    if !git(&["status", "--porcelain"])?.is_empty() {
        terminal::note("HEAD is measured; the uncommitted changes of the work tree are not");
    }
    Ok(())
}

/// Runs git in the project's folder, and returns its output.
fn git(arguments: &[&str]) -> anyhow::Result<String> {
    let output = steps::output(Command::new("git").args(arguments).current_dir(steps::root()))?;
    Ok(output.trim().to_owned())
}
