//! `conformance`: tests whether a server keeps the contract.

use std::{
    cell::RefCell,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::Context;
use contract_conformance::{Contract, Hints, Options, Part, Report, github, text};

use crate::{Colour, DRIFT, FAILURE, Project, SUCCESS, Terminal};

#[derive(clap::Args)]
#[command(after_help = "Examples:\n  {program} conformance --base-url http://localhost:8080\n  \
                        {program} conformance --base-url https://staging.example.com --token $TOKEN --read-only\n  \
                        {program} conformance --base-url http://localhost:8080 --only 'get*' --report github\n\n\
                        Exit codes: 0 the target keeps the contract, 4 violations, 1 it cannot be tested, 2 wrong usage")]
pub struct Arguments {
    /// The address of the target, with the prefix of its paths if it has one.
    #[arg(long, value_name = "URL")]
    base_url: String,
    /// Test against the contract of this `registry.json`, without its Rust types.
    #[arg(long, value_name = "FILE")]
    registry: Option<PathBuf>,
    /// The access token of the first person.
    #[arg(long, value_name = "TOKEN")]
    token: Option<String>,
    /// Values that the contract does not have: persons, ids, requests that lead to problems.
    #[arg(long, value_name = "FILE")]
    hints: Option<PathBuf>,
    /// Send nothing that may change something.
    #[arg(long)]
    read_only: bool,
    /// Test these items only: ids of operations and channels, paths of GraphQL fields; `*` stands for any text.
    #[arg(long, value_name = "PATTERN")]
    only: Vec<String>,
    /// Leave out the violations of a rule.
    #[arg(long, value_name = "RULE")]
    tolerate: Vec<String>,
    /// The items that the target does not serve yet, one a line; one that begins to work is a violation.
    #[arg(long, value_name = "FILE")]
    pending: Option<PathBuf>,
    /// The form of the report.
    #[arg(long, value_name = "text|json|github", default_value = "text")]
    report: Form,
    /// Chooses the values of requests: the same seed sends the same ones.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    seed: u64,
    /// How many requests run at a time.
    #[arg(long, value_name = "NUMBER", default_value_t = 4)]
    jobs: usize,
    /// How many seconds an answer may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    timeout: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    Text,
    Json,
    Github,
}

/// Tests a target, and answers the exit code.
pub(super) fn run(project: &Project, arguments: &Arguments, terminal: &mut Terminal<'_>) -> anyhow::Result<u8> {
    let contract = Contract::new(project.registry(arguments.registry.as_deref())?);
    let hints = match &arguments.hints {
        Some(file) => read_hints(file)?,
        None => Hints::default(),
    };
    let options = Options {
        token: arguments.token.clone(),
        is_read_only: arguments.read_only,
        only: arguments.only.iter().map(|pattern| contract_conformance::pattern(pattern)).collect(),
        tolerated: arguments.tolerate.clone(),
        pending: arguments.pending.as_deref().map(read_pending).transpose()?.unwrap_or_default(),
        seed: arguments.seed,
        jobs: arguments.jobs.max(1),
        timeout: Duration::from_secs(arguments.timeout.max(1)),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.context("could not start the async runtime")?;
    let report = {
        let watching = RefCell::new(&mut *terminal);
        let watch = |part: Part, findings: usize| {
            let so_far = if findings == 0 { String::new() } else { format!(" ({findings} findings so far)") };
            watching.borrow_mut().progress(&format!("Testing {}{so_far}", part.title()));
        };
        runtime.block_on(contract_conformance::run(&contract, &arguments.base_url, &hints, &options, &watch, None))?
    };
    print(&report, arguments.report, terminal)?;
    Ok(if report.lost.is_some() {
        FAILURE
    } else if report.findings.is_empty() {
        SUCCESS
    } else {
        DRIFT
    })
}

fn print(report: &Report, form: Form, terminal: &mut Terminal<'_>) -> anyhow::Result<()> {
    match form {
        Form::Text => {
            let shown = text(report, |title| terminal.coloured(title, Colour::Bold));
            terminal.line(shown.trim_end());
        }
        Form::Json => terminal.line(serde_json::to_string_pretty(report)?),
        Form::Github => terminal.line(github(report).trim_end()),
    }
    Ok(())
}

fn read_hints(file: &Path) -> anyhow::Result<Hints> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(contract_conformance::hints::read(&text, &file.display().to_string())?)
}

/// The items of a list: one a line, with comments after `#`.
fn read_pending(file: &Path) -> anyhow::Result<Vec<String>> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    Ok(lines.filter(|line| !line.is_empty()).map(str::to_owned).collect())
}
