//! `cargo xtask bench compile`: the time for compiling the contract and generating from it, compared with an earlier
//! revision of this project; and a small contract compared with the same API in other toolkits.

mod checkout;
mod edit;
mod from_nothing;
mod generate;
mod growth;
mod peers;
mod results;
mod synthetic;
mod workspace;

use anyhow::Context;
use checkout::Checkout;
use results::Yardstick;
use workspace::{Workspace, median};

use super::{measure, report};
use crate::{SUCCESS, terminal};

/// The folder of the measured crates, from the project's folder.
const BENCH: &str = "xtask/bench/compile";
/// The revision on main before the macros expanded into descriptions: the last one that derives the traits of serde,
/// schemars, ts-rs and async-graphql for each type. The goals are ratios to it.
const BASELINE: &str = "fbe9b4016b7e8d51bb7b6513d4978152d1a9641b";

#[derive(clap::Args)]
#[command(
    after_help = "Measures checkouts of HEAD and of the baseline in a temporary folder, which takes up to 10 GB and is removed at the\nend; TMPDIR says where. Uncommitted changes are not measured. Dependencies are downloaded before, which needs the\nnetwork once; everything after that is offline. The whole takes about 40 minutes on 2 cores, and needs Linux, git\nand tar. Run nothing else meanwhile.\n\nExamples:\n  cargo xtask bench compile\n  cargo xtask bench compile --only peers\n  cargo xtask bench compile --only growth --types 100,200\n  cargo xtask bench compile --only edit --baseline HEAD~1\n\nExit codes: 0 everything was measured, whichever goal is met; 1 something failed"
)]
pub(crate) struct Arguments {
    /// Measure this part alone, and leave the sections of the others as they are.
    #[arg(long, value_name = "PART")]
    only: Option<Part>,
    /// The revision of this project to compare with.
    #[arg(long, value_name = "REVISION", default_value = BASELINE, hide_default_value = true)]
    baseline: String,
    /// How many times each is measured; the median counts. A checkout without any build is measured once.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=20))]
    runs: u32,
    /// How many types the synthetic contracts have.
    #[arg(long, value_name = "N,N", value_delimiter = ',', default_values_t = [100, 200, 400, 800],
        value_parser = clap::value_parser!(u32).range(8..=10_000))]
    types: Vec<u32>,
}

/// A part of the measurements, with a section of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// The crate `contracts`, with its dependencies compiled before.
    Contracts,
    /// `cargo xtask generate` in a new checkout.
    Clone,
    /// `cargo xtask generate` after an edit.
    Edit,
    /// Synthetic contracts of several sizes.
    Growth,
    /// The same small API in this toolkit and in others.
    Peers,
}

/// Everything that a part needs.
struct Setup<'a> {
    arguments: &'a Arguments,
    /// HEAD.
    ours: Checkout,
    /// The earlier revision.
    baseline: Checkout,
    yardstick: Yardstick,
}

/// Measures each part, prints the results and writes them to `docs/benchmarks.md`.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<u8> {
    let temporary = tempfile::Builder::new().prefix("bench-compile-").tempdir();
    let temporary = temporary.context("cannot make a temporary folder: is there room in TMPDIR?")?;
    checkout::note_uncommitted()?;
    let ours = Checkout::make(temporary.path(), "HEAD", "HEAD")?;
    let baseline = Checkout::make(temporary.path(), "baseline", &arguments.baseline)?;
    let yardstick = yardstick(&ours, arguments.runs)?;
    let setup = Setup { arguments, ours, baseline, yardstick };

    let is_asked_for = |part| arguments.only.is_none_or(|only| only == part);
    if is_asked_for(Part::Contracts) {
        from_nothing::run(&setup)?;
    }
    if is_asked_for(Part::Clone) || is_asked_for(Part::Edit) {
        generate::run(&setup, is_asked_for(Part::Clone), is_asked_for(Part::Edit))?;
    }
    if is_asked_for(Part::Growth) {
        growth::run(&setup)?;
    }
    if is_asked_for(Part::Peers) {
        peers::run(&setup)?;
    }
    terminal::progress(&format!("Wrote {}", report::FILE));
    temporary.close().context("cannot remove the temporary folder")?;
    Ok(SUCCESS)
}

/// Compiles only async-graphql, with its dependencies compiled before.
fn yardstick(ours: &Checkout, runs: u32) -> anyhow::Result<Yardstick> {
    const PACKAGE: &str = "async-graphql";
    let workspace = Workspace::new(ours.bench("yardstick")?, ours.target("yardstick"));
    workspace.fetch()?;
    terminal::progress("Compiling the yardstick");
    workspace.run(&["build", "--package", PACKAGE])?;
    let costs = (0..runs).map(|_| workspace.rebuild(PACKAGE)).collect::<anyhow::Result<Vec<_>>>()?;
    Ok(Yardstick { name: format!("{PACKAGE} {}", workspace.version(PACKAGE)?), cost: median(&costs) })
}
