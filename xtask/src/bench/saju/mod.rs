//! `cargo xtask bench saju`: other calculators of the Four Pillars compared with ours, on the same births.

mod contestants;
mod results;

use std::{
    fs::{self, File},
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, bail};
use contestants::{Contestant, OUTPUT};
use results::{Batch, Measured, Results};
use serde::Deserialize;

use super::{measure, report};
use crate::{FAILURE, SUCCESS, steps, terminal};

/// The package of the other calculators, from the project's folder.
const BENCH: &str = "xtask/bench/saju";
/// The number of times that all births pass through `saju batch`.
const BATCH_PASSES: usize = 25;

#[derive(clap::Args)]
#[command(
    after_help = "Installs the other calculators with npm and pip, once, and builds ours; neither is in the measured time.\nThe births and the pillars that each computes stay in xtask/bench/saju/dist.\n\nExamples:\n  cargo xtask bench saju\n  cargo xtask bench saju --runs 5\n\nExit codes: 0 every calculator ran, whoever was faster; 1 one failed"
)]
pub(crate) struct Arguments {
    /// How many runs of each are measured, of some four seconds; the median counts.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
}

/// The output of a calculator for one run.
#[derive(Deserialize)]
struct Run {
    charts: f64,
    seconds: f64,
    /// The resident bytes after a hundred thousand charts, and after a million more; only our program reports them.
    #[serde(default)]
    memory: [u64; 2],
}

/// Races, prints the table and writes it to `docs/benchmarks.md`.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<u8> {
    let bench = steps::root().join(BENCH);
    install(&bench)?;
    fs::create_dir_all(bench.join(OUTPUT)).context("cannot make the folder for what is computed")?;

    let mut racers: Vec<Racer> = contestants::all(&bench)?.into_iter().map(Racer::new).collect();
    for round in 1..=arguments.runs {
        for racer in &mut racers {
            terminal::progress(&format!("Racing {}, round {round} of {}", racer.contestant.name, arguments.runs));
            racer.race(&bench);
        }
    }
    let measured: Vec<_> = racers.into_iter().map(|racer| racer.judge(&bench)).collect();
    let mut measured = measured.into_iter();
    let (ours, outcome) = measured.next().expect("ours is the first of them");
    let outcome = outcome.with_context(|| format!("{} failed", ours.name))?;
    let batch = batch(&bench, arguments.runs)?;
    let results = Results { ours: (ours, outcome), others: measured.collect(), runs: arguments.runs, batch };

    results.table().columns().iter().for_each(terminal::line);
    terminal::line(format!("\n{}\n{}", results.verdict(), results.batch.sentence()));
    let failures = results.failures();
    failures.iter().for_each(|failure| terminal::error(failure));
    report::save("saju", &results.section(&results::Machine::this(&bench)?))?;
    terminal::progress(&format!("Wrote {}", report::FILE));
    Ok(if failures.is_empty() { SUCCESS } else { FAILURE })
}

/// Installs the packages of npm, and those of Python into their own environment.
fn install(bench: &Path) -> anyhow::Result<()> {
    steps::install(bench)?;
    steps::install_python(bench)
}

/// A calculator with its runs so far, or the reason why it failed.
struct Racer {
    contestant: Contestant,
    outcome: anyhow::Result<Vec<Run>>,
}

impl Racer {
    fn new(contestant: Contestant) -> Self {
        Self { contestant, outcome: Ok(Vec::new()) }
    }

    /// Runs it once. All calculators take turns, so that other load of the machine affects them equally.
    fn race(&mut self, bench: &Path) {
        if let Ok(runs) = &mut self.outcome {
            match once(&self.contestant, bench) {
                Ok(run) => runs.push(run),
                Err(error) => self.outcome = Err(error),
            }
        }
    }

    /// Combines the runs with the number of births whose pillars agree with ours.
    fn judge(self, bench: &Path) -> (Contestant, anyhow::Result<Measured>) {
        let measured = self.outcome.and_then(|runs| {
            let pillars = |file: &str| {
                fs::read_to_string(bench.join(OUTPUT).join(file)).with_context(|| format!("{file} was not written"))
            };
            let (theirs, ours) =
                (pillars(&self.contestant.pillars)?, pillars(&format!("{}.pillars", self.contestant.clock))?);
            let agreed = theirs.lines().zip(ours.lines()).filter(|(theirs, ours)| theirs == ours).count();
            Ok(Measured {
                rate: median(runs.iter().map(|run| run.charts / run.seconds).collect()),
                agreed,
                births: ours.lines().count(),
                memory: runs.last().map(|run| run.memory).unwrap_or_default(),
            })
        });
        (self.contestant, measured)
    }
}

/// Runs it once; the last line of its output contains the result.
fn once(contestant: &Contestant, bench: &Path) -> anyhow::Result<Run> {
    let mut command = Command::new(&contestant.program);
    command.args(&contestant.arguments).current_dir(bench).stdin(Stdio::null()).stderr(Stdio::piped());
    let output = command.output().context("it cannot be started")?;
    if !output.status.success() {
        let output_text = String::from_utf8_lossy(&output.stderr);
        bail!("{}: {}", output.status, output_text.lines().rfind(|line| !line.is_empty()).unwrap_or("it said nothing"));
    }
    let output_text = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(output_text.lines().next_back().unwrap_or_default()).context("it printed something else")
}

/// Measures the lines per second that `saju batch` answers, from a file to no output.
fn batch(bench: &Path, runs: u32) -> anyhow::Result<Batch> {
    let root = steps::root();
    steps::run(&root, "cargo", &["build", "--release", "--package", "heal7-saju"])?;
    let births = fs::read_to_string(bench.join(OUTPUT).join("births.txt")).context("there are no births")?;
    let lines: String = births.lines().map(contestants::batch_line).collect();
    let input = bench.join(OUTPUT).join("births.jsonl");
    fs::write(&input, lines.repeat(BATCH_PASSES)).context("cannot write the lines")?;
    let lines = births.lines().count() * BATCH_PASSES;
    let mut rates = Vec::new();
    let mut memory = None;
    for round in 0..=runs {
        terminal::progress(&format!("Running saju batch on {lines} lines"));
        let mut command = Command::new(contestants::release("saju")?);
        command.arg("batch").stdin(File::open(&input)?).stdout(Stdio::null());
        // The first run measures the memory, because that takes time.
        let status = if round == 0 {
            let (status, peak) = measure::memory(&mut command)?;
            memory = peak;
            status
        } else {
            let (status, time) = measure::wall(&mut command)?;
            #[expect(clippy::cast_precision_loss, reason = "some hundred thousand")]
            rates.push(lines as f64 / time.as_secs_f64());
            status
        };
        if !status.success() {
            bail!("saju batch failed: {status}");
        }
    }
    Ok(Batch { rate: median(rates), lines, memory })
}

/// The middle number, or the greater of the two middle ones.
fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_unstable_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}
