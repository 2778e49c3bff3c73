//! `cargo xtask fuzz`: the fuzz targets of the tests, for a given time.

use std::process::Command;

use anyhow::Context;

use crate::{FAILURE, SUCCESS, steps, terminal};

/// The prefix of the tests that are targets.
const TARGETS: &str = "heal7::hostile_input::";

#[derive(clap::Args)]
#[command(
    after_help = "Each target mutates the seeds in tests/fuzz and sends them to a server of its own on this machine's loopback.\nAn input that fails is printed with its seed, and kept in target/fuzz.\n\nExamples:\n  cargo xtask fuzz                                 every target for a minute\n  cargo xtask fuzz --target documents --seconds 600\n  cargo xtask fuzz --target bodies --seed 7         the inputs of a run that failed\n\nExit codes: 0 nothing was found, 1 something was"
)]
pub(crate) struct Arguments {
    /// The target: a test of tests/claims/heal7/hostile_input.rs.
    #[arg(long, value_name = "NAME", default_value = "")]
    target: String,
    /// How long each target runs, in seconds.
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    seconds: u64,
    /// The seed of the first input, where the same inputs are wanted again.
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

/// Runs the targets, one after another.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<u8> {
    // A different seed each time finds more; a failure prints it.
    let seed = arguments.seed.unwrap_or_else(|| u64::from(std::process::id()) << 32);
    terminal::progress(&format!("Fuzzing for {} seconds a target, from the seed {seed}", arguments.seconds));
    let filter = format!("test({TARGETS}{})", arguments.target);
    let mut command = Command::new("cargo");
    command.current_dir(steps::root()).args([
        "nextest",
        "run",
        "--workspace",
        "--no-capture",
        "--no-fail-fast",
        "-E",
        &filter,
    ]);
    command.env("FUZZ_SECONDS", arguments.seconds.to_string()).env("FUZZ_SEED", seed.to_string());
    let status = command.status().context("`cargo nextest` cannot be started: `cargo xtask test` installs it")?;
    Ok(if status.success() { SUCCESS } else { FAILURE })
}
