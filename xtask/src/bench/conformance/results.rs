//! The results of both tools, as a table, a verdict, lists of faults and a section of Markdown.

use std::{collections::BTreeSet, time::Duration};

use contract_conformance::rules::Group;

use super::{AT_A_TIME, BENCH, TIMEOUT, schemathesis::Runner, shop::Fault};
use crate::bench::{
    machine, measure,
    report::{Table, goal, seconds},
};

/// One run of one tool on one shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The failures in the tool's report.
    pub failures: BTreeSet<String>,
    /// The number of requests that the shop received.
    pub requests: u64,
    pub time: Duration,
    /// Whether the time limit ended the run.
    pub is_cut: bool,
}

impl Found {
    /// Whether the tool reported a failure.
    pub(super) fn is_caught(&self) -> bool {
        !self.failures.is_empty()
    }

    /// The run without the failures of another run.
    pub(super) fn without(mut self, other: &Self) -> Self {
        self.failures.retain(|failure| !other.failures.contains(failure));
        self
    }
}

/// The results of both tools for the correct shop.
pub(super) struct Sound {
    pub ours: Found,
    /// For each runner of schemathesis, the failures that count as known from then on, and a subsequent run.
    pub theirs: Vec<(Runner, BTreeSet<String>, Found)>,
}

impl Sound {
    /// The runs of this schemathesis runner that knew its failures.
    pub(super) fn of_runner(&self, runner: Runner) -> impl Iterator<Item = &Found> {
        self.theirs.iter().filter(move |(of, _, _)| *of == runner).map(|(_, _, again)| again)
    }
}

/// The results of both tools for a broken shop, without the failures of the correct one.
pub(super) struct Measured {
    pub fault: Fault,
    pub group: Group,
    pub ours: Found,
    pub theirs: Found,
}

/// All measurements.
pub(super) struct Results {
    pub sound: Sound,
    pub measured: Vec<Measured>,
    /// The name and version of schemathesis.
    pub peer: String,
    /// The maximum time of a tool for a shop.
    pub bound: Duration,
    /// The duration of the whole bench.
    pub took: Duration,
}

impl Results {
    /// A table with a row for each group of rules that has faults, and one for all.
    pub(super) fn table(&self) -> Table {
        let groups = Group::ALL.into_iter().map(|group| (group.title(), self.of_group(group)));
        let all = ("all", self.measured.iter().collect::<Vec<_>>());
        let rows = groups.chain([all]).filter(|(_, measured)| !measured.is_empty()).map(|(title, measured)| {
            let ours: Vec<&Found> = measured.iter().map(|measured| &measured.ours).collect();
            let theirs: Vec<&Found> = measured.iter().map(|measured| &measured.theirs).collect();
            let faults = [title.to_owned(), measured.len().to_string()];
            faults.into_iter().chain(cells(&ours)).chain(cells(&theirs)).collect()
        });
        Table {
            titles: vec![
                "rules",
                "faults",
                "ours: caught",
                "requests",
                "seconds",
                "schemathesis: caught",
                "requests",
                "seconds",
            ],
            rows: rows.collect(),
        }
    }

    /// Whether the goals are met.
    pub(super) fn verdict(&self) -> String {
        let all = self.measured.len();
        let caught = self.measured.iter().filter(|measured| measured.ours.is_caught()).count();
        let [ours, theirs] = [
            median_time(self.measured.iter().map(|measured| &measured.ours)),
            median_time(self.measured.iter().map(|measured| &measured.theirs)),
        ];
        let alarms = self.sound.ours.failures.len();
        [
            goal("ours catches every fault", caught == all, &format!("{caught} of {all}")),
            goal("ours reports nothing on the sound shop", alarms == 0, &format!("{alarms} failures")),
            goal(
                "ours takes at most the time of schemathesis for a fault, by the median",
                ours <= theirs,
                &format!("{} and {} seconds", seconds(ours), seconds(theirs)),
            ),
        ]
        .join("\n\n")
    }

    /// The faults that our suite misses, and those that schemathesis catches, with its failures.
    pub(super) fn lists(&self) -> String {
        let names = |theirs: bool| {
            let missed = self.measured.iter().filter(|measured| !measured.ours.is_caught());
            let names: Vec<String> = missed
                .filter(|measured| measured.theirs.is_caught() == theirs)
                .map(|measured| format!("`{}`", measured.fault.name))
                .collect();
            if names.is_empty() { "none".into() } else { names.join(", ") }
        };
        let caught = self.measured.iter().filter(|measured| measured.theirs.is_caught());
        let caught: String = caught
            .map(|measured| format!("- `{}`: {}\n", measured.fault.name, listed(&measured.theirs.failures)))
            .collect();
        format!(
            "Faults that only schemathesis catches: {}.\n\nFaults that neither catches: {}.\n\n\
             Faults that schemathesis catches, with the failures that it reports:\n\n{}",
            names(true),
            names(false),
            if caught.is_empty() { "none\n" } else { &caught },
        )
    }

    /// The section of `docs/benchmarks.md`.
    pub(super) fn section(&self) -> anyhow::Result<String> {
        let cut = |runs: Vec<&Found>| runs.iter().filter(|found| found.is_cut).count();
        let cut_ours = cut(self.measured.iter().map(|measured| &measured.ours).collect());
        let cut_theirs = cut(self.measured.iter().map(|measured| &measured.theirs).collect());
        let sound: String = self
            .sound
            .theirs
            .iter()
            .map(|(runner, known, again)| {
                let reports: String = known.iter().map(|failure| explained(failure)).collect();
                format!(
                    "  Over {} it reports:\n{reports}  In a further run it adds: {}.\n",
                    runner.title(),
                    listed(&again.failures),
                )
            })
            .collect();
        Ok(format!(
            "## Conformance\n\n\
             `cargo xtask bench conformance` writes this section: our conformance suite beside {}, on bookshops that \
             break one rule of their contract each.\n\n\
             {}\n{}\n\n{}\n\
             - A fault is **caught** by a tool that reports a failure on the broken shop which it does not report on \
             the sound one.\n  \
             The faults and their rules stand in [table.rs](../tests/bookshop/src/faults/table.rs), which the authors \
             of our suite wrote to test it: that ours catches them is no surprise, and they are no sample of the \
             faults that servers have.\n\
             - **requests** and **seconds** are medians of one run for each fault; a run includes the start of the \
             tool.\n  \
             The shop counts the requests; a socket counts once, whatever is sent over it.\n  \
             Ours always runs to its end.\n  \
             schemathesis stops at the first failure that the sound shop does not have, so that its numbers are low \
             where it catches a fault.\n\
             - A tool has {} seconds for a shop: that ended {cut_ours} runs of ours, which count as missed, and \
             {cut_theirs} of schemathesis, whose failures until then count.\n  \
             An answer may take {TIMEOUT} second.\n  \
             {AT_A_TIME} shops are tested at a time, so that each tool has about one core.\n\
             - Ours reads the registry and the hints in [bookshop.toml](../tests/conformance/bookshop.toml).\n\
             - schemathesis reads the OpenAPI document that our generator writes, and for the faults of GraphQL the \
             SDL; it knows nothing of WebSocket, which most faults of channels are about.\n  \
             It runs all its phases and checks with its default number of examples and the token of a customer, \
             deterministic and without shrinking, and goes on after failures that are known.\n  \
             [hooks.py](../{BENCH}/hooks.py) has values for the scalars of GraphQL, and a new idempotency key for \
             each request: its generator uses one for several bodies.\n  \
             It cannot know what these documents do not say, such as that a header of an answer is always there.\n\
             - The sound shop is tested first; the failures of schemathesis there are its baseline.\n\
             {sound}\n\
             The whole took {} minutes.\n\
             Measured on {}, {}, with {}.",
            self.peer,
            self.table().markdown(),
            self.verdict(),
            self.lists(),
            self.bound.as_secs(),
            self.took.as_secs().div_ceil(60),
            machine::processor(),
            machine::system(),
            machine::rust()?,
        ))
    }

    fn of_group(&self, group: Group) -> Vec<&Measured> {
        self.measured.iter().filter(|measured| measured.group == group).collect()
    }
}

/// The number of faults that a tool caught, and the medians of its requests and seconds.
fn cells(runs: &[&Found]) -> [String; 3] {
    let caught = runs.iter().filter(|found| found.is_caught()).count();
    let mut requests: Vec<u64> = runs.iter().map(|found| found.requests).collect();
    requests.sort_unstable();
    // The upper one of the two middle values, because half a request does not exist.
    let middle = requests[requests.len() / 2];
    [caught.to_string(), middle.to_string(), seconds(median_time(runs.iter().copied()))]
}

fn median_time<'a>(runs: impl Iterator<Item = &'a Found>) -> Duration {
    measure::median(&mut runs.map(|found| found.time).collect::<Vec<_>>())
}

fn listed(failures: &BTreeSet<String>) -> String {
    if failures.is_empty() { "nothing".into() } else { failures.iter().cloned().collect::<Vec<_>>().join("; ") }
}

/// The beginnings of the failures that schemathesis reports for the correct shop by mistake, with the reasons.
const ALARMS: [(&str, &str); 4] = [
    (
        "GraphQL client error: ",
        "the schema of GraphQL has no lengths, ranges and patterns, which the shop checks all the same",
    ),
    (
        "Missing required header accepted: ",
        "the header is `Authorization`, which it sends with every request once it is set",
    ),
    (
        "Schema-valid request rejected: POST /books/{id}/samples",
        "it sends a part of the form that should be JSON as bare text",
    ),
    ("Schema-violating request accepted: PUT /books/{id}/cover", "the body may be any bytes"),
];

/// A line about a failure on the correct shop.
fn explained(failure: &str) -> String {
    let reason = ALARMS.iter().find(|(beginning, _)| failure.starts_with(beginning));
    let reason =
        reason.map_or("not explained, so it may be a fault of the shop that ours misses", |(_, reason)| reason);
    format!("  - {failure}: {reason}.\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_of_groups_with_faults_and_of_all() {
        let rows = results(&[]).table().rows;
        assert_eq!(rows[0], ["Answers", "2", "2", "100", "0.5", "1", "900", "20.0"]);
        assert_eq!(rows[1], ["GraphQL", "1", "1", "100", "0.5", "0", "900", "20.0"]);
        assert_eq!(rows[2], ["all", "3", "3", "100", "0.5", "1", "900", "20.0"]);
        assert_eq!(rows.len(), 3);
    }

    #[test]
    fn goals_are_met_and_missed() {
        let verdict = results(&[]).verdict();
        assert_eq!(verdict.matches(": met").count(), 3, "{verdict}");
        let mut worse = results(&["head: HEAD /shelves"]);
        worse.measured[0].ours.failures.clear();
        worse.measured.iter_mut().for_each(|measured| measured.ours.time = Duration::from_millis(20_001));
        let verdict = worse.verdict();
        assert_eq!(verdict.matches(": missed").count(), 3, "{verdict}");
        assert!(verdict.contains("missed, 2 of 3.") && verdict.contains("missed, 20.1 and 20.0 seconds."), "{verdict}");
    }

    #[test]
    fn faults_that_ours_misses_are_named() {
        let mut results = results(&[]);
        assert!(results.lists().contains("only schemathesis catches: none.\n\nFaults that neither catches: none."));
        results.measured.iter_mut().for_each(|measured| measured.ours.failures.clear());
        let lists = results.lists();
        assert!(lists.contains("only schemathesis catches: `first`."), "{lists}");
        assert!(lists.contains("neither catches: `second`, `third`."), "{lists}");
        assert!(lists.ends_with("\n- `first`: Server error\n"), "{lists}");
    }

    #[test]
    fn failure_of_the_sound_shop_catches_nothing() {
        let known = found(&["a", "b"]);
        assert!(!found(&["a"]).without(&known).is_caught());
        assert_eq!(found(&["a", "c"]).without(&known), found(&["c"]));
    }

    #[test]
    fn failure_of_the_sound_shop_without_a_reason_is_not_excused() {
        assert!(explained("Schema-valid request rejected: POST /books/{id}/samples").ends_with("as bare text.\n"));
        assert!(explained("Schema-valid request rejected: POST /books").contains("a fault of the shop"));
    }

    fn found(failures: &[&str]) -> Found {
        let failures = failures.iter().map(ToString::to_string).collect();
        Found { failures, requests: 100, time: Duration::from_millis(500), is_cut: false }
    }

    fn results(alarms: &[&str]) -> Results {
        let measured = |name: &str, group, theirs: &[&str]| Measured {
            fault: Fault { name: name.into(), rule: "head".into(), description: String::new() },
            group,
            ours: found(&["head: HEAD /shelves"]),
            theirs: Found { requests: 900, time: Duration::from_secs(20), ..found(theirs) },
        };
        Results {
            sound: Sound { ours: found(alarms), theirs: vec![] },
            measured: vec![
                measured("first", Group::Answers, &["Server error"]),
                measured("second", Group::Answers, &[]),
                measured("third", Group::Graphql, &[]),
            ],
            peer: "schemathesis 4".into(),
            bound: Duration::from_mins(1),
            took: Duration::from_secs(1000),
        }
    }
}
