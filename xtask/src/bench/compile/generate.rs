//! `cargo xtask generate`: in a checkout without any build, and after an edit.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context, bail};
use contract_cli::files;

use super::{
    Part, Setup,
    checkout::Checkout,
    edit::{Edit, Source},
    measure::Cost,
    median,
    results::{Row, Section, at_most, ratio},
    workspace::Workspace,
};
use crate::{
    bench::report::{goal, seconds},
    terminal,
};

/// The command that is measured.
const GENERATE: [&str; 2] = ["xtask", "generate"];
/// The file that is edited; no other crate that `generate` needs constructs its first struct.
const EDITED: &str = "contracts/src/users/notifications.rs";
/// The folder in which an edit must appear.
const TYPESCRIPT: &str = "generated/typescript/src";
/// The maximum ratio of a new checkout to the baseline.
const CLONE_GOAL: f64 = 0.5;
/// The maximum time after an edit, in seconds.
const EDIT_GOAL: f64 = 5.0;

/// The kinds of edit with their names in the table.
const EDITS: [(Edit, &str); 2] = [(Edit::Documentation, "doc comment"), (Edit::Field, "field added")];

/// Runs two parts: generation in both checkouts, and generation after edits.
pub(super) fn run(setup: &Setup<'_>, is_clone_asked_for: bool, are_edits_asked_for: bool) -> anyhow::Result<()> {
    let mut built = Vec::new();
    let mut rows = Vec::new();
    for checkout in [&setup.ours, &setup.baseline] {
        terminal::progress(&format!("Generating from nothing: {}", checkout.name));
        let workspace = checkout.edited("generate");
        rows.push(Row::new(checkout.name.clone(), workspace.time(&GENERATE)?));
        built.push((checkout, workspace));
    }
    if is_clone_asked_for {
        publish_clone(setup, &rows)?;
    }
    if are_edits_asked_for {
        edits(setup, &built)?;
    }
    Ok(())
}

fn publish_clone(setup: &Setup<'_>, rows: &[Row]) -> anyhow::Result<()> {
    let found = ratio(rows[0].cost.processor, rows[1].cost.processor);
    let verdict = at_most("half of the baseline's CPU time", found, CLONE_GOAL);
    let introduction = "`cargo xtask generate` in a new checkout without a target folder, until every format is written; \
                        once.\nThe sources of the dependencies are downloaded before.";
    Section {
        part: Part::Clone,
        title: "From clone to generated",
        introduction: introduction.into(),
        table: setup.yardstick.table("revision", rows),
        verdicts: vec![verdict],
        yardstick: &setup.yardstick,
    }
    .publish()
}

/// Edits in both checkouts in turns, and writes the section.
fn edits(setup: &Setup<'_>, built: &[(&Checkout, Workspace)]) -> anyhow::Result<()> {
    let paths: Vec<_> = built.iter().map(|(_, workspace)| workspace.folder().join(EDITED)).collect();
    let sources = paths.iter().map(|path| Source::read(path)).collect::<anyhow::Result<Vec<_>>>()?;
    let mut rows = Vec::new();
    let mut number = 0;
    for (edit, name) in EDITS {
        let mut costs = vec![Vec::new(); built.len()];
        for round in 1..=setup.arguments.runs {
            terminal::progress(&format!("Generating after an edit, {name}, round {round} of {}", setup.arguments.runs));
            number += 1;
            for (((_, workspace), source), costs) in built.iter().zip(&sources).zip(&mut costs) {
                costs.push(generate(workspace, source, edit, &format!("edit{number}"))?);
            }
        }
        let named = built.iter().zip(&costs);
        rows.extend(named.map(|((checkout, _), costs)| Row::new(format!("{name}: {}", checkout.name), median(costs))));
    }
    let introduction = format!(
        "`cargo xtask generate` after an edit of `{EDITED}`, until every format is written; incremental compilation, \
         the median of {}, for which both revisions take turns.",
        setup.arguments.runs
    );
    let verdicts = EDITS.iter().zip(rows.chunks(built.len())).map(|((_, name), rows)| verdict(name, rows)).collect();
    Section {
        part: Part::Edit,
        title: "From an edit to TypeScript",
        introduction,
        table: setup.yardstick.table("edit", &rows),
        verdicts,
        yardstick: &setup.yardstick,
    }
    .publish()
}

/// Edits, generates, and checks that the edit is in the output.
fn generate(workspace: &Workspace, source: &Source<'_>, edit: Edit, word: &str) -> anyhow::Result<Cost> {
    source.edit(edit, word)?;
    let cost = workspace.time(&GENERATE)?;
    let folder = workspace.folder().join(TYPESCRIPT);
    let files = files::read(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
    if !mentions(&files, word) {
        bail!("the edit of {EDITED} did not arrive: no file of {TYPESCRIPT} has the word `{word}`");
    }
    Ok(cost)
}

/// The verdict on one kind of edit; the first row is our own.
fn verdict(name: &str, rows: &[Row]) -> String {
    let wall = rows[0].cost.wall;
    let found = format!("{} s, {} s at the baseline", seconds(wall), seconds(rows[1].cost.wall));
    goal(
        &format!("{name}: at most {EDIT_GOAL} s of wall time on a quiet machine"),
        wall.as_secs_f64() <= EDIT_GOAL,
        &found,
    )
}

/// Whether a TypeScript file contains a word.
fn mentions(files: &BTreeMap<String, Vec<u8>>, word: &str) -> bool {
    let is_typescript = |path: &str| Path::new(path).extension().is_some_and(|extension| extension == "ts");
    files.iter().any(|(path, text)| is_typescript(path) && String::from_utf8_lossy(text).contains(word))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::{fs, time::Duration};

    use super::*;
    use crate::steps;

    #[test]
    fn the_edited_file_has_a_place_for_each_edit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("edited.rs");
        fs::copy(steps::root().join(EDITED), &path).unwrap();
        let source = Source::read(&path).unwrap();
        for (edit, _) in EDITS {
            source.edit(edit, "edit1").unwrap();
        }
    }

    #[test]
    fn an_edit_is_found_in_the_typescript_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("schemas")).unwrap();
        fs::write(folder.path().join("README.md"), "edit1").unwrap();
        fs::write(folder.path().join("schemas/book.ts"), "/** The id. edit2 */").unwrap();
        let files = files::read(folder.path()).unwrap();
        assert!(!mentions(&files, "edit1"));
        assert!(mentions(&files, "edit2"));
    }

    #[test]
    fn an_edit_is_judged_by_its_wall_time() {
        let row = |wall| {
            let wall = Duration::from_millis(wall);
            Row::new("ours".into(), Cost { wall, processor: wall * 2 })
        };
        assert!(verdict("field added", &[row(5000), row(11_000)]).contains("met, 5.0 s, 11.0 s at the baseline"));
        assert!(verdict("field added", &[row(5001), row(11_000)]).contains("missed, 5.1 s"));
    }
}
