//! schemathesis on a shop, with the documents that our generator writes from the contract.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::{Context, bail};
use contract_conformance::rules::Group;
use serde::Deserialize;
use tempfile::TempDir;

use super::{BENCH, CONTRACT, REGISTRY, TIMEOUT, results::Found, shop::Shop, tool};
use crate::{bench::machine, steps};

/// The folder of its environment, which the tests also use, from the project's folder.
const FOLDER: &str = "tests/schemathesis";
/// The token of a customer of the bookshop.
const AUTHORIZATION: &str = "Authorization: Bearer of:ada";
/// The number of runs on the correct shop that collect known failures: its ids differ each time.
const SOUND_RUNS: u32 = 2;

/// A way in which schemathesis sends requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Runner {
    Rest,
    Graphql,
}

impl Runner {
    /// Both runners.
    pub(super) const ALL: [Self; 2] = [Self::Rest, Self::Graphql];

    /// The runner for the faults of a group. schemathesis has no runner for sockets.
    pub(super) const fn of(group: Group) -> Self {
        if matches!(group, Group::Graphql) { Self::Graphql } else { Self::Rest }
    }

    /// The runner's name in a sentence.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Rest => "REST",
            Self::Graphql => "GraphQL",
        }
    }

    /// The contract's document that the runner reads.
    const fn document(self) -> &'static str {
        match self {
            Self::Rest => "openapi/openapi.json",
            Self::Graphql => "graphql/schema.graphql",
        }
    }

    /// The path prefix of the document's requests.
    const fn path(self) -> &'static str {
        match self {
            Self::Rest => "",
            Self::Graphql => "/graphql",
        }
    }

    /// The runner's file of known failures.
    const fn known(self) -> &'static str {
        match self {
            Self::Rest => "known-rest.json",
            Self::Graphql => "known-graphql.json",
        }
    }
}

/// The installed schemathesis, with a folder for the contract's documents and the known failures.
pub(super) struct Schemathesis {
    program: PathBuf,
    hooks: PathBuf,
    folder: TempDir,
}

/// The parts of a report that are compared.
#[derive(Deserialize)]
struct Report {
    /// The failures that are not in the baseline.
    failures: Vec<Failures>,
    errors: Vec<Errors>,
}

#[derive(Deserialize)]
struct Failures {
    title: String,
    operations: Vec<String>,
}

/// Tests that could not be created or were not answered.
#[derive(Deserialize)]
struct Errors {
    title: String,
}

impl Schemathesis {
    /// Installs schemathesis, and generates the documents.
    pub(super) fn prepare(root: &Path) -> anyhow::Result<Self> {
        steps::install_python(&root.join(FOLDER))?;
        let folder = tempfile::Builder::new().prefix("bench-conformance-").tempdir();
        let folder = folder.context("cannot make a temporary folder")?;
        let mut generate = Command::new(root.join(CONTRACT));
        generate.current_dir(root).args(["generate", "--registry", REGISTRY, "--output"]).arg(folder.path());
        steps::output(&mut generate)?;
        let program = root.join(FOLDER).join(".venv/bin/schemathesis");
        Ok(Self { program, hooks: root.join(BENCH).join("hooks.py"), folder })
    }

    /// The name with the version.
    pub(super) fn version(&self) -> anyhow::Result<String> {
        Ok(machine::version(&self.program)?.replace(", version", ""))
    }

    /// Records the failures that it reports for the correct shop, without a time limit, and returns them.
    pub(super) fn learn(&self, root: &Path, runner: Runner) -> anyhow::Result<BTreeSet<String>> {
        let mut failures = BTreeSet::new();
        for _ in 0..SOUND_RUNS {
            let found = self.run(Shop::open(root, None)?, runner, &["--baseline-update"], None)?;
            failures.extend(found.failures);
        }
        Ok(failures)
    }

    /// Tests a shop until a failure or the time limit, and then closes it. Recorded failures do not count.
    pub(super) fn test(&self, shop: Shop, runner: Runner, bound: Duration) -> anyhow::Result<Found> {
        self.run(shop, runner, &["--max-failures", "1"], Some(bound))
    }

    fn run(&self, shop: Shop, runner: Runner, options: &[&str], bound: Option<Duration>) -> anyhow::Result<Found> {
        // Each run has its own folder, because it leaves files there.
        let folder = tempfile::tempdir_in(self.folder.path()).context("cannot make a temporary folder")?;
        let report = folder.path().join("report.json");
        let mut command = Command::new(&self.program);
        command.current_dir(folder.path()).env("SCHEMATHESIS_HOOKS", &self.hooks).env("PYTHONDONTWRITEBYTECODE", "1");
        command.arg("run").arg(self.folder.path().join(runner.document()));
        command.args(["--url", &format!("{}{}", shop.url, runner.path()), "--header", AUTHORIZATION]);
        command.args(["--checks", "all", "--continue-on-failure", "--no-shrink", "--generation-deterministic"]);
        command.args(["--request-timeout", TIMEOUT, "--no-color", "--report", "json"]);
        command.arg("--report-json-path").arg(&report);
        command.arg("--baseline").arg(self.folder.path().join(runner.known())).args(options);
        let ended = tool::run(&mut command, folder.path(), bound)?;
        let requests = shop.close()?;
        let failures = match fs::read_to_string(&report) {
            Ok(report) => failures(&report)?,
            // The process was killed, because it did not stop in time.
            Err(_) if ended.is_cut => BTreeSet::new(),
            Err(_) => bail!("schemathesis ended with {:?} and without a report: {}", ended.code, ended.output.trim()),
        };
        Ok(Found { failures, requests, time: ended.time, is_cut: ended.is_cut })
    }
}

/// The failures in a report, including errors: a server that does not answer causes an error.
fn failures(report: &str) -> anyhow::Result<BTreeSet<String>> {
    let report: Report = serde_json::from_str(report).context("the report of schemathesis cannot be read")?;
    let failures = report.failures.into_iter().flat_map(|Failures { title, operations }| {
        operations.into_iter().map(move |operation| format!("{title}: {operation}"))
    });
    Ok(failures.chain(report.errors.into_iter().map(|error| error.title)).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn failures_are_told_apart_by_operation() {
        let report = r#"{
            "failures": [{ "title": "Server error", "count": 3, "operations": ["GET /books", "POST /books"] }],
            "errors": [{ "title": "Network Error", "count": 7 }]
        }"#;
        let expected = ["Network Error", "Server error: GET /books", "Server error: POST /books"];
        assert_eq!(Vec::from_iter(failures(report).unwrap()), expected);
        assert!(failures(r#"{ "failures": [], "errors": [] }"#).unwrap().is_empty());
    }
}
