//! Prints drift for people: the files, the reasons, the first lines of the differences, and the command that fixes
//! them.

use similar::{ChangeTag, TextDiff};

use super::Report;
use crate::{
    Colour, Terminal,
    plan::{Entry, State},
};

/// The number of lines of difference that are shown per file.
const SHOWN: usize = 12;

pub(super) fn print(report: &Report<'_>, terminal: &mut Terminal<'_>) {
    let drifted: Vec<_> = report.plan.drift().collect();
    let all = report.plan.entries.len();
    if drifted.is_empty() {
        let fresh = terminal.coloured("fresh:", Colour::Green);
        terminal.line(format!("{fresh} {all} generated files are what the contract says"));
        return;
    }
    let drift = terminal.coloured("drift:", Colour::Red);
    terminal.line(format!("{drift} {} of {all} generated files are not what the contract says", drifted.len()));
    for entry in &drifted {
        terminal.line("");
        file(entry, &report.path(&entry.path), terminal);
    }
    terminal.line("");
    let repair = terminal.coloured("repair:", Colour::Bold);
    terminal.line(format!("{repair} {}", terminal.coloured(report.repair, Colour::Cyan)));
}

fn file(entry: &Entry, path: &str, terminal: &mut Terminal<'_>) {
    let state = terminal.coloured(&format!("{:<9}", entry.state.name()), Colour::Yellow);
    terminal.line(format!("{state} {path}"));
    terminal.line(format!("          {}", entry.state.reason()));
    if let Some(item) = &entry.item {
        terminal.line(format!("          at {item}"));
    }
    if let (State::Stale | State::Edited, Some(expected), Some(found)) = (entry.state, &entry.expected, &entry.found) {
        difference(found, expected, terminal);
    }
}

/// Prints the first changed lines: `-` is found, `+` is expected by the contract.
fn difference(found: &str, expected: &str, terminal: &mut Terminal<'_>) {
    let diff = TextDiff::from_lines(found, expected);
    let changes: Vec<_> = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal).collect();
    for change in changes.iter().take(SHOWN) {
        let (sign, colour) = match change.tag() {
            ChangeTag::Delete => ('-', Colour::Red),
            _ => ('+', Colour::Green),
        };
        let number = change.old_index().or(change.new_index()).map_or(0, |index| index + 1);
        let text: String = change.value().trim_end().chars().take(140).collect();
        let change = terminal.coloured(&format!("{number:>6} {sign} {text}"), colour);
        terminal.line(format!("          {change}"));
    }
    if changes.len() > SHOWN {
        terminal.line(format!("                 … {} more changed lines", changes.len() - SHOWN));
    }
}
