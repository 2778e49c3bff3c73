//! `cargo xtask test`: installs what the tests need and runs them all.

use std::{env, path::Path};

use anyhow::{Context, bail};

use crate::{SUCCESS, steps, terminal};

/// The version that is installed if there is none.
const NEXTEST: &str = "0.9.143";

/// Debian's path of Chromium.
const CHROMIUM: &str = "/usr/bin/chromium";

/// The folders in which tests run npm programs.
const NODE_FOLDERS: [&str; 4] = ["tests/judges", "tests/package", "tests/pages", "crates/contract-emit/runtime"];

/// The folders in which tests run Python programs.
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
        // cargo-nextest does not run documentation examples.
        steps::run(&root, "cargo", &["test", "--workspace", "--doc", "--quiet"])?;
    }
    Ok(SUCCESS)
}

/// Makes sure that Chromium is installed, which runs the package and the server's pages.
fn chromium(root: &Path) -> anyhow::Result<()> {
    if env::var_os("CHROMIUM").is_some() || Path::new(CHROMIUM).exists() {
        return Ok(());
    }
    debian(root, &["chromium"])
        .context("the package and the pages are run in Chromium; CHROMIUM may name one that is elsewhere")
}

/// Makes sure that the databases of the store tests are installed, and the other programs that `cargo xtask sqlx`
/// needs.
fn databases(root: &Path) -> anyhow::Result<()> {
    if temporary_postgres::is_installed() && steps::is_there("sqlite3", &["-version"]) {
        return Ok(());
    }
    debian(root, &["postgresql", "pgbouncer", "sqlite3"]).context("the stores are tested with their databases")
}

/// Installs Debian packages, if the process is allowed to.
fn debian(root: &Path, packages: &[&str]) -> anyhow::Result<()> {
    if !steps::is_there("apt-get", &["--version"]) || !steps::is_there("test", &["-w", "/var/lib/dpkg"]) {
        bail!("`sudo apt-get install -y {}`, and run this command again", packages.join(" "));
    }
    steps::run(root, "apt-get", &["update", "--quiet"])?;
    let install = ["install", "--yes", "--quiet", "--no-install-recommends"];
    steps::run(root, "apt-get", &[install.as_slice(), packages].concat())
}

/// A script that exits with 0 if Node is new enough for the judges.
const IS_NEW_ENOUGH: &str = "const [major, minor] = process.versions.node.split('.').map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)";

/// Checks that Node is installed and new enough for the judges.
fn node() -> anyhow::Result<()> {
    if !steps::is_there("node", &["--eval", IS_NEW_ENOUGH]) || !steps::is_there("npm", &["--version"]) {
        bail!("the outside judges run on Node 20.19 or later with npm: install it and run this command again");
    }
    Ok(())
}
