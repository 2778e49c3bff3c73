//! `cargo xtask bench server`: the reference server under load (`race`), the memory of its idle connections (`memory`),
//! and the time in which it answers operators while it is attacked (`attacks`).

mod attacks;
mod client;
pub(super) mod contestants;
mod load;
mod memory;
mod race;
mod results;

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::{machine, report};
use crate::{SUCCESS, steps, terminal};

/// The files of the measurements, from the project's folder.
const BENCH: &str = "xtask/bench/server";
/// The measured server, from the project's folder.
pub(super) const SERVER: &str = "target/release/heal7-server";

#[derive(clap::Args)]
#[command(
    after_help = "Builds the server for release. The load installs FastAPI and uvicorn with pip, once, and needs wrk and PostgreSQL;\nnone of that is in the measured time. Everything runs on this machine's loopback.\n\nExamples:\n  cargo xtask bench server\n  cargo xtask bench server --seconds 3\n  cargo xtask bench server --only attacks\n\nExit codes: 0 everything ran, whoever was faster; 1 something failed"
)]
pub(crate) struct Arguments {
    /// How long each is under load at a time, in seconds.
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=60))]
    seconds: u32,
    /// How many connections ask at the same time.
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=1024))]
    connections: u32,
    /// Measure this part alone.
    #[arg(long, value_name = "PART")]
    only: Option<Part>,
    /// The server to measure memory and attacks with, instead of one that is built for release.
    #[arg(long, value_name = "FILE")]
    server: Option<PathBuf>,
}

/// A part of the measurements, with a section of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// The answers per second, compared with a handler that does nothing and FastAPI.
    Load,
    /// The memory of idle sockets.
    Memory,
    /// The answer time of `/health` while the server is attacked.
    Attacks,
}

/// Measures each part, prints the results and writes them to `docs/benchmarks.md`.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<u8> {
    let is_asked_for = |part| arguments.only.is_none_or(|only| only == part);
    if is_asked_for(Part::Load) {
        race::run(arguments)?;
    }
    if is_asked_for(Part::Memory) || is_asked_for(Part::Attacks) {
        let server = server(arguments)?;
        // Both ends of thousands of connections are open files.
        rlimit::increase_nofile_limit(u64::MAX).context("cannot raise the number of open files")?;
        if is_asked_for(Part::Memory) {
            memory::run(&server)?;
        }
        if is_asked_for(Part::Attacks) {
            attacks::run(&server, arguments.seconds)?;
        }
    }
    terminal::progress(&format!("Wrote {}", report::FILE));
    Ok(SUCCESS)
}

/// The given server, or one that is built for release.
fn server(arguments: &Arguments) -> anyhow::Result<PathBuf> {
    if let Some(server) = &arguments.server {
        return server.canonicalize().with_context(|| format!("cannot find the server {}", server.display()));
    }
    let root = steps::root();
    steps::run(&root, "cargo", &["build", "--release", "--bin", "heal7-server"])?;
    Ok(root.join(SERVER))
}

/// The sentence of a section about the measured build and the machine.
fn measured(server: &Path) -> anyhow::Result<String> {
    let is_release = server.ends_with(SERVER);
    let build = if is_release { "built for release" } else { "not a release build" };
    Ok(format!("The server is {build}. {}, {}, {}.", machine::processor(), machine::system(), machine::rust()?))
}
