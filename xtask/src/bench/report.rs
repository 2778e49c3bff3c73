//! Measurements as a table for a terminal and for Markdown, and the sections of `docs/benchmarks.md`.

use std::{fs, time::Duration};

use anyhow::{Context, bail};

use crate::steps;

/// The file of the measurements, from the project's folder.
pub(super) const FILE: &str = "docs/benchmarks.md";
/// The contents of the file before the first measurement.
const HEAD: &str = "# Benchmarks\n\nEach section is written by the command that stands in it.\n";

/// Rows of cells with column titles; the first column names the row.
pub(super) struct Table {
    pub titles: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// The table in aligned columns, for a terminal.
    pub(super) fn columns(&self) -> Vec<String> {
        let titles: Vec<String> = self.titles.iter().map(|title| title.replace('`', "")).collect();
        let lines = || [&titles].into_iter().chain(&self.rows);
        let width = |column: usize| lines().map(|row| row[column].chars().count()).max().unwrap_or_default();
        let widths: Vec<usize> = (0..titles.len()).map(width).collect();
        let cell = |(column, cell): (usize, &String)| {
            let width = widths[column];
            if column == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
        };
        lines().map(|row| row.iter().enumerate().map(cell).collect::<Vec<_>>().join("  ")).collect()
    }

    /// The table in Markdown.
    pub(super) fn markdown(&self) -> String {
        let line = |cells: Vec<&str>| format!("| {} |\n", cells.join(" | "));
        let marks = (0..self.titles.len()).map(|column| if column == 0 { "---" } else { "---:" }).collect();
        let rows = self.rows.iter().map(|row| line(row.iter().map(String::as_str).collect()));
        [line(self.titles.clone()), line(marks)].into_iter().chain(rows).collect()
    }
}

/// Writes the section of a bench, and keeps the other sections.
pub(super) fn save(bench: &str, section: &str) -> anyhow::Result<()> {
    let path = steps::root().join(FILE);
    let text = if path.exists() {
        fs::read_to_string(&path).with_context(|| format!("cannot read {FILE}"))?
    } else {
        HEAD.into()
    };
    fs::write(&path, with_section(&text, bench, section)?).with_context(|| format!("cannot write {FILE}"))
}

/// The text with this section between the marks of the bench, replacing an earlier one, or at the end.
fn with_section(text: &str, bench: &str, section: &str) -> anyhow::Result<String> {
    let (opening, closing) = (format!("<!-- bench:{bench} -->\n"), format!("<!-- /bench:{bench} -->\n"));
    let section = format!("{opening}\n{}\n\n{closing}", section.trim());
    let Some((before, rest)) = text.split_once(&opening) else {
        return Ok(format!("{}\n\n{section}", text.trim_end()));
    };
    let Some((_, after)) = rest.split_once(&closing) else {
        bail!("{FILE} opens `{}` and never closes it: write `{}` after the section", opening.trim(), closing.trim());
    };
    Ok(format!("{before}{section}{after}"))
}

/// A ratio with one decimal, or with two below 1; truncated, so that a missed goal does not look met.
pub(super) fn cut(ratio: f64) -> String {
    if ratio < 1.0 {
        format!("{:.2}", (ratio * 100.0).floor() / 100.0)
    } else {
        format!("{:.1}", (ratio * 10.0).floor() / 10.0)
    }
}

/// A ratio with two decimals, rounded up, so that a ratio above a goal does not look met.
pub(super) fn raised(ratio: f64) -> String {
    // In floating point, a ratio such as 0.07 times 100 is slightly more than 7.
    format!("{:.2}", (ratio * 100.0 - 1e-9).ceil() / 100.0)
}

/// The verdict on a goal.
pub(super) fn goal(goal: &str, is_met: bool, found: &str) -> String {
    format!("Goal ({goal}): {}, {found}.", if is_met { "met" } else { "missed" })
}

/// A time in seconds with one decimal, rounded up like [`raised`].
pub(super) fn seconds(time: Duration) -> String {
    let tenths = time.as_millis().div_ceil(100);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_replaced_and_the_others_stay() {
        let first = with_section(HEAD, "codegen", "## Codegen\n\nold").unwrap();
        let both = with_section(&first, "zod", "## Zod\n").unwrap();
        let new = with_section(&both, "codegen", "\n## Codegen\n\nnew\n").unwrap();
        assert_eq!(new, both.replace("old", "new"));
        assert!(new.starts_with(HEAD) && new.ends_with("\n## Zod\n\n<!-- /bench:zod -->\n"), "{new}");
        assert_eq!(with_section(&new, "codegen", "## Codegen\n\nnew").unwrap(), new, "the same again");
    }

    #[test]
    fn section_without_an_end_mark_is_an_error() {
        let error = with_section("# Benchmarks\n\n<!-- bench:zod -->\n## Zod\n\nwords\n", "zod", "## Zod").unwrap_err();
        assert!(error.to_string().contains("`<!-- /bench:zod -->`"), "{error}");
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = [["ours", "9 ms"], ["another", "90 ms (10.0×)"]];
        let table = Table {
            titles: vec!["generator", "`wall`"],
            rows: rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect(),
        };
        assert_eq!(
            table.columns(),
            ["generator           wall", "ours                9 ms", "another    90 ms (10.0×)"]
        );
        assert_eq!(
            table.markdown(),
            "| generator | `wall` |\n| --- | ---: |\n| ours | 9 ms |\n| another | 90 ms (10.0×) |\n"
        );
    }

    #[test]
    fn numbers_are_rounded_up() {
        assert_eq!([0.5, 0.501, 0.07, 1.25, 1.2501].map(raised), ["0.50", "0.51", "0.07", "1.25", "1.26"]);
        assert_eq!(
            [5000, 5001, 90, 12_340].map(|millis| seconds(Duration::from_millis(millis))),
            ["5.0", "5.1", "0.1", "12.4"]
        );
    }
}
