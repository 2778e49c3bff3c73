//! `cargo xtask bench codegen`: today's TypeScript generators compared with ours, on the documents that ours writes.

mod contestants;
mod judge;
mod results;

use std::{
    fs::{self, File},
    io,
    path::Path,
    process::{Command, ExitStatus, Stdio},
    time::Duration,
};

use anyhow::{Context, bail};
use contestants::{Contestant, OUTPUT};
use judge::{Judgement, judge};
use results::Results;

use super::{measure, report};
use crate::{FAILURE, SUCCESS, steps, terminal};

/// The package of the other generators, from the project's folder.
const BENCH: &str = "xtask/bench/codegen";

#[derive(clap::Args)]
#[command(
    after_help = "Installs the other generators with npm, once, and builds ours for release; neither is in the measured time.\nWhat each writes stays in xtask/bench/codegen/dist, with a log beside it.\n\nExamples:\n  cargo xtask bench codegen\n  cargo xtask bench codegen --runs 15\n\nExit codes: 0 every generator ran, whoever was faster; 1 one failed"
)]
pub(crate) struct Arguments {
    /// How many runs of each are timed; the median counts.
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
}

/// The measurements of one generator.
struct Measured {
    /// The median.
    wall: Duration,
    /// The memory in bytes; `None` if the system does not report it.
    memory: Option<u64>,
    /// The size of all files written, in bytes.
    output: u64,
    judgement: Judgement,
}

/// Races, prints the table and writes it to `docs/benchmarks.md`.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<u8> {
    let root = steps::root();
    let bench = root.join(BENCH);
    steps::install(&bench)?;
    steps::run(&root, "cargo", &["build", "--release", "--package", "xtask"])?;

    // The output of earlier races is deleted after this race.
    let earlier = tempfile::tempdir_in(&bench).context("cannot make a folder for earlier output")?;
    let aside = earlier.path();
    set_aside(&bench.join(OUTPUT), aside)?;
    let mut racers = vec![Racer::prepare(contestants::ours()?, &bench, aside)];
    if let Err(error) = &racers[0].outcome {
        bail!("{} failed: {error:#}", racers[0].contestant.name);
    }
    racers.extend(contestants::others(&bench)?.into_iter().map(|other| Racer::prepare(other, &bench, aside)));
    for round in 1..=arguments.runs {
        terminal::progress(&format!("Racing, round {round} of {}", arguments.runs));
        racers.iter_mut().for_each(|racer| racer.race(&bench, aside));
    }
    drop(earlier);
    let mut measured = racers.into_iter().map(|racer| racer.judge(&bench));
    let (ours, outcome) = measured.next().expect("ours is the first of them");
    let outcome = outcome.with_context(|| format!("{} failed", ours.name))?;
    let typescript = bytes_below(&ours.output(&bench).join("typescript"))?;
    let others = measured.collect();
    let results = Results { ours: (ours, outcome), others, runs: arguments.runs, typescript };

    results.table().columns().iter().for_each(terminal::line);
    terminal::line(format!("\n{}", results.verdict()));
    let failures = results.failures();
    failures.iter().for_each(|failure| terminal::error(failure));
    report::save("codegen", &results.section(&results::Machine::this(&bench)?))?;
    terminal::progress(&format!("Wrote {}", report::FILE));
    Ok(if failures.is_empty() { SUCCESS } else { FAILURE })
}

/// A generator with its measurements so far, or the reason why it failed.
struct Racer {
    contestant: Contestant,
    outcome: anyhow::Result<Runs>,
}

struct Runs {
    memory: Option<u64>,
    times: Vec<Duration>,
}

impl Racer {
    /// Runs it once to measure its memory, which also fills the disk cache with its files.
    fn prepare(contestant: Contestant, bench: &Path, aside: &Path) -> Self {
        terminal::progress(&format!("Preparing {}", contestant.name));
        let memory = once(&contestant, bench, aside, measure::memory);
        Self { contestant, outcome: memory.map(|memory| Runs { memory, times: Vec::new() }) }
    }

    /// Runs it once with a timer. All contestants take turns, so that other load of the machine affects them equally.
    fn race(&mut self, bench: &Path, aside: &Path) {
        if let Ok(runs) = &mut self.outcome {
            match once(&self.contestant, bench, aside, measure::wall) {
                Ok(time) => runs.times.push(time),
                Err(error) => self.outcome = Err(error),
            }
        }
    }

    /// Combines the measurements with the compiler's results for the last output.
    fn judge(self, bench: &Path) -> (Contestant, anyhow::Result<Measured>) {
        let measured = self.outcome.and_then(|mut runs| {
            terminal::progress(&format!("Judging {}", self.contestant.name));
            let output = bytes_below(&self.contestant.output(bench))?;
            let judgement = judge(&self.contestant, bench)?;
            Ok(Measured { wall: measure::median(&mut runs.times), memory: runs.memory, output, judgement })
        });
        (self.contestant, measured)
    }
}

/// Runs it once into an empty folder. Its output is written to a log.
fn once<T>(
    contestant: &Contestant,
    bench: &Path,
    aside: &Path,
    measure: impl Fn(&mut Command) -> io::Result<(ExitStatus, T)>,
) -> anyhow::Result<T> {
    set_aside(&contestant.output(bench), aside)?;
    let path = bench.join(OUTPUT).join(format!("{}.log", contestant.id));
    let log = File::create(&path).context("cannot write a log")?;
    let mut command = contestant.command(bench);
    command.stdin(Stdio::null()).stdout(log.try_clone().context("cannot write a log")?).stderr(log);
    let (status, measured) = measure(&mut command).context("it cannot be started")?;
    if !status.success() {
        let log = fs::read_to_string(&path).unwrap_or_default();
        // The message is written to a committed file, which must not contain the path of the project on this machine.
        bail!("{status}: {}", cause(&log).replace(&*steps::root().to_string_lossy(), "."));
    }
    contestant.check(bench)?;
    Ok(measured)
}

/// The line of a log that most likely contains the cause of a failure.
fn cause(log: &str) -> &str {
    let mut lines = log.lines().map(str::trim).filter(|line| !line.is_empty());
    let says = |line: &&str| ["rror", "🛑", "ENOENT"].iter().any(|word| line.contains(word));
    lines.clone().find(says).or_else(|| lines.next_back()).unwrap_or("it said nothing")
}

/// Creates the folder again, and moves its old contents elsewhere: a file system that has just removed hundreds of
/// files is slow to create others (ext4 without a journal skips their inodes for five minutes), and that time does not
/// belong to the generator.
fn set_aside(folder: &Path, aside: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        let number = fs::read_dir(aside).with_context(|| format!("cannot read {}", aside.display()))?.count();
        fs::rename(folder, aside.join(number.to_string()))
            .with_context(|| format!("cannot set {} aside", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))
}

/// The size of all files in a folder and its subfolders, in bytes.
fn bytes_below(folder: &Path) -> anyhow::Result<u64> {
    let unreadable = || format!("cannot read {}", folder.display());
    let mut bytes = 0;
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let entry = entry.with_context(unreadable)?;
        let metadata = entry.metadata().with_context(unreadable)?;
        bytes += if metadata.is_dir() { bytes_below(&entry.path())? } else { metadata.len() };
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::cause;

    #[test]
    fn the_cause_is_the_line_with_the_error() {
        let crash = "loading\n\nfile.mjs:3\nTypeError: mock is no object\n    at main\n\nNode.js v22.23.2\n";
        assert_eq!(cause(crash), "TypeError: mock is no object");
        assert_eq!(cause("one\nunknown option\n\n"), "unknown option");
        assert_eq!(cause(""), "it said nothing");
    }
}
