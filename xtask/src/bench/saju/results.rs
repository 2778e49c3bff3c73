//! The results of the race, as a table, a verdict and a section of Markdown.

use std::{fmt::Write, path::Path};

use super::{
    super::{
        machine,
        report::{Table, cut},
    },
    contestants::{Contestant, PYTHON, node},
};

/// The minimum number of our charts per second on one core.
const GOAL: f64 = 100_000.0;
/// The goal: how many times faster our calculator must be than the fastest of the others.
const TIMES: f64 = 20.0;

/// The measurements of one calculator.
pub(super) struct Measured {
    /// The median of the charts per second.
    pub rate: f64,
    /// The number of births whose four pillars agree with ours.
    pub agreed: usize,
    pub births: usize,
    /// The resident bytes after a hundred thousand charts, and after a million more; 0 if they are not reported.
    pub memory: [u64; 2],
}

/// The measurements of `saju batch`.
pub(super) struct Batch {
    /// The median of the lines per second.
    pub rate: f64,
    pub lines: usize,
    /// The peak of memory in bytes; `None` if the system does not report it.
    pub memory: Option<u64>,
}

/// All contestants, measured or failed.
pub(super) struct Results {
    pub ours: (Contestant, Measured),
    pub others: Vec<(Contestant, anyhow::Result<Measured>)>,
    /// The number of measured runs.
    pub runs: u32,
    pub batch: Batch,
}

/// The machine of the measurements.
pub(super) struct Machine {
    processor: String,
    system: String,
    node: String,
    python: String,
    rust: String,
}

impl Machine {
    /// The current machine.
    pub(super) fn this(bench: &Path) -> anyhow::Result<Self> {
        Ok(Self {
            processor: machine::processor(),
            system: machine::system(),
            node: machine::version(&node(bench))?.trim_start_matches('v').to_owned(),
            python: machine::version(&bench.join(PYTHON))?,
            rust: machine::rust()?,
        })
    }
}

impl Results {
    /// A table with a row for each calculator.
    pub(super) fn table(&self) -> Table {
        let (ours, measured) = &self.ours;
        let mut rows = vec![row(ours, measured, None)];
        rows.extend(self.others.iter().map(|(other, theirs)| match theirs {
            Ok(theirs) => row(other, theirs, Some(measured)),
            Err(_) => vec![other.name.clone(), "failed".into(), "-".into(), "-".into()],
        }));
        Table { titles: vec!["calculator", "charts a second", "ours is faster", "same four pillars"], rows }
    }

    /// Whether the goals are met.
    pub(super) fn verdict(&self) -> String {
        let (_, ours) = &self.ours;
        let goal = format!("Goal ({} charts a second, {TIMES} times the fastest of the others)", grouped(GOAL));
        let ran = self.others.iter().filter_map(|(other, theirs)| Some((other, theirs.as_ref().ok()?)));
        let Some((fastest, theirs)) = ran.max_by(|(_, one), (_, other)| one.rate.total_cmp(&other.rate)) else {
            return format!("{goal}: not to be judged, as none of the others ran.");
        };
        let times = ours.rate / theirs.rate;
        let is_met = ours.rate >= GOAL && times >= TIMES;
        format!(
            "{goal}: {}, {} charts a second, {} times {}.",
            if is_met { "met" } else { "missed" },
            grouped(ours.rate),
            cut(times),
            fastest.name
        )
    }

    /// The failed contestants, and the reasons.
    pub(super) fn failures(&self) -> Vec<String> {
        let failed = self.others.iter().filter_map(|(other, theirs)| Some((other, theirs.as_ref().err()?)));
        failed.map(|(other, error)| format!("{} failed: {error:#}", other.name)).collect()
    }

    /// The section of `docs/benchmarks.md`.
    pub(super) fn section(&self, machine: &Machine) -> String {
        let (_, ours) = &self.ours;
        let mut text = String::from(
            "## The Four Pillars\n\n\
             `cargo xtask bench saju` writes this section: other calculators of the Four Pillars beside ours, \
             on the same random births.\n\n",
        );
        text += &self.table().markdown();
        _ = write!(text, "\n{}\n\n{}\n", self.verdict(), self.batch.sentence());
        if ours.memory[0] > 0 {
            let [early, late] = ours.memory.map(megabytes);
            _ = write!(
                text,
                "\nMemory stays flat: {early} MB are resident after 100,000 charts, and {late} MB after 1,000,000 more.\n"
            );
        }
        for failure in self.failures() {
            _ = write!(text, "\n{failure}.\n");
        }
        let Machine { processor, system, node, python, rust } = machine;
        _ = write!(
            text,
            "\n\
             - **charts a second** are of one thread: the time of a loop over the births inside the process, \
               for three seconds after half a second of warming up; the median of {} runs, for which all take turns.\n  \
               A chart is the four pillars, the ten gods and ten luck pillars with their ages; \
               ours also has the lunar date, the weights of the elements, the structure and the warnings in it.\n  \
               sxtwl gives pillars and solar terms alone: ten gods and luck pillars are worked out around it, in Python.\n\
             - **same four pillars** says of how many births the pillars are those that ours computes.\n  \
               The births are of 1989 to 2049, in which the clock of Korea has been UTC+9 all along, \
               and their time is that of a clock; the day turns at midnight, with the next day's hours from 23:00 on.\n  \
               manseryeok takes the times for Korea's, and the others take them for China's, UTC+8: \
               theirs are compared with what ours computes for the same clock times at UTC+8.\n\
             - The others stand in [xtask/bench/saju](../xtask/bench/saju), ours in \
               [charts.rs](../crates/heal7-saju/benches/charts.rs).\n\
             \n\
             Measured on {processor}, {system}, with Node {node}, {python} and {rust}.\n",
            self.runs,
        );
        text
    }
}

impl Batch {
    pub(super) fn sentence(&self) -> String {
        let memory = self.memory.map(|bytes| format!(", with {} MB at the peak", megabytes(bytes)));
        #[expect(clippy::cast_precision_loss, reason = "some hundred thousand")]
        let lines = grouped(self.lines as f64);
        format!(
            "`saju batch` answers {} lines a second, of {lines} from a file{}.",
            grouped(self.rate),
            memory.unwrap_or_default()
        )
    }
}

/// The cells of a successful calculator; `ours` is set for the other calculators.
fn row(contestant: &Contestant, measured: &Measured, ours: Option<&Measured>) -> Vec<String> {
    let times = ours.map_or_else(|| "-".into(), |ours| format!("{}×", cut(ours.rate / measured.rate)));
    let agreed = format!("{} of {}", measured.agreed, measured.births);
    vec![contestant.name.clone(), grouped(measured.rate), times, agreed]
}

fn megabytes(bytes: u64) -> String {
    format!("{}.{}", bytes / 1_000_000, bytes / 100_000 % 10)
}

/// A number without decimals and with commas, as in 1,234,567.
fn grouped(number: f64) -> String {
    let digits = format!("{number:.0}");
    let (head, tail) = digits.split_at(digits.len() % 3);
    let threes = tail.as_bytes().chunks(3).map(|three| String::from_utf8_lossy(three).into_owned());
    let groups: Vec<String> = [head.to_owned()].into_iter().chain(threes).filter(|group| !group.is_empty()).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_goals_compare_with_the_fastest_contestant_that_ran() {
        let verdict = |rate, others| results(rate, others).verdict();
        let slow = || ("slow", Ok(measured(100.0)));
        let met = verdict(2_000_000.0, vec![slow(), ("fast", Ok(measured(100_000.0)))]);
        assert!(met.ends_with(": met, 2,000,000 charts a second, 20.0 times fast."), "{met}");
        let missed = verdict(1_999_999.0, vec![slow(), ("fast", Ok(measured(100_000.0)))]);
        assert!(missed.ends_with(": missed, 1,999,999 charts a second, 19.9 times fast."), "{missed}");
        let few = verdict(90_000.0, vec![slow(), ("fast", Err(anyhow::anyhow!("exit status: 1")))]);
        assert!(few.ends_with(": missed, 90,000 charts a second, 900.0 times slow."), "{few}");
        assert!(verdict(1e9, vec![]).ends_with("not to be judged, as none of the others ran."));
    }

    #[test]
    fn failed_contestant_is_listed() {
        let failure = anyhow::anyhow!("no module named sxtwl").context("exit status: 1");
        let results = results(1_000_000.0, vec![("ran", Ok(measured(50_000.0))), ("broke", Err(failure))]);
        let rows = results.table().rows;
        assert_eq!(rows[0], ["ours", "1,000,000", "-", "9 of 10"]);
        assert_eq!(rows[1], ["ran", "50,000", "20.0×", "9 of 10"]);
        assert_eq!(rows[2], ["broke", "failed", "-", "-"]);
        assert_eq!(results.failures(), ["broke failed: exit status: 1: no module named sxtwl"]);
    }

    fn results(rate: f64, others: Vec<(&str, anyhow::Result<Measured>)>) -> Results {
        let others = others.into_iter().map(|(name, measured)| (contestant(name), measured)).collect();
        let batch = Batch { rate: 1.0, lines: 1, memory: None };
        Results { ours: (contestant("ours"), measured(rate)), others, runs: 3, batch }
    }

    fn contestant(name: &str) -> Contestant {
        Contestant {
            name: name.into(),
            program: name.into(),
            arguments: vec![],
            pillars: String::new(),
            clock: "seoul",
        }
    }

    fn measured(rate: f64) -> Measured {
        Measured { rate, agreed: 9, births: 10, memory: [0, 0] }
    }
}
