//! Cargo in a workspace, with its own target folder, offline, and measured on request.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, bail};

use super::measure::{self, Cost};
use crate::steps;

/// The number of Cargo's last output lines that an error shows.
const SHOWN: usize = 15;

/// A workspace and its target folder.
pub(super) struct Workspace {
    folder: PathBuf,
    target: PathBuf,
    is_incremental: bool,
}

impl Workspace {
    /// Without incremental compilation, so that each compilation does the whole work.
    pub(super) fn new(folder: PathBuf, target: PathBuf) -> Self {
        Self { folder, target, is_incremental: false }
    }

    /// With incremental compilation, as on a developer's machine.
    pub(super) fn incremental(folder: PathBuf, target: PathBuf) -> Self {
        Self { folder, target, is_incremental: true }
    }

    /// The folder of the sources.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Downloads the dependencies of its lock file.
    pub(super) fn fetch(&self) -> anyhow::Result<()> {
        let host = steps::output(Command::new("rustc").args(["--print", "host-tuple"]))?;
        let mut command = self.command(&["fetch", "--locked", "--target", host.trim()]);
        command.env_remove("CARGO_NET_OFFLINE");
        self.measured(command, "fetch").map(|_| ())
    }

    /// Runs Cargo.
    pub(super) fn run(&self, arguments: &[&str]) -> anyhow::Result<()> {
        self.time(arguments).map(|_| ())
    }

    /// Runs Cargo and measures it.
    pub(super) fn time(&self, arguments: &[&str]) -> anyhow::Result<Cost> {
        self.measured(self.command(arguments), &arguments.join(" "))
    }

    /// Compiles one package from nothing and measures it; its dependencies stay compiled.
    pub(super) fn rebuild(&self, package: &str) -> anyhow::Result<Cost> {
        self.run(&["clean", "--package", package])?;
        self.time(&["build", "--package", package])
    }

    /// The version of a package in its lock file.
    pub(super) fn version(&self, package: &str) -> anyhow::Result<String> {
        let path = self.folder.join("Cargo.lock");
        let lock = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let version = locked(&lock, package).with_context(|| format!("{} names no `{package}`", path.display()))?;
        Ok(version.to_owned())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("cargo");
        command.args(arguments).current_dir(&self.folder);
        command.env("CARGO_TARGET_DIR", &self.target).env("CARGO_NET_OFFLINE", "true");
        command.env("CARGO_INCREMENTAL", if self.is_incremental { "1" } else { "0" });
        // With a compilation cache, the cache would be measured instead of the compiler.
        ["RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER"].iter().for_each(|wrapper| _ = command.env(wrapper, ""));
        command
    }

    /// Runs a command with its output in a log. If it fails, the end of the log is the error.
    fn measured(&self, mut command: Command, shown: &str) -> anyhow::Result<Cost> {
        let path = self.target.with_extension("log");
        let log = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
        let stderr = log.try_clone().context("cannot write a log")?;
        command.stdin(Stdio::null()).stdout(log).stderr(stderr);
        let (status, cost) = measure::cost(&mut command).context("cannot measure cargo; that needs Linux")?;
        if !status.success() {
            let log = fs::read_to_string(&path).unwrap_or_default();
            let folder = self.folder.display();
            bail!("`cargo {shown}` ended with {status} in {folder}:\n{}", last(&log, SHOWN));
        }
        Ok(cost)
    }
}

/// The median of each time.
pub(super) fn median(costs: &[Cost]) -> Cost {
    let of = |time: fn(&Cost) -> Duration| measure::median(&mut costs.iter().map(time).collect::<Vec<_>>());
    Cost { wall: of(|cost| cost.wall), processor: of(|cost| cost.processor) }
}

/// The version of a package in the text of a lock file.
fn locked<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let after = lock.split_once(&format!("\nname = \"{package}\"\nversion = \""))?.1;
    after.split('"').next()
}

/// The last lines of a text.
fn last(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_time_has_its_own_median() {
        let cost =
            |wall, processor| Cost { wall: Duration::from_millis(wall), processor: Duration::from_millis(processor) };
        assert_eq!(median(&[cost(10, 60), cost(30, 40), cost(20, 50)]), cost(20, 50));
        assert_eq!(median(&[cost(10, 40), cost(30, 20), cost(20, 90)]), cost(20, 40));
    }

    #[test]
    fn a_version_is_of_the_package_with_exactly_that_name() {
        let lock = "version = 4\n\n[[package]]\nname = \"utoipa-gen\"\nversion = \"6.0.1\"\n\n\
            [[package]]\nname = \"utoipa\"\nversion = \"6.0.0\"\n";
        assert_eq!(locked(lock, "utoipa"), Some("6.0.0"));
        assert_eq!(locked(lock, "toipa"), None);
    }

    #[test]
    fn an_error_shows_the_end_of_the_log() {
        assert_eq!(last("a\nb\nc\n", 2), "b\nc");
        assert_eq!(last("a\n", 2), "a");
    }
}
