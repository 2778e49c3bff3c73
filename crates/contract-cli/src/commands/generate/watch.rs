//! `generate --watch`: generates again after each change. The files stay as they are while the contract cannot be used.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    time::Duration,
};

use anyhow::{Context, bail};
use notify::{Event, EventKind, RecursiveMode, Watcher};

use super::once;
use crate::{Project, SUCCESS, Terminal, project::Place};

/// An editor writes a file in several steps; this long after the last of them it is done.
const QUIET: Duration = Duration::from_millis(50);

/// Generates now and after each change, until the process is ended.
pub(super) fn run(project: &Project, place: &Place, terminal: &mut Terminal<'_>) -> anyhow::Result<u8> {
    let paths = watched(project, place)?;
    let (sender, changes) = channel();
    let mut watcher = notify::recommended_watcher(sender).context("changes of files cannot be watched here")?;
    for path in &paths {
        // An editor may replace a file, which ends the watch of the file itself.
        let (folder, mode) = if path.is_dir() {
            (path.as_path(), RecursiveMode::Recursive)
        } else {
            (path.parent().unwrap_or(path), RecursiveMode::NonRecursive)
        };
        watcher.watch(folder, mode).with_context(|| format!("cannot watch {}", folder.display()))?;
    }
    loop {
        if let Err(error) = generate(project, place, terminal) {
            terminal.error(&format!("{error:#}"));
            terminal.note("the generated files stay as they were");
        }
        let names: Vec<_> = paths.iter().map(|path| shown(project, path)).collect();
        terminal.progress(&format!("Watching {} (Ctrl-C ends)", names.join(", ")));
        if !wait(&changes, &paths)? {
            return Ok(SUCCESS);
        }
    }
}

/// The files and folders whose change may change what is generated.
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
    // A folder watches what is in it.
    let all = found.clone();
    found.retain(|path| !all.iter().any(|other| path != other && path.starts_with(other)));
    found.dedup();
    Ok(found)
}

/// Generates once: a registry in this process, Rust types in a new one that cargo builds.
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

/// Waits for a change, and until all is quiet again. Whether there was one; nothing changes any more otherwise.
fn wait(changes: &Receiver<notify::Result<Event>>, watched: &[PathBuf]) -> anyhow::Result<bool> {
    loop {
        let Ok(event) = changes.recv() else { return Ok(false) };
        if is_change(&event.context("changes of files cannot be watched any more")?, watched) {
            break;
        }
    }
    loop {
        match changes.recv_timeout(QUIET) {
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => return Ok(true),
            Err(RecvTimeoutError::Disconnected) => return Ok(false),
        }
    }
}

fn is_change(event: &Event, watched: &[PathBuf]) -> bool {
    let is_watched = |path: &PathBuf| watched.iter().any(|watched| path.starts_with(watched));
    !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(is_watched)
}

/// A path from the project's folder where it is below that.
fn shown(project: &Project, path: &Path) -> String {
    let root = project.options.root.canonicalize().unwrap_or_default();
    path.strip_prefix(&root).unwrap_or(path).display().to_string()
}
