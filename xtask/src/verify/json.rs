//! Drift for programs.

use std::path::Path;

use contract_model::diagnostic::Diagnostics;
use serde::Serialize;

use super::{REPAIR, shown};
use crate::{plan::Plan, terminal::line};

#[derive(Serialize)]
struct Report {
    /// `fresh` or `drift`.
    status: &'static str,
    /// How many files there should be, and orphans.
    files: usize,
    /// The command that mends it.
    #[serde(skip_serializing_if = "Option::is_none")]
    repair: Option<&'static str>,
    /// The files that are off.
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

/// Mistakes in the contract, because of which nothing could be compared.
pub(super) fn print_mistakes(mistakes: &Diagnostics) -> anyhow::Result<()> {
    let report = serde_json::json!({ "status": "mistakes", "mistakes": mistakes.0 });
    line(serde_json::to_string_pretty(&report)?);
    Ok(())
}

pub(super) fn print(plan: &Plan, folder: &Path) -> anyhow::Result<()> {
    let drift: Vec<_> = plan
        .drift()
        .map(|entry| File {
            path: shown(folder, &entry.path),
            state: entry.state.name(),
            reason: entry.state.reason(),
            line: entry.line,
            item: entry.item.clone(),
        })
        .collect();
    let report = Report {
        status: if drift.is_empty() { "fresh" } else { "drift" },
        files: plan.entries.len(),
        repair: (!drift.is_empty()).then_some(REPAIR),
        drift,
    };
    line(serde_json::to_string_pretty(&report)?);
    Ok(())
}
