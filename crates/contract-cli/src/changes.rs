//! Waits for changes of files and folders.

use std::{
    path::PathBuf,
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    time::Duration,
};

use anyhow::Context;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// The time without changes after which a save is complete: an editor writes a file in several steps.
const QUIET: Duration = Duration::from_millis(50);

/// Changes of some files and folders.
pub(crate) struct Changes {
    paths: Vec<PathBuf>,
    events: Receiver<notify::Result<Event>>,
    _watcher: RecommendedWatcher,
}

impl Changes {
    /// Watches files and folders, which have absolute paths.
    ///
    /// # Errors
    /// When they cannot be watched.
    pub(crate) fn watch(paths: Vec<PathBuf>) -> anyhow::Result<Self> {
        let (sender, events) = channel();
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
        Ok(Self { paths, events, _watcher: watcher })
    }

    /// Returns the watched paths.
    pub(crate) fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// Waits for a change, and until no more changes follow. Returns whether there was a change; otherwise there will
    /// be no more changes.
    ///
    /// # Errors
    /// When the paths can no longer be watched.
    pub(crate) fn wait(&self) -> anyhow::Result<bool> {
        loop {
            let Ok(event) = self.events.recv() else { return Ok(false) };
            if self.is_change(&event.context("changes of files cannot be watched any more")?) {
                break;
            }
        }
        loop {
            match self.events.recv_timeout(QUIET) {
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => return Ok(true),
                Err(RecvTimeoutError::Disconnected) => return Ok(false),
            }
        }
    }

    fn is_change(&self, event: &Event) -> bool {
        let is_watched = |path: &PathBuf| self.paths.iter().any(|watched| path.starts_with(watched));
        !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(is_watched)
    }
}
