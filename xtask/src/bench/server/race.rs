//! The reference server under load, compared with a handler that does nothing and FastAPI.

use std::{fs, path::Path};

use anyhow::Context;
use temporary_postgres::TemporaryPostgres;

use super::{
    Arguments, BENCH, SERVER,
    contestants::Answers,
    load::{self, Case},
    results::{self, Measured, Results},
};
use crate::{
    bench::{report, running::Running, wrk},
    steps, terminal,
};

/// The Python program of the environment that the command creates.
pub(super) const PYTHON: &str = ".venv/bin/python";
/// The number of runs of each server under each load; the servers take turns, and the median counts.
pub(super) const ROUNDS: usize = 3;

/// Puts each server under load in turn, prints the table and writes it to `docs/benchmarks.md`.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let (root, bench) = (steps::root(), steps::root().join(BENCH));
    prepare(&root, &bench)?;
    let server = root.join(SERVER);
    let folder = tempfile::tempdir().context("there is no room for a folder")?;
    let postgres = TemporaryPostgres::start()?;
    let sqlite = format!("sqlite:{}", folder.path().join("heal7.db").display());

    terminal::progress("Starting ours, on SQLite and on PostgreSQL");
    let on_sqlite = Running::ours(&server, folder.path(), &sqlite)?;
    let on_postgres = Running::ours(&server, folder.path(), &postgres.database("heal7")?)?;
    let (person, person_of_postgres) = (on_sqlite.person()?, on_postgres.person()?);
    let answers = on_sqlite.answers(&person)?;

    let mut measured = Vec::new();
    for case in Case::ALL {
        let body = folder.path().join("body.json");
        fs::write(&body, answers.request(case)).context("the answer cannot be written down")?;
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
            measured.push(Measured { case, name, load: wrk::median(loads) });
        }
    }
    let results = Results { measured, answers: sizes(&answers), arguments: (arguments.seconds, arguments.connections) };
    results.table().columns().iter().for_each(terminal::line);
    terminal::line(format!("\n{}", results.verdict()));
    report::save("server", &results.section(&bench)?)?;
    Ok(())
}

fn sizes(answers: &Answers) -> Vec<(Case, usize)> {
    Case::ALL.into_iter().map(|case| (case, answers.request(case).len())).collect()
}

/// Builds our server, and installs the other ones.
fn prepare(root: &Path, bench: &Path) -> anyhow::Result<()> {
    wrk::check()?;
    steps::install_python(bench)?;
    steps::run(root, "cargo", &["build", "--release", "--bin", "heal7-server", "--example", "bare"])
}
