//! Serves new versions of the registry when they appear.

use std::{
    path::{Path, PathBuf},
    thread,
};

use anyhow::Context;
use contract_mock::MockServer;
use tokio::sync::mpsc;

use crate::{Project, Terminal, changes::Changes};

/// The file of a registry, and its changes.
pub(super) struct Versions {
    file: PathBuf,
    changes: mpsc::Receiver<()>,
}

impl Versions {
    /// Watches a file from now on.
    pub(super) fn watch(file: &Path, terminal: &mut Terminal<'_>) -> anyhow::Result<Self> {
        let path = file.canonicalize().with_context(|| format!("cannot read {}", file.display()))?;
        let watched = Changes::watch(vec![path])?;
        let (sender, changes) = mpsc::channel(1);
        // The watcher waits in a separate thread, which ends with the process.
        thread::spawn(move || while watched.wait().unwrap_or(false) && sender.blocking_send(()).is_ok() {});
        terminal.progress(&format!("Watching {} (Ctrl-C ends)", file.display()));
        Ok(Self { file: file.to_owned(), changes })
    }

    /// Waits for the next version; `None` where the file can no longer be watched.
    pub(super) async fn next(&mut self) -> Option<()> {
        self.changes.recv().await
    }

    /// Serves the current version, unless it has mistakes.
    pub(super) fn serve(&self, project: &Project, server: &MockServer, terminal: &mut Terminal<'_>) {
        let file = &self.file;
        let replaced = project.registry(Some(file)).and_then(|registry| {
            let pages = contract_pages::router(&registry);
            Ok(server.replace(registry, pages)?)
        });
        match replaced {
            Ok(()) => terminal.progress(&format!("Serving the new {}", file.display())),
            Err(error) => {
                terminal.error(&format!("{error:#}"));
                terminal.note("the mock goes on with the last version that has no mistakes");
            }
        }
    }
}
