//! Node programs as tests: each has its own folder with its own lock file, and reports its own failures.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// A folder of the project with Node programs in it.
///
/// # Panics
/// When its packages are not installed.
pub fn folder(path: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    assert!(
        folder.join("node_modules/.package-lock.json").exists(),
        "the packages of {path} are not installed: run `cargo xtask test`, or `npm ci` in {path}"
    );
    folder
}

/// Runs a program and passes on its output.
///
/// # Panics
/// When it fails.
pub fn run(folder: &Path, program: &Path, arguments: &[&str]) {
    run_with(folder, program, arguments, &[]);
}

/// Runs a program with additional environment variables, and passes on its output.
///
/// # Panics
/// When it fails.
pub fn run_with(folder: &Path, program: &Path, arguments: &[&str], environment: &[(&str, &str)]) {
    let status = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .envs(environment.iter().copied())
        // Colours are for terminals, and the tests do not run in one.
        .env("NO_COLOR", "1")
        .status()
        .unwrap_or_else(|error| panic!("{} cannot be started: {error}", program.display()));
    assert!(status.success(), "`{} {}` failed in {}", program.display(), arguments.join(" "), folder.display());
}
