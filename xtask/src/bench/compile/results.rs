//! The tables, verdicts and sections of all parts.

use std::time::Duration;

use clap::ValueEnum;

use super::{Part, measure::Cost};
use crate::{
    bench::{
        machine,
        report::{self, Table, goal, raised, seconds},
    },
    terminal,
};

/// A compilation to which all others are compared: processors differ, and one processor's speed changes from day to
/// day.
pub(super) struct Yardstick {
    /// The yardstick's package with its version.
    pub name: String,
    pub cost: Cost,
}

/// A measured compilation.
pub(super) struct Row {
    name: String,
    pub cost: Cost,
}

impl Row {
    /// A row of a table.
    pub(super) fn new(name: String, cost: Cost) -> Self {
        Self { name, cost }
    }
}

impl Yardstick {
    /// A table with a row for each compilation, and its ratio to the yardstick.
    pub(super) fn table(&self, title: &'static str, rows: &[Row]) -> Table {
        let cells = |Row { name, cost }: &Row| {
            let ratio = raised(ratio(cost.processor, self.cost.processor));
            vec![name.clone(), seconds(cost.processor), seconds(cost.wall), ratio]
        };
        let rows = rows.iter().map(cells).collect();
        Table { titles: vec![title, "CPU s", "wall s", "× async-graphql"], rows }
    }
}

/// The ratio of the first time to the second.
pub(super) fn ratio(time: Duration, of: Duration) -> f64 {
    time.as_secs_f64() / of.as_secs_f64()
}

/// The verdict on a ratio that has a maximum.
pub(super) fn at_most(limit: &str, found: f64, goal_value: f64) -> String {
    goal(&format!("at most {limit}"), found <= goal_value, &raised(found))
}

/// The results of a part.
pub(super) struct Section<'a> {
    pub part: Part,
    pub title: &'a str,
    /// The end of the sentence that begins with the command.
    pub introduction: String,
    pub table: Table,
    pub verdicts: Vec<String>,
    pub yardstick: &'a Yardstick,
}

impl Section<'_> {
    /// Prints the section and writes it to `docs/benchmarks.md`.
    pub(super) fn publish(&self) -> anyhow::Result<()> {
        terminal::line(format!("\n{}", self.title));
        self.table.columns().iter().chain(&self.verdicts).for_each(terminal::line);
        let machine = format!("{}, {}, {}.", machine::processor(), machine::system(), machine::rust()?);
        report::save(&format!("compile-{}", self.part()), &format!("{}\n\n{machine}", self.markdown()))
    }

    fn part(&self) -> String {
        let part = self.part.to_possible_value().expect("every part can be named");
        part.get_name().to_owned()
    }

    fn markdown(&self) -> String {
        let Self { title, introduction, table, verdicts, yardstick, .. } = self;
        let text = format!(
            "## {title}\n\n`cargo xtask bench compile --only {}`: {introduction}\n\
             **CPU s** is how long the command, and all that it starts, had a processor.\n\
             **× async-graphql** is the ratio to {}, which alone takes {} CPU s in the same run.\n\n{}\n{}",
            self.part(),
            yardstick.name,
            seconds(yardstick.cost.processor),
            table.markdown(),
            verdicts.join("\n"),
        );
        text.trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(millis: u64) -> Cost {
        Cost { wall: Duration::from_millis(millis / 2), processor: Duration::from_millis(millis) }
    }

    #[test]
    fn a_row_has_the_ratio_to_the_yardstick() {
        let yardstick = Yardstick { name: "yardstick 1".into(), cost: cost(8000) };
        let table = yardstick.table("revision", &[Row::new("ours".into(), cost(12_000))]);
        assert_eq!(table.rows, [["ours", "12.0", "6.0", "1.50"]]);
    }

    #[test]
    fn a_goal_is_met_at_its_limit_and_missed_above() {
        assert_eq!(at_most("half", 0.5, 0.5), "Goal (at most half): met, 0.50.");
        assert_eq!(at_most("a third", 1.0 / 3.0 + 1e-6, 1.0 / 3.0), "Goal (at most a third): missed, 0.34.");
    }

    #[test]
    fn a_section_without_a_goal_ends_with_its_table() {
        let yardstick = Yardstick { name: "yardstick 1".into(), cost: cost(8000) };
        let table = yardstick.table("API", &[Row::new("ours".into(), cost(8000))]);
        let mut section = Section {
            part: Part::Peers,
            title: "A small API",
            introduction: "an API.".into(),
            table,
            verdicts: Vec::new(),
            yardstick: &yardstick,
        };
        let text = section.markdown();
        assert!(text.starts_with("## A small API\n\n`cargo xtask bench compile --only peers`: an API.\n"), "{text}");
        assert!(text.contains("yardstick 1, which alone takes 8.0 CPU s"), "{text}");
        assert!(text.ends_with("| ours | 8.0 | 4.0 | 1.00 |"), "{text}");
        section.verdicts.push("Goal: met.".into());
        assert!(section.markdown().ends_with("1.00 |\n\nGoal: met."));
    }
}
