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

#[derive(clap::Args)]
#[command(
    after_help = "Builds the server for release, installs FastAPI and uvicorn with pip, once, and needs wrk and PostgreSQL;\nnone of that is in the measured time. Everything runs on this machine's loopback.\n\nExamples:\n  cargo xtask bench server\n  cargo xtask bench server --seconds 3\n\nExit codes: 0 everything ran, whoever was faster; 1 something failed"
)]
pub(crate) struct Arguments {
    /// How long each is under load, in seconds.
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=60))]
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

    let mut measured = Vec::new();
    let mut peers = None;
    for (name, database) in [("ours, SQLite", sqlite), ("ours, PostgreSQL", postgres.database("heal7")?)] {
        terminal::progress(&format!("Starting {name}"));
        let server = Running::ours(&root, folder.path(), &database)?;
        let person = server.person()?;
        for case in Case::ALL {
            terminal::progress(&format!("Loading {name}: {}", case.title()));
            let load = load::run(&bench, arguments, case, &server, &person)?;
            measured.push(Measured { case, name, load });
        }
        peers.get_or_insert_with(|| server.answers(&person).map(|answers| (answers, person)));
    }
    let (answers, person) = peers.expect("ours has answered")?;
    for case in Case::ALL {
        let body = folder.path().join("body.json");
        fs::write(&body, answers.of(case)).context("the answer cannot be written down")?;
        for (name, start) in
            [(results::BARE, Running::bare as contestants::Start), (results::FASTAPI, Running::fastapi)]
        {
            terminal::progress(&format!("Loading {name}: {}", case.title()));
            let peer = start(&root, &body)?;
            let load = load::run(&bench, arguments, case, &peer, &person)?;
            measured.push(Measured { case, name, load });
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
    let (wanted, mark) = (fs::read(bench.join("requirements.txt"))?, bench.join(".venv/.installed-requirements.txt"));
    if !fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        steps::run(bench, "python3", &["-m", "venv", ".venv"])?;
        let pip = ["-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", "requirements.txt"];
        steps::run(bench, PYTHON, &pip)?;
        fs::write(mark, wanted).context("cannot note what was installed")?;
    }
    steps::run(root, "cargo", &["build", "--release", "--bin", "server", "--example", "bare"])
}
