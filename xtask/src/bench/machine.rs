//! The machine of a measurement, in the words of a section of `docs/benchmarks.md`.

use std::{fs, path::Path, process::Command, thread};

use anyhow::Context;

/// The processor, and the number of its cores that the process may use.
pub(super) fn processor() -> String {
    let facts = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = facts.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let cores = thread::available_parallelism().map_or(1, usize::from);
    format!("{} ({cores} cores)", model.map_or("an unnamed processor", |(_, model)| model))
}

/// The operating system and its processor architecture.
pub(super) fn system() -> String {
    format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)
}

/// The version that a program prints.
pub(super) fn version(program: &Path) -> anyhow::Result<String> {
    let output = Command::new(program).arg("--version").output();
    let output = output.with_context(|| format!("{} cannot be started", program.display()))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The version of the Rust compiler, such as `rustc 1.95.0`.
pub(super) fn rust() -> anyhow::Result<String> {
    Ok(version(Path::new("rustc"))?.split(" (").next().unwrap_or_default().to_owned())
}
