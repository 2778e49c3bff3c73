//! Running other programs, and the folder of the project.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, bail};

use crate::terminal;

/// The folder of the project, wherever the command was started.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask stands in the workspace").to_owned()
}

/// Runs a program in a folder, says so, and fails with the command when it fails.
pub(crate) fn run(folder: &Path, program: &str, arguments: &[&str]) -> anyhow::Result<()> {
    let command = format!("{program} {}", arguments.join(" "));
    terminal::progress(&format!("Running {command}"));
    let status = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .status()
        .with_context(|| format!("`{program}` cannot be started: is it installed?"))?;
    if !status.success() {
        bail!("`{command}` failed in {}", folder.strip_prefix(root()).unwrap_or(folder).display());
    }
    Ok(())
}

/// Whether a program runs.
pub(crate) fn is_there(program: &str, arguments: &[&str]) -> bool {
    Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success())
}
