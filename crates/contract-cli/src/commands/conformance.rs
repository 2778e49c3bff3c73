//! `conformance`: tests whether a server conforms to the contract.

use std::{
    cell::RefCell,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, bail};
use contract_conformance::{
    Baseline, Contract, Hints, Observer, Options, Part, Report, github, hints, junit, pattern, pending, rules, run,
    text,
};
use tokio::runtime;

use crate::{Colour, DRIFT, FAILURE, Project, SUCCESS, Terminal};

#[derive(clap::Args)]
#[command(after_help = "Examples:\n  {program} conformance --base-url http://localhost:8080\n  \
                        {program} conformance --init conformance.toml\n  \
                        {program} conformance --base-url http://localhost:8080 --hints conformance.toml --report junit\n  \
                        {program} conformance --base-url https://staging.example.com --token $TOKEN --read-only\n  \
                        {program} conformance --base-url http://localhost:8080 --only 'get*' --only 'Query.*'\n\n\
                        Exit codes: 0 the target keeps the contract, 4 violations, 1 it cannot be tested, 2 wrong usage")]
pub struct Arguments {
    /// The base address of the target, including a path prefix if it has one.
    #[arg(long, value_name = "URL", required_unless_present = "init")]
    base_url: Option<String>,
    /// Test against the contract of this `registry.json`, without its Rust types.
    #[arg(long, value_name = "FILE")]
    registry: Option<PathBuf>,
    /// Write an initial file of hints, and test nothing.
    #[arg(long, value_name = "FILE", conflicts_with = "base_url")]
    init: Option<PathBuf>,
    /// Values that the contract does not contain: persons, ids, requests that lead to problems.
    #[arg(long, value_name = "FILE")]
    hints: Option<PathBuf>,
    /// The access token of the person who makes the calls.
    #[arg(long, value_name = "TOKEN", conflicts_with = "login")]
    token: Option<String>,
    /// A file with the `[[people]]` of the hints, so that passwords are in a separate file.
    #[arg(long, value_name = "FILE")]
    login: Option<PathBuf>,
    /// Send only requests that change nothing.
    #[arg(long)]
    read_only: bool,
    /// Test only these items: ids of operations and channels, paths of GraphQL fields; `*` matches any text.
    #[arg(long, value_name = "PATTERN")]
    only: Vec<String>,
    /// Ignore the violations of a rule; docs/conformance.md lists the rules.
    #[arg(long, value_name = "RULE")]
    tolerate: Vec<String>,
    /// The items that the target does not implement yet, one per line; an item that works is then a violation.
    #[arg(long, value_name = "FILE")]
    pending: Option<PathBuf>,
    /// The known violations: only new ones count.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write all violations into the file of --baseline.
    #[arg(long, requires = "baseline")]
    write_baseline: bool,
    /// Count every declared outcome that did not occur as a failure.
    #[arg(long)]
    complete: bool,
    /// The format of the report.
    #[arg(long, value_name = "text|junit|json|github", default_value = "text")]
    report: Form,
    /// The seed of the requests: the same seed sends the same values.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    seed: u64,
    /// The number of concurrent requests.
    #[arg(long, value_name = "NUMBER", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=64))]
    jobs: u16,
    /// The time limit for a response, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=600))]
    timeout: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    Text,
    Junit,
    Json,
    Github,
}

/// Tests a target, and returns the exit code.
pub(super) fn run_command(project: &Project, arguments: &Arguments, terminal: &mut Terminal<'_>) -> anyhow::Result<u8> {
    let contract = Contract::new(project.registry(arguments.registry.as_deref())?);
    if let Some(file) = &arguments.init {
        return init(file, &contract, terminal);
    }
    let base = arguments.base_url.as_deref().unwrap_or_default();
    let hints = read_hints(arguments, &contract)?;
    let options = options(arguments, &contract)?;
    let runtime =
        runtime::Builder::new_multi_thread().enable_all().build().context("could not start the async runtime")?;
    let mut report = {
        let watching = RefCell::new(&mut *terminal);
        let watch = |part: Part, findings: usize| {
            let so_far =
                if findings == 0 { String::new() } else { format!(" ({findings} causes of violations so far)") };
            watching.borrow_mut().progress(&format!("Testing {}{so_far}", part.title()));
        };
        let observer = Observer { watch: Some(&watch), ..Observer::default() };
        runtime.block_on(run(&contract, base, &hints, &options, observer))?
    };
    if let Some(file) = &arguments.baseline {
        apply_baseline(file, arguments.write_baseline, &mut report, terminal)?;
    }
    print(&report, &contract, arguments.report, terminal)?;
    let is_incomplete = arguments.complete && !report.coverage.is_complete();
    if is_incomplete {
        terminal.error("the contract declares outcomes that were not seen: the coverage lists them as missing");
        terminal.note("add hints that lead to them, or exceptions with a reason (--hints FILE, --init FILE)");
    }
    Ok(if report.lost.is_some() {
        FAILURE
    } else if report.findings.is_empty() && !is_incomplete {
        SUCCESS
    } else {
        DRIFT
    })
}

/// Writes an initial file of hints.
fn init(file: &Path, contract: &Contract, terminal: &mut Terminal<'_>) -> anyhow::Result<u8> {
    if file.exists() {
        bail!("{} exists already: remove it, or name another file", file.display());
    }
    fs::write(file, hints::starter(contract)).with_context(|| format!("cannot write {}", file.display()))?;
    terminal.progress(&format!("Wrote {}", file.display()));
    terminal.note(&format!("fill in the lines you need, then test with --base-url URL --hints {}", file.display()));
    Ok(SUCCESS)
}

fn options(arguments: &Arguments, contract: &Contract) -> anyhow::Result<Options> {
    let only: Vec<_> = arguments.only.iter().map(|text| pattern(text)).collect();
    for (text, pattern) in arguments.only.iter().zip(&only) {
        if !contract.items().iter().any(|item| pattern.matches(item)) {
            bail!("--only {text}: the contract has no such operation, channel or field; `list` shows all of them");
        }
    }
    for id in &arguments.tolerate {
        if rules::rule(id).is_none() {
            bail!("--tolerate {id}: there is no such rule; docs/conformance.md lists the rules");
        }
    }
    Ok(Options {
        token: arguments.token.clone(),
        is_read_only: arguments.read_only,
        only,
        tolerated: arguments.tolerate.clone(),
        pending: arguments.pending.as_deref().map(|file| read_pending(file, contract)).transpose()?.unwrap_or_default(),
        seed: arguments.seed,
        jobs: arguments.jobs.into(),
        tag: None,
        timeout: Duration::from_secs(arguments.timeout),
    })
}

fn read_hints(arguments: &Arguments, contract: &Contract) -> anyhow::Result<Hints> {
    let read_file =
        |file: &Path| Ok::<_, anyhow::Error>(hints::read(&read(file)?, &file.display().to_string(), contract)?);
    let mut hints = arguments.hints.as_deref().map(read_file).transpose()?.unwrap_or_default();
    if let Some(file) = arguments.login.as_deref() {
        hints.people = read_file(file)?.people;
    }
    Ok(hints)
}

fn read_pending(file: &Path, contract: &Contract) -> anyhow::Result<Vec<String>> {
    match pending::read(&read(file)?, contract) {
        Ok(pending) => Ok(pending),
        Err((line, reason)) => bail!("{}:{line}: {reason}", file.display()),
    }
}

/// Removes known violations from a report, or writes all violations into the file.
fn apply_baseline(file: &Path, write: bool, report: &mut Report, terminal: &mut Terminal<'_>) -> anyhow::Result<()> {
    if write {
        let text = Baseline::of(&report.findings).write();
        fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))?;
        terminal.progress(&format!("Wrote {} causes to {}", report.findings.len(), file.display()));
    }
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => bail!("cannot read {}: {error}; --write-baseline writes it", file.display()),
    };
    let baseline = match Baseline::read(&text) {
        Ok(baseline) => baseline,
        Err(line) => bail!("{}:{line}: this is no rule and cause with a tab between them", file.display()),
    };
    let known = report.findings.len();
    let mended = baseline.apply(&mut report.findings);
    let known = known - report.findings.len();
    if known > 0 {
        terminal.note(&format!("{known} causes of violations are known in {}", file.display()));
    }
    for (rule, cause) in mended {
        terminal.note(&format!("{rule}: {cause} is mended: remove its line from {}", file.display()));
    }
    Ok(())
}

fn print(report: &Report, contract: &Contract, form: Form, terminal: &mut Terminal<'_>) -> anyhow::Result<()> {
    match form {
        Form::Text => {
            let shown = text(report, |title| terminal.coloured(title, Colour::Bold));
            terminal.line(shown.trim_end());
        }
        Form::Junit => terminal.line(junit(report, contract)?.trim_end()),
        Form::Json => terminal.line(serde_json::to_string_pretty(report)?),
        Form::Github => {
            let shown = github(report);
            if !shown.is_empty() {
                terminal.line(shown.trim_end());
            }
        }
    }
    Ok(())
}

fn read(file: &Path) -> anyhow::Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}
