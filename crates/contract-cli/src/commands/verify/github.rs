//! Prints drift as annotations of GitHub Actions.

use contract_model::diagnostic::Diagnostics;

use super::Report;
use crate::Terminal;

pub(super) fn print(report: &Report<'_>, terminal: &mut Terminal<'_>) {
    for entry in report.plan.drift() {
        let item = entry.item.as_ref().map(|item| format!(" (at {item})")).unwrap_or_default();
        terminal.line(format!(
            "::error file={},line={},title={}::{}",
            property(&report.path(&entry.path)),
            entry.line,
            property(&format!("Generated file is {}", entry.state.name())),
            data(&format!("{}{item}. Repair: {}", entry.state.reason(), report.repair)),
        ));
    }
}

/// Prints mistakes in the contract. Those of a file are annotated there; those of Rust have no known place.
pub(super) fn print_mistakes(mistakes: &Diagnostics, terminal: &mut Terminal<'_>) {
    for mistake in &mistakes.0 {
        let title = property(&format!("{}: {}", mistake.code, mistake.subject));
        let help = mistake.help.as_ref().map(|help| format!(". Help: {help}")).unwrap_or_default();
        let place = mistake
            .place
            .as_ref()
            .map(|place| format!("file={},line={},col={},", property(&place.file), place.line, place.column));
        let place = place.unwrap_or_default();
        terminal.line(format!("::error {place}title={title}::{}", data(&format!("{}{help}", mistake.message))));
    }
}

/// Escapes the message of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
