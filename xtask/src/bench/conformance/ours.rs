//! Our conformance suite on a shop.

use std::{collections::BTreeSet, path::Path, process::Command, time::Duration};

use anyhow::{Context, bail};
use serde::Deserialize;

use super::{CONTRACT, REGISTRY, TIMEOUT, results::Found, shop::Shop, tool};

/// The hints for the bookshop, from the project's folder.
const HINTS: &str = "tests/conformance/bookshop.toml";
/// The exit codes with a report: the target keeps its contract, was lost during the run, or has violations.
const REPORTED: [i32; 3] = [0, 1, 4];

/// The parts of a report that are compared.
#[derive(Deserialize)]
struct Report {
    findings: Vec<Finding>,
    lost: Option<String>,
}

#[derive(Deserialize)]
struct Finding {
    rule: String,
    cause: String,
}

/// Tests a shop, and then closes it.
pub(super) fn test(root: &Path, shop: Shop, bound: Duration) -> anyhow::Result<Found> {
    let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
    let mut command = Command::new(root.join(CONTRACT));
    command.current_dir(root).args(["conformance", "--report", "json", "--timeout", TIMEOUT]);
    command.args(["--registry", REGISTRY, "--hints", HINTS, "--base-url", &shop.url]);
    let ended = tool::run(&mut command, folder.path(), Some(bound))?;
    let requests = shop.close()?;
    let failures = if ended.is_cut {
        // The suite reports only at the end.
        BTreeSet::new()
    } else if ended.code.is_some_and(|code| REPORTED.contains(&code)) && !ended.output.is_empty() {
        failures(&ended.output)?
    } else {
        bail!("our suite ended with {:?} and without a report: {}", ended.code, ended.errors.trim());
    };
    Ok(Found { failures, requests, time: ended.time, is_cut: ended.is_cut })
}

/// The failures in a report.
fn failures(report: &str) -> anyhow::Result<BTreeSet<String>> {
    let report: Report = serde_json::from_str(report).context("the report of our suite cannot be read")?;
    let findings = report.findings.into_iter().map(|Finding { rule, cause }| format!("{rule}: {cause}"));
    Ok(findings.chain(report.lost.map(|lost| format!("the target was lost: {lost}"))).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn lost_target_is_a_failure_beside_the_findings() {
        let report = r#"{ "findings": [{ "rule": "head", "cause": "HEAD /shelves", "count": 2 }], "lost": "reset" }"#;
        let failures = failures(report).unwrap();
        assert_eq!(Vec::from_iter(failures), ["head: HEAD /shelves", "the target was lost: reset"]);
        assert!(super::failures(r#"{ "findings": [], "lost": null }"#).unwrap().is_empty());
    }
}
