//! `cargo xtask test`: installs what the tests need and runs them all.

use std::{env, path::Path};

use anyhow::{Context, bail};

use crate::{SUCCESS, steps, terminal};

/// The version that is installed when none is there.
const NEXTEST: &str = "0.9.143";

/// Where Debian puts Chromium.
const CHROMIUM: &str = "/usr/bin/chromium";

/// Where tests run programs of npm.
const NODE_FOLDERS: [&str; 4] = ["tests/judges", "tests/package", "tests/pages", "crates/contract-emit/runtime"];

/// Where tests run programs of Python.
const PYTHON_FOLDERS: [&str; 2] = ["tests/gateway", "tests/schemathesis"];

#[derive(clap::Args)]
#[command(after_help = "Examples:\n  cargo xtask test\n  cargo xtask test -- validators_agree --no-capture")]
pub(crate) struct Arguments {
    /// Arguments for cargo-nextest.
    #[arg(last = true)]
    nextest: Vec<String>,
}

/// Runs every test of the workspace.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<u8> {
    let root = steps::root();
    node()?;
    for folder in NODE_FOLDERS {
        steps::install(&root.join(folder))?;
    }
    for folder in PYTHON_FOLDERS {
        steps::install_python(&root.join(folder))?;
    }
    chromium(&root)?;
    databases(&root)?;
    if !steps::is_there("cargo", &["nextest", "--version"]) {
        terminal::progress("Installing cargo-nextest, once");
        steps::run(&root, "cargo", &["install", "cargo-nextest", "--locked", "--version", NEXTEST])?;
    }
    let mut command = vec!["nextest", "run", "--workspace"];
    command.extend(arguments.nextest.iter().map(String::as_str));
    steps::run(&root, "cargo", &command)?;
    if arguments.nextest.is_empty() {
        // cargo-nextest runs no examples of the documentation.
        steps::run(&root, "cargo", &["test", "--workspace", "--doc", "--quiet"])?;
    }
    Ok(SUCCESS)
}

/// Sees to it that there is a Chromium, in which the package and the server's pages are run.
fn chromium(root: &Path) -> anyhow::Result<()> {
    if env::var_os("CHROMIUM").is_some() || Path::new(CHROMIUM).exists() {
        return Ok(());
    }
    debian(root, &["chromium"])
        .context("the package and the pages are run in Chromium; CHROMIUM may name one that is elsewhere")
}

/// Sees to it that there are the databases that the stores are tested with, and what `cargo xtask sqlx` needs besides.
fn databases(root: &Path) -> anyhow::Result<()> {
    if temporary_postgres::is_installed() && steps::is_there("sqlite3", &["-version"]) {
        return Ok(());
    }
    debian(root, &["postgresql", "pgbouncer", "sqlite3"]).context("the stores are tested with their databases")
}

/// Installs packages of Debian, where this may.
fn debian(root: &Path, packages: &[&str]) -> anyhow::Result<()> {
    if !steps::is_there("apt-get", &["--version"]) || !steps::is_there("test", &["-w", "/var/lib/dpkg"]) {
        bail!("`sudo apt-get install -y {}`, and run this command again", packages.join(" "));
    }
    steps::run(root, "apt-get", &["update", "--quiet"])?;
    let install = ["install", "--yes", "--quiet", "--no-install-recommends"];
    steps::run(root, "apt-get", &[install.as_slice(), packages].concat())
}

/// Exits with 0 on a Node that the judges run on.
const IS_NEW_ENOUGH: &str = "const [major, minor] = process.versions.node.split('.').map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)";

/// Checks that there is a Node that the judges run on.
fn node() -> anyhow::Result<()> {
    if !steps::is_there("node", &["--eval", IS_NEW_ENOUGH]) || !steps::is_there("npm", &["--version"]) {
        bail!("the outside judges run on Node 20.19 or later with npm: install it and run this command again");
    }
    Ok(())
}
