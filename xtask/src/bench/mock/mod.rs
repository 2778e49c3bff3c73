//! `cargo xtask bench mock`: our mock compared with Prism on the same contract, and with the reference server.

mod contestants;
mod load;
mod requests;
mod results;
mod validity;

use std::{fs, path::Path};

use anyhow::Context;
use contract_model::registry::Registry;

use self::{
    contestants::{Contestant, REGISTRY, Started},
    load::Run,
    requests::Case,
    results::{Measured, Mock, Results},
};
use super::{measure, report, wrk};
use crate::{SUCCESS, steps, terminal};

/// The package of Prism and the script of the load, from the project's folder.
const BENCH: &str = "xtask/bench/mock";
/// Our mock, from the project's folder.
const CONTRACT: &str = "target/release/contract";
/// The number of runs of each server under each load; the servers take turns, and the median counts.
const ROUNDS: usize = 3;

#[derive(clap::Args)]
#[command(
    after_help = "Builds the program `contract` and the reference server for release, and installs Prism with npm, once; none of that is in the measured time. Needs wrk.\nEvery run starts a server of its own. Everything runs on this machine's loopback.\n\nExamples:\n  cargo xtask bench mock\n  cargo xtask bench mock --seconds 3\n\nExit codes: 0 everything ran, whoever was faster; 1 something failed"
)]
pub(crate) struct Arguments {
    /// How long each is under load at a time, in seconds.
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=60))]
    seconds: u32,
    /// How many connections ask at the same time.
    #[arg(long, value_name = "N", default_value_t = 32, value_parser = clap::value_parser!(u32).range(1..=1024))]
    connections: u32,
}

/// Puts each server under load in turn, prints the tables and writes them to `docs/benchmarks.md`.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<u8> {
    let (root, bench) = (steps::root(), steps::root().join(BENCH));
    prepare(&root, &bench)?;
    let registry = fs::read_to_string(root.join(REGISTRY)).with_context(|| format!("cannot read {REGISTRY}"))?;
    let registry = Registry::from_json(&registry).with_context(|| format!("{REGISTRY} has mistakes"))?;
    let first = Case::Get.request(&registry)?;
    let start = |contestant| Started::new(contestant, &root, &bench, &first);

    let mut starts = Contestant::MOCKS.map(|contestant| (contestant, Vec::new()));
    let mut measured = Vec::new();
    for case in Case::ALL {
        let request = case.request(&registry)?;
        let mut runs = Contestant::ALL.map(|contestant| (contestant, Vec::new()));
        for round in 1..=ROUNDS {
            for (contestant, runs) in &mut runs {
                terminal::progress(&format!("{}, {round} of {ROUNDS}: {}", case.title(), contestant.title()));
                let server = start(*contestant)?;
                let of_contestant = starts.iter_mut().find(|(of, _)| of == contestant);
                if let (Some(ready), Some((_, starts))) = (server.ready, of_contestant) {
                    starts.push(ready);
                }
                let run = load::run(&bench, arguments, &request, &server);
                runs.push(run.with_context(|| format!("{} under {}", contestant.title(), case.title()))?);
            }
        }
        measured.extend(runs.into_iter().map(|(contestant, runs)| summary(case, contestant, runs)));
    }

    let mut mocks = Vec::new();
    for (contestant, mut starts) in starts {
        terminal::progress(&format!("Validating the answers of {}", contestant.title()));
        let server = start(contestant)?;
        let memory = server.running.resident();
        let validity = validity::of(&registry, &server)?;
        mocks.push(Mock { contestant, starts: starts.len(), ready: measure::median(&mut starts), memory, validity });
    }
    let results = Results { mocks, measured, arguments: (arguments.seconds, arguments.connections) };
    results.mocks().columns().iter().for_each(terminal::line);
    terminal::line("");
    results.loads().columns().iter().for_each(terminal::line);
    terminal::line(format!("\n{}", results.verdict()));
    report::save("mock", &results.section(&bench)?)?;
    terminal::progress(&format!("Wrote {}", report::FILE));
    Ok(SUCCESS)
}

/// Builds our mock and the reference server, and installs Prism.
fn prepare(root: &Path, bench: &Path) -> anyhow::Result<()> {
    wrk::check()?;
    steps::install(bench)?;
    steps::run(root, "cargo", &["build", "--release", "--bin", "contract", "--bin", "heal7-server"])
}

/// The runs of one server under one load, combined into one measurement.
fn summary(case: Case, contestant: Contestant, runs: Vec<Run>) -> Measured {
    let memory = runs.iter().filter_map(|run| run.memory).max();
    let bytes = runs.first().map_or(0, |run| run.bytes);
    let load = wrk::median(runs.into_iter().map(|run| run.load).collect());
    Measured { case, contestant, load, memory, bytes }
}
