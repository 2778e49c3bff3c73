//! `generate --watch`: generates again after each change. The files are not changed while the contract has mistakes.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, bail};

use super::once;
use crate::{Project, SUCCESS, Terminal, changes::Changes, project::Place};

/// Generates now and after each change, until the process ends.
pub(super) fn run(project: &Project, place: &Place, terminal: &mut Terminal<'_>) -> anyhow::Result<u8> {
    let paths = watched(project, place)?;
    let changes = Changes::watch(paths)?;
    loop {
        if let Err(error) = generate(project, place, terminal) {
            terminal.error(&format!("{error:#}"));
            terminal.note("the generated files stay as they were");
        }
        let names: Vec<_> = changes.paths().iter().map(|path| shown(project, path)).collect();
        terminal.progress(&format!("Watching {} (Ctrl-C ends)", names.join(", ")));
        if !changes.wait()? {
            return Ok(SUCCESS);
        }
    }
}

/// Returns the files and folders that affect the generated files.
fn watched(project: &Project, place: &Place) -> anyhow::Result<Vec<PathBuf>> {
    let options = &project.options;
    let (root, of_contract, beside) = match &place.registry {
        Some(file) => (Path::new(""), vec![file.clone()], [&place.documents, &place.changelog, &place.license]),
        None => (
            options.root.as_path(),
            options.sources.clone(),
            [&options.documents, &options.changelog, &options.license],
        ),
    };
    let paths = of_contract.iter().chain(beside.into_iter().flatten());
    let found =
        paths.map(|path| root.join(path).canonicalize().with_context(|| format!("cannot read {}", path.display())));
    let mut found = found.collect::<anyhow::Result<Vec<_>>>()?;
    found.sort();
    // A watched folder includes its content.
    let all = found.clone();
    found.retain(|path| !all.iter().any(|other| path != other && path.starts_with(other)));
    found.dedup();
    Ok(found)
}

/// Generates once: from a registry in this process, from Rust types in a new process that cargo builds.
fn generate(project: &Project, place: &Place, terminal: &mut Terminal<'_>) -> anyhow::Result<()> {
    if place.registry.is_some() {
        return once(project, place, terminal).map(drop);
    }
    let variable = |name| env::var_os(name).with_context(|| format!("`{name}` is not set: start --watch by cargo"));
    let manifest = Path::new(&variable("CARGO_MANIFEST_DIR")?).join("Cargo.toml");
    let status = Command::new(variable("CARGO")?)
        .args(["run", "--quiet", "--manifest-path"])
        .arg(manifest)
        .args(["--", "generate"])
        .args(place.arguments())
        .status()
        .context("cargo cannot be started")?;
    if !status.success() {
        bail!("the contract cannot be generated, for the reason above");
    }
    Ok(())
}

/// Returns a path relative to the project's folder, if it is below that folder.
fn shown(project: &Project, path: &Path) -> String {
    let root = project.options.root.canonicalize().unwrap_or_default();
    path.strip_prefix(&root).unwrap_or(path).display().to_string()
}
