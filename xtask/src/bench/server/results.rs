//! The results, as a table and as a section of `docs/benchmarks.md`.

use std::path::Path;

use super::{
    load::Case,
    race::{PYTHON, ROUNDS},
};
use crate::bench::{
    machine,
    report::{Table, cut},
    wrk::Load,
};

/// A handler that does nothing.
pub(super) const BARE: &str = "bare axum, same bytes";
/// FastAPI on uvicorn.
pub(super) const FASTAPI: &str = "FastAPI, same bytes";
/// The minimum ratio of our cached answers per second to those of a handler that does nothing.
const GOAL_BARE: f64 = 0.5;
/// The minimum ratio of our cached answers per second to those of FastAPI.
const GOAL_FASTAPI: f64 = 10.0;
/// The maximum time in milliseconds of 99 % of the cached answers.
const GOAL_P99: f64 = 20.0;

/// One server under one load.
pub(super) struct Measured {
    pub case: Case,
    pub name: &'static str,
    pub load: Load,
}

/// The results for all servers.
pub(super) struct Results {
    pub measured: Vec<Measured>,
    /// The size of the answer to each case, in bytes.
    pub answers: Vec<(Case, usize)>,
    /// The seconds and the number of connections.
    pub arguments: (u32, u32),
}

impl Results {
    fn rate(&self, case: Case, name: &str) -> f64 {
        let found = self.measured.iter().find(|measured| measured.case == case && measured.name == name);
        found.map_or(f64::NAN, |measured| measured.load.rate())
    }

    /// A table with a row for each server and load.
    pub(super) fn table(&self) -> Table {
        let titles = vec!["load", "server", "answers/s", "p50 ms", "p99 ms", "CPU µs", "× bare", "× FastAPI"];
        let rows = Case::ALL.into_iter().flat_map(|case| {
            self.measured.iter().filter(move |measured| measured.case == case).map(move |measured| {
                let rate = measured.load.rate();
                vec![
                    case.title().to_owned(),
                    measured.name.to_owned(),
                    format!("{rate:.0}"),
                    format!("{:.1}", measured.load.p50),
                    format!("{:.1}", measured.load.p99),
                    format!("{:.0}", measured.load.work()),
                    cut(rate / self.rate(case, BARE)),
                    cut(rate / self.rate(case, FASTAPI)),
                ]
            })
        });
        Table { titles, rows: rows.collect() }
    }

    /// Whether cached answers meet the goals.
    pub(super) fn verdict(&self) -> String {
        let case = Case::Result;
        let ours = self.measured.iter().filter(|measured| measured.case == case && measured.name.starts_with("ours"));
        let lines = ours.map(|measured| {
            let (bare, fastapi) =
                (measured.load.rate() / self.rate(case, BARE), measured.load.rate() / self.rate(case, FASTAPI));
            let met = |is_met: bool| if is_met { "met" } else { "missed" };
            format!(
                "{}: a cached result is {} of bare axum (goal {GOAL_BARE}, {}), {} times FastAPI (goal {GOAL_FASTAPI}, \
                 {}), p99 {:.1} ms (goal {GOAL_P99}, {}).",
                measured.name,
                cut(bare),
                met(bare >= GOAL_BARE),
                cut(fastapi),
                met(fastapi >= GOAL_FASTAPI),
                measured.load.p99,
                met(measured.load.p99 < GOAL_P99),
            )
        });
        let ceiling = self.rate(case, BARE) / self.rate(case, FASTAPI);
        let ceiling = format!("A handler on axum that does nothing is {} times FastAPI.", cut(ceiling));
        lines.chain([ceiling]).collect::<Vec<_>>().join("\n")
    }

    /// The section of `docs/benchmarks.md`.
    pub(super) fn section(&self, bench: &Path) -> anyhow::Result<String> {
        let (seconds, connections) = self.arguments;
        let sizes = self.answers.iter().map(|(case, bytes)| format!("- {}: {bytes} bytes", case.title()));
        Ok(format!(
            "## Server\n\n`cargo xtask bench server`: the reference server, built for release, under the load of wrk with \
             {connections} connections for {seconds} seconds at a time, all on one machine.\n\
             All take turns, and the median of {ROUNDS} counts.\n\
             Ours does everything that it does for a client: it checks the token and its session, the parameters and \
             the body, counts, and answers with an entity tag.\n\
             Limits of calls are off, and its log has warnings only.\n\
             The bare axum handler and FastAPI (uvicorn with a process for each core) answer the same bytes from \
             memory and do nothing else.\n\
             A calculation is another birth each time, and is written to the database before it is answered; \
             PostgreSQL runs on the same machine, without waiting for its disk.\n\
             **CPU µs** is how long the server had a processor for one answer, without what the database and the load took of \
             the same machine.\n\n{}\n{}\n\nAnswers:\n\n{}\n\n\
             {}, {}, {}, {}.",
            self.table().markdown(),
            self.verdict(),
            sizes.collect::<Vec<_>>().join("\n"),
            machine::processor(),
            machine::system(),
            machine::rust()?,
            machine::version(&bench.join(PYTHON))?,
        ))
    }
}
