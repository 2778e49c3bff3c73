//! Synthetic contracts of several sizes, which show whether a type of a large contract costs more.

use std::time::Duration;

use super::{
    Part, Setup,
    checkout::Checkout,
    measure::Cost,
    median,
    results::{Row, Section, Yardstick, at_most, ratio},
    synthetic,
};
use crate::{bench::report::Table, terminal};

/// The goal: the maximum ratio of the cost of a type in the largest contract to one in the smallest.
const GOAL: f64 = 1.25;

/// A size, and its cost.
struct Measured {
    types: u32,
    ours: Cost,
    baseline: Cost,
}

/// Compiles each size in both checkouts, and writes the section.
pub(super) fn run(setup: &Setup<'_>) -> anyhow::Result<()> {
    for checkout in [&setup.ours, &setup.baseline] {
        terminal::progress(&format!("Compiling the dependencies of a contract: {}", checkout.name));
        checkout.built("build").run(&["build", "--package", "contract-kit"])?;
    }
    let mut measured = Vec::new();
    let mut sizes = setup.arguments.types.clone();
    sizes.sort_unstable();
    for types in sizes {
        let ours = compile(&setup.ours, types, setup.arguments.runs)?;
        let baseline = compile(&setup.baseline, types, 1)?;
        measured.push(Measured { types, ours, baseline });
    }
    let introduction = format!(
        "synthetic contracts in the workspace of each revision, with everything that they depend on compiled before; \
         the median of {}, and once at the baseline.\nOf 8 types, 5 are structs with 8 fields, and one each is an id, a \
         text and an enumeration; every 4th type is used by an operation.\nThe profile is that of development, without \
         incremental compilation.",
        setup.arguments.runs
    );
    let names = [&*setup.ours.name, &*setup.baseline.name];
    Section {
        part: Part::Growth,
        title: "Compiling a growing contract",
        introduction,
        table: table(&measured, &setup.yardstick, names),
        verdicts: vec![verdict(&measured)],
        yardstick: &setup.yardstick,
    }
    .publish()
}

fn compile(checkout: &Checkout, types: u32, runs: u32) -> anyhow::Result<Cost> {
    terminal::progress(&format!("Compiling {types} types: {}", checkout.name));
    let workspace = checkout.built("build");
    let package = synthetic::write(workspace.folder(), types)?;
    let costs = (0..runs).map(|_| workspace.rebuild(&package)).collect::<anyhow::Result<Vec<_>>>()?;
    Ok(median(&costs))
}

/// The CPU time of one type.
fn each(cost: Cost, types: u32) -> Duration {
    cost.processor / types
}

fn table(measured: &[Measured], yardstick: &Yardstick, names: [&str; 2]) -> Table {
    let milliseconds = |time: Duration| format!("{:.1}", time.as_secs_f64() * 1000.0);
    let mut rows = Vec::new();
    let mut of_each = Vec::new();
    for Measured { types, ours, baseline } in measured {
        for (cost, name) in [ours, baseline].into_iter().zip(names) {
            rows.push(Row::new(format!("{types} types: {name}"), *cost));
            of_each.push(milliseconds(each(*cost, *types)));
        }
    }
    let mut table = yardstick.table("contract", &rows);
    table.titles.push("CPU ms a type");
    table.rows.iter_mut().zip(of_each).for_each(|(row, each)| row.push(each));
    table
}

/// Whether a type of the largest contract costs about as much as one of the smallest.
fn verdict(measured: &[Measured]) -> String {
    let [first, .., last] = measured else {
        return "Goal: not to be judged, as one size alone was measured.".into();
    };
    let found = ratio(each(last.ours, last.types), each(first.ours, first.types));
    at_most(&format!("{GOAL} times the CPU time of a type of {} at {}", first.types, last.types), found, GOAL)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(types: u32, millis: u64) -> Measured {
        let ours = Cost { wall: Duration::from_millis(millis), processor: Duration::from_millis(millis) };
        Measured { types, ours, baseline: Cost { wall: ours.wall * 4, processor: ours.processor * 4 } }
    }

    #[test]
    fn the_goal_is_about_the_cost_of_one_type() {
        let met = verdict(&[measured(100, 1000), measured(400, 9000), measured(800, 10_000)]);
        assert_eq!(met, "Goal (at most 1.25 times the CPU time of a type of 100 at 800): met, 1.25.");
        let missed = verdict(&[measured(100, 1000), measured(800, 10_010)]);
        assert!(missed.ends_with("missed, 1.26."), "{missed}");
    }

    #[test]
    fn one_size_shows_no_growth() {
        assert_eq!(verdict(&[measured(100, 1000)]), "Goal: not to be judged, as one size alone was measured.");
    }

    #[test]
    fn each_size_has_a_row_for_both_revisions() {
        let yardstick = Yardstick { name: "yardstick 1".into(), cost: measured(1, 2000).ours };
        let rows = table(&[measured(100, 1000)], &yardstick, ["ours", "baseline"]).rows;
        assert_eq!(rows[0], ["100 types: ours", "1.0", "1.0", "0.50", "10.0"]);
        assert_eq!(rows[1], ["100 types: baseline", "4.0", "4.0", "2.00", "40.0"]);
    }
}
