//! Drift for people: what, why, the first lines of the difference, and what mends it.

use std::path::Path;

use similar::{ChangeTag, TextDiff};

use super::{REPAIR, shown};
use crate::{
    plan::{Entry, Plan, State},
    terminal::{Colour, coloured, line},
};

/// Lines of difference that are shown of one file.
const SHOWN: usize = 12;

pub(super) fn print(plan: &Plan, folder: &Path) {
    let drifted: Vec<_> = plan.drift().collect();
    if drifted.is_empty() {
        line(format!(
            "{} {} generated files are what the contract says",
            coloured("fresh:", Colour::Green),
            plan.entries.len()
        ));
        return;
    }
    line(format!(
        "{} {} of {} generated files are not what the contract says",
        coloured("drift:", Colour::Red),
        drifted.len(),
        plan.entries.len()
    ));
    for entry in &drifted {
        line("");
        file(entry, folder);
    }
    line("");
    line(format!("{} {}", coloured("repair:", Colour::Bold), coloured(REPAIR, Colour::Cyan)));
}

fn file(entry: &Entry, folder: &Path) {
    let state = format!("{:<9}", entry.state.name());
    line(format!("{} {}", coloured(&state, Colour::Yellow), shown(folder, &entry.path)));
    line(format!("          {}", entry.state.reason()));
    if let Some(item) = &entry.item {
        line(format!("          at {item}"));
    }
    if let (State::Stale | State::Edited, Some(expected), Some(found)) = (entry.state, &entry.expected, &entry.found) {
        difference(found, expected);
    }
}

/// The first changed lines: `-` is there, `+` is what the contract says.
fn difference(found: &str, expected: &str) {
    let diff = TextDiff::from_lines(found, expected);
    let changes: Vec<_> = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal).collect();
    for change in changes.iter().take(SHOWN) {
        let (sign, colour) = match change.tag() {
            ChangeTag::Delete => ('-', Colour::Red),
            _ => ('+', Colour::Green),
        };
        let number = change.old_index().or(change.new_index()).map_or(0, |index| index + 1);
        let text: String = change.value().trim_end().chars().take(140).collect();
        line(format!("          {}", coloured(&format!("{number:>6} {sign} {text}"), colour)));
    }
    if changes.len() > SHOWN {
        line(format!("                 … {} more changed lines", changes.len() - SHOWN));
    }
}
