//! Prints drift as JSON, for programs.

use contract_model::diagnostic::Diagnostics;
use serde::Serialize;

use super::Report;
use crate::Terminal;

#[derive(Serialize)]
struct Comparison<'a> {
    /// `fresh` or `drift`.
    status: &'static str,
    /// The number of expected files, and of orphans.
    files: usize,
    /// The command that fixes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    repair: Option<&'a str>,
    /// The files that are not as expected.
    drift: Vec<File>,
}

#[derive(Serialize)]
struct File {
    path: String,
    state: &'static str,
    reason: &'static str,
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
}

/// Prints mistakes in the contract that made a comparison impossible.
pub(super) fn print_mistakes(mistakes: &Diagnostics, terminal: &mut Terminal<'_>) -> anyhow::Result<()> {
    let found = serde_json::json!({ "status": "mistakes", "mistakes": mistakes.0 });
    terminal.line(serde_json::to_string_pretty(&found)?);
    Ok(())
}

pub(super) fn print(report: &Report<'_>, terminal: &mut Terminal<'_>) -> anyhow::Result<()> {
    let files = report.plan.drift().map(|entry| File {
        path: report.path(&entry.path),
        state: entry.state.name(),
        reason: entry.state.reason(),
        line: entry.line,
        item: entry.item.clone(),
    });
    let drift: Vec<_> = files.collect();
    let found = Comparison {
        status: if drift.is_empty() { "fresh" } else { "drift" },
        files: report.plan.entries.len(),
        repair: (!drift.is_empty()).then_some(report.repair),
        drift,
    };
    terminal.line(serde_json::to_string_pretty(&found)?);
    Ok(())
}
