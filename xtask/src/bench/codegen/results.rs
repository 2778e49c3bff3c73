//! The results of the race, as a table, a verdict and a section of Markdown.

use std::{fmt::Write, path::Path};

use super::{
    super::{
        machine,
        report::{Table, cut},
    },
    Measured,
    contestants::{Contestant, node, versions},
};

/// The goal: how many times faster our generator must be than the fastest of the others.
const GOAL: f64 = 10.0;

/// All contestants, measured or failed.
pub(super) struct Results {
    pub ours: (Contestant, Measured),
    pub others: Vec<(Contestant, anyhow::Result<Measured>)>,
    /// The number of timed runs.
    pub runs: u32,
    /// The size of the TypeScript package in our output, in bytes.
    pub typescript: u64,
}

/// The machine of the measurements.
pub(super) struct Machine {
    /// The processor, and the number of its cores that the process may use.
    processor: String,
    system: String,
    node: String,
    compiler: String,
    rust: String,
}

impl Results {
    /// A row for each generator, with ratios to ours.
    pub(super) fn table(&self) -> Table {
        let (ours, measured) = &self.ours;
        let mut rows = vec![row(ours, measured, None)];
        rows.extend(self.others.iter().map(|(other, theirs)| match theirs {
            Ok(theirs) => row(other, theirs, Some(measured)),
            Err(_) => failed(other),
        }));
        let titles = vec![
            "generator",
            "wall time",
            "peak memory",
            "output",
            "`.d.ts`",
            "tsc errors",
            "isolatedDeclarations errors",
        ];
        Table { titles, rows }
    }

    /// Whether the goal is met.
    pub(super) fn verdict(&self) -> String {
        let (_, ours) = &self.ours;
        let errors = ours.judgement.errors + ours.judgement.unannotated;
        let ran = self.others.iter().filter_map(|(other, theirs)| Some((other, theirs.as_ref().ok()?)));
        let Some((fastest, theirs)) = ran.min_by_key(|(_, theirs)| theirs.wall) else {
            return "Goal: not to be judged, as none of the others ran.".into();
        };
        let times = theirs.wall.as_secs_f64() / ours.wall.as_secs_f64();
        let is_met = times >= GOAL && errors == 0;
        format!(
            "Goal ({GOAL} times faster than the fastest of the others, 0 errors of tsc): \
             {}, {} times faster than {}; {errors} errors.",
            if is_met { "met" } else { "missed" },
            cut(times),
            fastest.name,
        )
    }

    /// The failed contestants, and the reasons.
    pub(super) fn failures(&self) -> Vec<String> {
        let failed = self.others.iter().filter_map(|(other, theirs)| Some((other, theirs.as_ref().err()?)));
        failed.map(|(other, error)| format!("{} failed: {error:#}", other.name)).collect()
    }

    /// The section of `docs/benchmarks.md`.
    pub(super) fn section(&self, machine: &Machine) -> String {
        let mut text = String::from(
            "## Generators\n\n\
             `cargo xtask bench codegen` writes this section: today's generators of TypeScript beside ours, \
             on the `openapi.json` and the `schema.graphql` that ours writes.\n\n",
        );
        text += &self.table().markdown();
        _ = write!(text, "\n{}\n", self.verdict());
        for failure in self.failures() {
            _ = write!(text, "\n{failure}.\n");
        }
        let Machine { processor, system, node, compiler, rust } = machine;
        _ = write!(
            text,
            "\n\
             - **wall time** is of the whole command, into an empty folder; the median of {}, for which all take turns.\n  \
               The others are installed, and ours is built for release, before.\n\
             - **peak memory** is of one run more, before those: the greatest sum, over all moments, \
               of the peaks of the processes that lived then.\n\
             - **output** is the size of all files written.\n  \
               Ours makes every format at once: JSON Schema, OpenAPI, AsyncAPI, GraphQL, and {} of TypeScript \
               with client, Zod schemas, GraphQL documents, realtime, queries and mocks.\n\
             - **`.d.ts`** is the size of the declarations that tsc makes of the TypeScript.\n\
             - **tsc errors** are those under the flags of [tsconfig.json](../xtask/bench/codegen/tsconfig.json), \
               the same for all.\n  \
               A package may do without `isolatedDeclarations`, so its errors are counted apart.\n\
             - **×** is how many times ours it is.\n\
             - The others are set in [xtask/bench/codegen](../xtask/bench/codegen) so that each has the fewest errors.\n\
             \n\
             Measured on {processor}, {system}, with Node {node}, TypeScript {compiler} and {rust}.\n",
            self.runs,
            kilobytes(self.typescript),
        );
        text
    }
}

impl Machine {
    /// The current machine.
    pub(super) fn this(bench: &Path) -> anyhow::Result<Self> {
        Ok(Self {
            processor: machine::processor(),
            system: machine::system(),
            node: machine::version(&node(bench))?.trim_start_matches('v').to_owned(),
            compiler: versions(bench)?["typescript"].as_str().unwrap_or_default().to_owned(),
            rust: machine::rust()?,
        })
    }
}

/// The cells of a successful generator; `ours` is set for the other generators.
fn row(contestant: &Contestant, measured: &Measured, ours: Option<&Measured>) -> Vec<String> {
    let compared = |text: String, number: &dyn Fn(&Measured) -> Option<f64>| {
        let ratio = ours.and_then(|ours| Some(number(measured)? / number(ours)?)).filter(|ratio| ratio.is_finite());
        ratio.map_or(text.clone(), |ratio| format!("{text} ({}×)", cut(ratio)))
    };
    let number = |bytes: u64| Some(f64::from(u32::try_from(bytes / 1000).ok()?));
    let memory = measured.memory.map_or("unknown".into(), |bytes| format!("{} MB", bytes / 1_000_000));
    vec![
        contestant.name.clone(),
        compared(format!("{} ms", measured.wall.as_millis()), &|m| Some(m.wall.as_secs_f64())),
        compared(memory, &|m| number(m.memory?)),
        compared(kilobytes(measured.output), &|m| number(m.output)),
        compared(kilobytes(measured.judgement.declarations), &|m| number(m.judgement.declarations)),
        measured.judgement.errors.to_string(),
        measured.judgement.unannotated.to_string(),
    ]
}

/// The cells of a generator that failed.
fn failed(contestant: &Contestant) -> Vec<String> {
    let mut cells = vec![contestant.name.clone(), "failed".into()];
    cells.resize(7, "-".into());
    cells
}

fn kilobytes(bytes: u64) -> String {
    format!("{} kB", bytes.div_ceil(1000))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{super::judge::Judgement, *};

    #[test]
    fn goal_compares_with_the_fastest_contestant_that_ran() {
        let verdict = |others| results(measured(50, 0), others).verdict();
        let slow = || ("slow", Ok(measured(900, 7)));
        let met = verdict(vec![slow(), ("fast", Ok(measured(500, 0)))]);
        assert!(met.contains(": met, 10.0 times faster than fast; 0 errors."), "{met}");
        let missed = verdict(vec![slow(), ("fast", Ok(measured(499, 0)))]);
        assert!(missed.contains(": missed, 9.9 times faster than fast; 0 errors."), "{missed}");
        let alone = verdict(vec![slow(), ("fast", Err(anyhow::anyhow!("exit status: 1")))]);
        assert!(alone.contains(": met, 18.0 times faster than slow"), "{alone}");
        assert!(verdict(vec![]).contains("not to be judged"));
    }

    #[test]
    fn an_error_of_ours_misses_the_goal() {
        let mut unannotated = measured(50, 0);
        unannotated.judgement.unannotated = 2;
        for (ours, errors) in [(measured(50, 3), 3), (unannotated, 2)] {
            let verdict = results(ours, vec![("slow", Ok(measured(900, 0)))]).verdict();
            assert!(verdict.contains(": missed, 18.0") && verdict.ends_with(&format!("{errors} errors.")), "{verdict}");
        }
    }

    #[test]
    fn failed_contestant_is_listed_with_its_reason() {
        let mut unmeasured = measured(125, 4);
        unmeasured.memory = None;
        let failure = anyhow::anyhow!("cannot find module 'x'").context("exit status: 1");
        let results = results(measured(50, 0), vec![("ran", Ok(unmeasured)), ("broke", Err(failure))]);
        let rows = results.table().rows;
        assert_eq!(rows[0], ["ours", "50 ms", "20 MB", "100 kB", "50 kB", "0", "0"]);
        assert_eq!(rows[1], ["ran", "125 ms (2.5×)", "unknown", "100 kB (1.0×)", "50 kB (1.0×)", "4", "0"]);
        assert_eq!(rows[2], ["broke", "failed", "-", "-", "-", "-", "-"]);
        assert_eq!(results.failures(), ["broke failed: exit status: 1: cannot find module 'x'"]);
    }

    fn results(ours: Measured, others: Vec<(&'static str, anyhow::Result<Measured>)>) -> Results {
        let others = others.into_iter().map(|(name, measured)| (contestant(name), measured)).collect();
        Results { ours: (contestant("ours"), ours), others, runs: 5, typescript: 60_000 }
    }

    fn contestant(name: &'static str) -> Contestant {
        Contestant { id: name, name: name.into(), sources: "", program: name.into(), arguments: vec![], writes: &[] }
    }

    fn measured(wall: u64, errors: usize) -> Measured {
        let judgement = Judgement { declarations: 50_000, errors, unannotated: 0 };
        Measured { wall: Duration::from_millis(wall), memory: Some(20_000_000), output: 100_000, judgement }
    }
}
