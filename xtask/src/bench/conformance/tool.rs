//! A tool that tests a shop within a time limit.

use std::{
    fs::{self, File},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::Context;

/// The time that a tool has to write its report after it was told to stop.
const GRACE: Duration = Duration::from_secs(15);
/// The interval at which a tool's state is checked.
const LOOK: Duration = Duration::from_millis(5);

/// A finished tool.
#[derive(Debug)]
pub(super) struct Ended {
    /// Its exit code; `None` if it was killed.
    pub code: Option<i32>,
    pub output: String,
    pub errors: String,
    pub time: Duration,
    /// Whether it was told to stop before it ended by itself.
    pub is_cut: bool,
}

/// Runs a tool, and interrupts it like Ctrl-C when the time is over. Its output is written to files in this folder.
pub(super) fn run(command: &mut Command, folder: &Path, bound: Option<Duration>) -> anyhow::Result<Ended> {
    let (output, errors) = (folder.join("output"), folder.join("errors"));
    let file = |path: &Path| File::create(path).with_context(|| format!("cannot write {}", path.display()));
    command.stdin(Stdio::null()).stdout(file(&output)?).stderr(file(&errors)?);
    let begun = Instant::now();
    let mut child = command.spawn().with_context(|| format!("{command:?} cannot be started"))?;
    let is_cut = !has_ended(&mut child, bound)?;
    if is_cut {
        // The process may just have ended.
        _ = Command::new("kill").args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status();
        if !has_ended(&mut child, Some(GRACE))? {
            child.kill().context("a tool cannot be stopped")?;
        }
    }
    let status = child.wait()?;
    let time = begun.elapsed();
    let read = |path: &Path| fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    Ok(Ended { code: status.code(), output: read(&output)?, errors: read(&errors)?, time, is_cut })
}

/// Waits until a process ends, at most this long.
fn has_ended(child: &mut Child, bound: Option<Duration>) -> anyhow::Result<bool> {
    let begun = Instant::now();
    while child.try_wait()?.is_none() {
        if bound.is_some_and(|bound| begun.elapsed() >= bound) {
            return Ok(false);
        }
        thread::sleep(LOOK);
    }
    Ok(true)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn shell(script: &str, bound: Option<Duration>) -> Ended {
        let folder = tempfile::tempdir().unwrap();
        run(Command::new("sh").args(["-c", script]), folder.path(), bound).unwrap()
    }

    #[test]
    fn output_of_a_tool_in_time_is_whole() {
        let ended = shell("echo found; echo progress >&2; exit 4", Some(Duration::from_secs(20)));
        assert_eq!((ended.code, &*ended.output, &*ended.errors), (Some(4), "found\n", "progress\n"));
        assert!(!ended.is_cut);
    }

    #[test]
    fn tool_that_takes_too_long_still_writes_its_report() {
        let script = "trap 'echo so far; exit 130' INT; while :; do sleep 0.02; done";
        let ended = shell(script, Some(Duration::from_millis(300)));
        assert_eq!((ended.code, &*ended.output, ended.is_cut), (Some(130), "so far\n", true));
        assert!(ended.time >= Duration::from_millis(300));
    }
}
