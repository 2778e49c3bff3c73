//! The crate `contracts` from nothing: its dependencies are compiled first, and only the crate itself is measured.

use super::{
    Part, Setup, median,
    results::{Row, Section, at_most, ratio},
};
use crate::terminal;

const PACKAGE: &str = "contracts";
/// The goal: the maximum ratio to the baseline.
const GOAL: f64 = 1.0 / 3.0;

/// Measures the crate in both checkouts in turns, and writes the section.
pub(super) fn run(setup: &Setup<'_>) -> anyhow::Result<()> {
    let mut measured = Vec::new();
    for checkout in [&setup.ours, &setup.baseline] {
        terminal::progress(&format!("Compiling the dependencies of {PACKAGE}: {}", checkout.name));
        let workspace = checkout.built("build");
        workspace.run(&["build", "--package", PACKAGE])?;
        measured.push((checkout, workspace, Vec::new()));
    }
    for round in 1..=setup.arguments.runs {
        terminal::progress(&format!("Compiling {PACKAGE} alone, round {round} of {}", setup.arguments.runs));
        for (_, workspace, costs) in &mut measured {
            costs.push(workspace.rebuild(PACKAGE)?);
        }
    }
    let rows: Vec<_> =
        measured.iter().map(|(checkout, _, costs)| Row::new(checkout.name.clone(), median(costs))).collect();
    let found = ratio(rows[0].cost.processor, rows[1].cost.processor);
    let verdict = at_most("a third of the baseline's CPU time", found, GOAL);
    let introduction = format!(
        "the crate `{PACKAGE}` alone, with everything that it depends on compiled before; the median of {}, for which \
         both revisions take turns.\nThe profile is that of development, without incremental compilation.",
        setup.arguments.runs
    );
    Section {
        part: Part::Contracts,
        title: "Compiling the contract",
        introduction,
        table: setup.yardstick.table("revision", &rows),
        verdicts: vec![verdict],
        yardstick: &setup.yardstick,
    }
    .publish()
}
