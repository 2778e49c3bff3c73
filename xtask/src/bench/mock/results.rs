//! The measurements as tables, verdicts and a section of `docs/benchmarks.md`.

use std::{path::Path, time::Duration};

use super::{
    ROUNDS,
    contestants::{Contestant, node, prism_version},
    requests::Case,
    validity::{TIMES, Validity},
};
use crate::bench::{
    machine,
    report::{self, Table, cut},
    wrk::Load,
};

/// The maximum time until the first answer.
const GOAL_READY: Duration = Duration::from_millis(100);
/// The maximum memory, in MiB.
const GOAL_MEMORY: f64 = 40.0;
/// The minimum ratio of our answers per second to those of Prism's dynamic mode.
const GOAL_PRISM: f64 = 50.0;
/// The maximum time in milliseconds of 99 % of the answers.
const GOAL_P99: f64 = 20.0;
/// The minimum ratio of our answers per second to those of the reference server.
const GOAL_REFERENCE: f64 = 0.5;

/// One mock before any load.
pub(super) struct Mock {
    pub contestant: Contestant,
    /// The number of timed starts.
    pub starts: usize,
    /// The median time from a start to the first answer.
    pub ready: Duration,
    /// The memory at that moment, in bytes.
    pub memory: Option<u64>,
    pub validity: Validity,
}

/// One server under one load.
pub(super) struct Measured {
    pub case: Case,
    pub contestant: Contestant,
    pub load: Load,
    /// The maximum memory after a run, in bytes.
    pub memory: Option<u64>,
    /// The size of one answer.
    pub bytes: usize,
}

/// The results for all servers.
pub(super) struct Results {
    pub mocks: Vec<Mock>,
    pub measured: Vec<Measured>,
    /// The seconds and the number of connections.
    pub arguments: (u32, u32),
}

impl Results {
    /// A table with a row for each mock.
    pub(super) fn mocks(&self) -> Table {
        let ours = self.mocks.iter().find(|mock| mock.contestant == Contestant::Ours);
        let compared = |text: String, mock: &Mock, number: &dyn Fn(&Mock) -> Option<f64>| {
            let ours = ours.filter(|_| mock.contestant != Contestant::Ours);
            let ratio = ours.and_then(|ours| Some(number(mock)? / number(ours)?));
            ratio.map_or(text.clone(), |ratio| format!("{text} ({}×)", cut(ratio)))
        };
        let rows = self.mocks.iter().map(|mock| {
            let Validity { valid, asked, successes, .. } = mock.validity;
            let percent = cut(mock.validity.share() * 100.0);
            vec![
                mock.contestant.title().to_owned(),
                compared(milliseconds(mock.ready), mock, &|mock| Some(mock.ready.as_secs_f64())),
                compared(shown(mock.memory), mock, &|mock| mock.memory.map(mebibytes)),
                format!("{valid} of {asked} ({percent} %)"),
                successes.to_string(),
            ]
        });
        Table { titles: vec!["mock", "first answer", "MiB then", "valid answers", "successes"], rows: rows.collect() }
    }

    /// A table with a row for each server and load.
    pub(super) fn loads(&self) -> Table {
        let titles = vec![
            "load",
            "server",
            "answers/s",
            "× Prism, dynamic",
            "× reference",
            "p50 ms",
            "p99 ms",
            "CPU µs",
            "MiB after",
            "bytes",
        ];
        let rows = self.measured.iter().map(|measured| {
            let Measured { case, contestant, load, memory, bytes } = measured;
            vec![
                case.title().to_owned(),
                contestant.title().to_owned(),
                format!("{:.0}", load.rate()),
                times(self.ratio(*case, *contestant, Contestant::PrismDynamic)),
                times(self.ratio(*case, *contestant, Contestant::Reference)),
                format!("{:.1}", load.p50),
                format!("{:.1}", load.p99),
                format!("{:.0}", load.work()),
                shown(*memory),
                bytes.to_string(),
            ]
        });
        Table { titles, rows: rows.collect() }
    }

    /// A line for each goal.
    pub(super) fn verdict(&self) -> String {
        let ready = self.mocks.iter().find(|mock| mock.contestant == Contestant::Ours).map(|mock| mock.ready);
        let ready = ready.unwrap_or(Duration::MAX);
        let ours = || self.measured.iter().filter(|measured| measured.contestant == Contestant::Ours);
        let each = |show: &dyn Fn(&Measured) -> String| {
            let shown = ours().map(|measured| format!("{} {}", measured.case.title(), show(measured)));
            shown.collect::<Vec<_>>().join(", ")
        };
        let to = |other| move |measured: &Measured| self.ratio(measured.case, Contestant::Ours, other);
        let to_prism = to(Contestant::PrismDynamic);
        let get = self.ratio(Case::Get, Contestant::Ours, Contestant::Reference);
        let (_, connections) = self.arguments;
        [
            report::goal("first answer in under 100 ms", ready < GOAL_READY, &milliseconds(ready)),
            report::goal(
                "under 40 MiB after each load",
                ours().all(|measured| measured.memory.is_some_and(|bytes| mebibytes(bytes) < GOAL_MEMORY)),
                &each(&|measured| shown(measured.memory)),
            ),
            report::goal(
                "at least 50 times Prism's dynamic answers a second",
                ours().all(|measured| to_prism(measured) >= GOAL_PRISM),
                &each(&|measured| cut(to_prism(measured))),
            ),
            report::goal(
                &format!("p99 under 20 ms at {connections} connections"),
                ours().all(|measured| measured.load.p99 < GOAL_P99),
                &each(&|measured| format!("{:.1}", measured.load.p99)),
            ),
            report::goal(
                "at least half of the reference server's answers a second to the same GET",
                get >= GOAL_REFERENCE,
                &cut(get),
            ),
        ]
        .join("\n")
    }

    /// The section of `docs/benchmarks.md`.
    pub(super) fn section(&self, bench: &Path) -> anyhow::Result<String> {
        let (seconds, connections) = self.arguments;
        let starts = self.mocks.first().map_or(0, |mock| mock.starts);
        let invalid = self.mocks.iter().flat_map(|mock| {
            let of = mock.contestant.title();
            mock.validity.invalid.iter().map(move |operation| format!("`{operation}` ({of})"))
        });
        let invalid: Vec<_> = invalid.collect();
        Ok(format!(
            "## Mocks\n\n`cargo xtask bench mock` writes this section: our mock, the program `contract` built for \
             release, beside Prism {}, on the same contract, and beside the reference server on SQLite.\n\
             Prism serves `generated/openapi/openapi.json` and logs errors alone; its dynamic answers have a seed.\n\n\
             {}\n{}\n{}\n\n\
             - **first answer** is the time from the start of the process to the first 200 of {}; the median of \
             {starts} starts.\n\
             - **valid answers** have a status that the operation declares and a body that fits its schema: {TIMES} \
             answers of each of the {} operations with a JSON answer whose request the examples of the contract make.\n  \
             **successes** are those of them that are no problem: a mock with a state refuses to register a person twice.\n  \
             Operations with an answer that is not valid: {}.\n\
             - The load is that of wrk with {connections} connections for {seconds} seconds, after one second to warm \
             up, all on one machine.\n  \
             Every run is of a process that has just started; all take turns, and the median of {ROUNDS} counts.\n\
             - The reference server keeps each result that a `POST` makes, our mock the newest ones; Prism keeps \
             nothing.\n\
             - **CPU µs** is how long the server had a processor for one answer.\n\
             - **MiB after** is the resident memory after the load, the most of all runs.\n\
             - **bytes** is the size of an answer; a list has as many results as the server chooses to have.\n\
             - **× Prism, dynamic** and **× reference** are ratios of answers a second, and **×** in the first table \
             is how many times ours it is.\n\n\
             Measured on {}, {}, with Node {} and {}.",
            prism_version(bench)?,
            self.mocks().markdown(),
            self.loads().markdown(),
            self.verdict(),
            Case::Get.title(),
            self.mocks.first().map_or(0, |mock| mock.validity.asked / TIMES),
            if invalid.is_empty() { "none".into() } else { invalid.join(", ") },
            machine::processor(),
            machine::system(),
            machine::version(&node(bench))?.trim_start_matches('v'),
            machine::rust()?,
        ))
    }

    /// The ratio of a server's answers per second to another server's.
    fn ratio(&self, case: Case, contestant: Contestant, other: Contestant) -> f64 {
        let rate = |contestant| {
            let found = self.measured.iter().find(|found| found.case == case && found.contestant == contestant);
            found.map_or(f64::NAN, |found| found.load.rate())
        };
        rate(contestant) / rate(other)
    }
}

/// A ratio as text; `< 0.01` if two decimals would show only zero.
fn times(ratio: f64) -> String {
    if ratio < 0.01 { "< 0.01".into() } else { cut(ratio) }
}

fn milliseconds(time: Duration) -> String {
    format!("{} ms", time.as_micros().div_ceil(1000))
}

/// Bytes in MiB, or a dash if they are unknown.
fn shown(bytes: Option<u64>) -> String {
    bytes.map_or("-".into(), |bytes| format!("{:.1}", (mebibytes(bytes) * 10.0).ceil() / 10.0))
}

fn mebibytes(bytes: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "the bytes of a process are far from 2^53")]
    let mebibytes = bytes as f64 / 1_048_576.0;
    mebibytes
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn goals_are_met_at_their_limits() {
        let verdict = results(99, 39, [5000.0, 100.0, 10_000.0], 19.0).verdict();
        assert_eq!(verdict.matches(": met").count(), 5, "{verdict}");
        assert!(verdict.ends_with("the same GET): met, 0.50."), "{verdict}");
    }

    #[test]
    fn missed_goals_are_named() {
        let verdict = results(100, 40, [4999.0, 100.0, 10_000.0], 20.0).verdict();
        assert_eq!(verdict.matches(": missed").count(), 5, "{verdict}");
        assert!(verdict.contains("missed, `GET /saju/results/{id}` 49.9, `GET /saju/history` 49.9"), "{verdict}");
    }

    #[test]
    fn invalid_answers_lower_the_share() {
        let rows = results(50, 30, [1.0; 3], 1.0).mocks().rows;
        assert_eq!(rows[0], ["ours", "50 ms", "30.0", "2 of 3 (66.6 %)", "1"]);
        assert_eq!(rows[1], ["Prism, dynamic", "500 ms (10.0×)", "300.0 (10.0×)", "2 of 3 (66.6 %)", "1"]);
    }

    /// Results in which Prism takes ten times our time and memory, with the answers of our mock, Prism and the
    /// reference server.
    fn results(ready: u64, memory: u64, [ours, prism, reference]: [f64; 3], p99: f64) -> Results {
        let mock = |contestant, times| Mock {
            contestant,
            starts: 3,
            ready: Duration::from_millis(ready * times),
            memory: Some(memory * times * 1_048_576),
            validity: Validity { asked: 3, valid: 2, successes: 1, ..Validity::default() },
        };
        let servers = [(Contestant::Ours, ours), (Contestant::PrismDynamic, prism), (Contestant::Reference, reference)];
        let measured = |case| {
            servers.map(|(contestant, requests)| {
                let load = json!({ "requests": requests, "seconds": 1.0, "p50": 1.0, "p99": p99, "errors": 0 });
                let load = serde_json::from_value(load).unwrap();
                Measured { case, contestant, load, memory: Some(memory * 1_048_576), bytes: 10 }
            })
        };
        Results {
            mocks: vec![mock(Contestant::Ours, 1), mock(Contestant::PrismDynamic, 10)],
            measured: Case::ALL.into_iter().flat_map(measured).collect(),
            arguments: (5, 32),
        }
    }
}
