//! Drift as annotations of GitHub Actions.

use std::path::Path;

use contract_model::diagnostic::Diagnostics;

use super::{REPAIR, shown};
use crate::{plan::Plan, terminal::line};

pub(super) fn print(plan: &Plan, folder: &Path) {
    for entry in plan.drift() {
        let item = entry.item.as_ref().map(|item| format!(" (at {item})")).unwrap_or_default();
        line(format!(
            "::error file={},line={},title={}::{}",
            property(&shown(folder, &entry.path)),
            entry.line,
            property(&format!("Generated file is {}", entry.state.name())),
            data(&format!("{}{item}. Repair: {REPAIR}", entry.state.reason())),
        ));
    }
}

/// Mistakes in the contract: those of a file stand there, those of Rust have no place that a program could name.
pub(super) fn print_mistakes(mistakes: &Diagnostics) {
    for mistake in &mistakes.0 {
        let title = property(&format!("{}: {}", mistake.code, mistake.subject));
        let help = mistake.help.as_ref().map(|help| format!(". Help: {help}")).unwrap_or_default();
        let place = mistake
            .place
            .as_ref()
            .map(|place| format!("file={},line={},col={},", property(&place.file), place.line, place.column));
        let place = place.unwrap_or_default();
        line(format!("::error {place}title={title}::{}", data(&format!("{}{help}", mistake.message))));
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
