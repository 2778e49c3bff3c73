//! `cargo xtask bench server`: the reference server under load, beside a handler that does nothing and FastAPI.

mod contestants;
mod load;
mod results;

use std::{fs, path::Path};

use anyhow::Context;
use contestants::{Answers, Running};
use load::Case;
use results::{Measured, Results};
use temporary_postgres::TemporaryPostgres;

use super::report;
use crate::{SUCCESS, steps, terminal};

/// What the peers need, from the project's folder.
const BENCH: &str = "xtask/bench/server";
/// The programs of the environment that the command makes there.
const PYTHON: &str = ".venv/bin/python";
/// How often each is under each load; all take turns, and the median counts.
const ROUNDS: usize = 3;

#[derive(clap::Args)]
#[command(
    after_help = "Builds the server for release, installs FastAPI and uvicorn with pip, once, and needs wrk and PostgreSQL;\nnone of that is in the measured time. Everything runs on this machine's loopback.\n\nExamples:\n  cargo xtask bench server\n  cargo xtask bench server --seconds 3\n\nExit codes: 0 everything ran, whoever was faster; 1 something failed"
)]
pub(crate) struct Arguments {
    /// How long each is under load at a time, in seconds.
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=60))]
    seconds: u32,
    /// How many connections ask at the same time.
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=1024))]
    connections: u32,
}

/// Loads each in turn, prints the table and writes it to `docs/benchmarks.md`.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<u8> {
    let (root, bench) = (steps::root(), steps::root().join(BENCH));
    prepare(&root, &bench)?;
    let folder = tempfile::tempdir().context("there is no room for a folder")?;
    let postgres = TemporaryPostgres::start()?;
    let sqlite = format!("sqlite:{}", folder.path().join("heal7.db").display());

    terminal::progress("Starting ours, on SQLite and on PostgreSQL");
    let on_sqlite = Running::ours(&root, folder.path(), &sqlite)?;
    let on_postgres = Running::ours(&root, folder.path(), &postgres.database("heal7")?)?;
    let (person, person_of_postgres) = (on_sqlite.person()?, on_postgres.person()?);
    let answers = on_sqlite.answers(&person)?;

    let mut measured = Vec::new();
    for case in Case::ALL {
        let body = folder.path().join("body.json");
        fs::write(&body, answers.of(case)).context("the answer cannot be written down")?;
        let (bare, fastapi) = (Running::bare(&root, &body)?, Running::fastapi(&root, &body)?);
        let contestants = [
            ("ours, SQLite", &on_sqlite, &person),
            ("ours, PostgreSQL", &on_postgres, &person_of_postgres),
            (results::BARE, &bare, &person),
            (results::FASTAPI, &fastapi, &person),
        ];
        let mut loads = contestants.map(|_| Vec::new());
        for round in 1..=ROUNDS {
            for ((name, server, person), loads) in contestants.iter().zip(&mut loads) {
                terminal::progress(&format!("{}, {round} of {ROUNDS}: {name}", case.title()));
                loads.push(load::run(&bench, arguments, case, server, person)?);
            }
        }
        for ((name, ..), loads) in contestants.into_iter().zip(loads) {
            measured.push(Measured { case, name, load: load::median(loads) });
        }
    }
    let results = Results { measured, answers: sizes(&answers), arguments: (arguments.seconds, arguments.connections) };
    results.table().columns().iter().for_each(terminal::line);
    terminal::line(format!("\n{}", results.verdict()));
    report::save("server", &results.section(&bench)?)?;
    terminal::progress(&format!("Wrote {}", report::FILE));
    Ok(SUCCESS)
}

fn sizes(answers: &Answers) -> Vec<(Case, usize)> {
    Case::ALL.into_iter().map(|case| (case, answers.of(case).len())).collect()
}

/// Builds ours, and installs what stands beside it.
fn prepare(root: &Path, bench: &Path) -> anyhow::Result<()> {
    if !steps::is_there("wrk", &["-v"]) && !steps::is_there("which", &["wrk"]) {
        anyhow::bail!("the load comes from wrk: `apt-get install wrk`, and run this command again");
    }
    steps::install_python(bench)?;
    steps::run(root, "cargo", &["build", "--release", "--bin", "server", "--example", "bare"])
}
