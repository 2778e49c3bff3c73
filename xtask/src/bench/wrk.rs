//! Load from wrk, and its measurements.

use std::{path::Path, process::Command, time::Duration};

use anyhow::{Context, bail};
use serde::Deserialize;

use super::running::Running;
use crate::steps;

/// The measurements of wrk under one load, as the `done` of a script prints them.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) struct Load {
    requests: f64,
    seconds: f64,
    /// The time in milliseconds within which half of the answers came.
    pub p50: f64,
    /// The time in milliseconds within which 99 % of the answers came.
    pub p99: f64,
    errors: u64,
    /// The processor time of the server during the load.
    #[serde(skip)]
    processor: Duration,
}

impl Load {
    /// The answers per second.
    pub(super) fn rate(&self) -> f64 {
        self.requests / self.seconds
    }

    /// The processor time of the server per answer, in microseconds. Unlike the rate, it does not depend on the share
    /// of the same machine that the load takes.
    pub(super) fn work(&self) -> f64 {
        self.processor.as_secs_f64() * 1e6 / self.requests
    }
}

/// A script of wrk with its options.
pub(super) struct Script<'a> {
    /// The folder of the script.
    pub folder: &'a Path,
    /// Its file name.
    pub file: &'a str,
    /// The variables that the script reads.
    pub variables: &'a [(&'a str, &'a str)],
    /// The number of concurrent connections.
    pub connections: u32,
    /// The maximum time of an answer, in seconds.
    pub timeout: u32,
}

impl Script<'_> {
    /// Puts a server under load for this many seconds; an unsuccessful answer fails the run.
    pub(super) fn run(&self, server: &Running, seconds: u32) -> anyhow::Result<Load> {
        let mut wrk = Command::new("wrk");
        wrk.current_dir(self.folder).envs(self.variables.iter().copied());
        wrk.arg("--threads=1").arg(format!("--connections={}", self.connections));
        wrk.arg(format!("--duration={seconds}s")).arg(format!("--timeout={}s", self.timeout));
        wrk.arg("--script").arg(self.file).arg(format!("http://{}", server.address));
        let before = server.processor();
        let output = wrk.output().context("`wrk` cannot be started")?;
        let processor = server.processor().saturating_sub(before);
        let output_text = String::from_utf8_lossy(&output.stdout).into_owned();
        let line = output_text.lines().rfind(|line| line.starts_with('{'));
        let line = line.with_context(|| format!("wrk said nothing of what it measured:\n{output_text}"))?;
        let load: Load = serde_json::from_str(line).context("wrk's words are not read")?;
        if load.errors > 0 {
            bail!("{} of {} requests failed", load.errors, load.requests);
        }
        Ok(Load { processor, ..load })
    }
}

/// The load with the median rate.
///
/// # Panics When there are no loads.
pub(super) fn median(mut loads: Vec<Load>) -> Load {
    loads.sort_by(|one, other| one.rate().total_cmp(&other.rate()));
    loads.swap_remove(loads.len() / 2)
}

/// Fails if wrk is not installed.
pub(super) fn check() -> anyhow::Result<()> {
    if !steps::is_there("wrk", &["-v"]) && !steps::is_there("which", &["wrk"]) {
        bail!("the load comes from wrk: `apt-get install wrk`, and run this command again");
    }
    Ok(())
}
