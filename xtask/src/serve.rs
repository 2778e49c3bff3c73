//! `cargo xtask serve`: the reference server, built in the same way as for the tests.

use std::process::Command;

use anyhow::Context;

use crate::{FAILURE, SUCCESS, steps, terminal};

#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  cargo xtask serve                             SQLite in the working folder, http://127.0.0.1:8080\n  cargo xtask serve --release -- --listen 127.0.0.1:9090\n  cargo xtask serve -- --help                   everything that the server takes"
)]
pub(crate) struct Arguments {
    /// Optimise as for production; building takes minutes the first time.
    #[arg(long)]
    pub(crate) release: bool,
    /// Arguments for the server.
    #[arg(last = true)]
    pub(crate) server: Vec<String>,
}

/// Builds the server and runs it until it is stopped.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<u8> {
    terminal::progress("Building the server");
    let mut command = Command::new("cargo");
    // The whole workspace, so that features agree and nothing is built twice.
    command
        .args(["run", "--quiet", "--manifest-path"])
        .arg(steps::root().join("Cargo.toml"))
        .args(["--bin", "heal7-server"]);
    if arguments.release {
        command.arg("--release");
    }
    let status = command.arg("--").args(&arguments.server).status().context("`cargo` cannot be started")?;
    Ok(if status.success() { SUCCESS } else { FAILURE })
}
