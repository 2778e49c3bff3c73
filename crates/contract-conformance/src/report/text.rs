//! A report for a person: each finding with the command that reproduces it, and a table at the end.

use std::fmt::Write as _;

use super::alike::alike;
use crate::{
    coverage::{Coverage, Row},
    findings::Finding,
    rules,
    run::Report,
};

/// The number of items that a finding lists, and of missing outcomes that a row lists.
const SHOWN: usize = 6;

/// The report as text. `bold` formats a heading if the reader's terminal supports it.
pub fn text(report: &Report, bold: impl Fn(&str) -> String) -> String {
    let mut text = String::new();
    for finding in alike(&report.findings) {
        write_finding(&mut text, &finding, &bold);
    }
    if let Some(lost) = &report.lost {
        _ = writeln!(text, "{} {lost}\nEverything after that was not tested.\n", bold("The target was lost:"));
    }
    write_coverage(&mut text, &report.coverage, &bold);
    if !report.pending.is_empty() {
        let pending: Vec<&str> = report.pending.iter().map(String::as_str).collect();
        _ = writeln!(text, "  {:<24}{:>5}: {}", "not served yet", pending.len(), listed(&pending));
    }
    _ = writeln!(text, "\n{}", bold("Time"));
    for timing in &report.timings {
        let milliseconds = timing.took.as_millis();
        _ = writeln!(text, "  {:<24}{milliseconds:>8} ms {:>7} requests", timing.part.title(), timing.requests);
    }
    _ = writeln!(text, "\n{}", summary(report));
    text
}

/// The result in one line.
fn summary(report: &Report) -> String {
    let violations: u32 = report.findings.iter().map(|finding| finding.count).sum();
    match alike(&report.findings).len() {
        0 => format!("No violations in {} requests to {}", report.requests, report.target),
        1 => format!("1 cause of {violations} violations in {} requests to {}", report.requests, report.target),
        causes => {
            format!("{causes} causes of {violations} violations in {} requests to {}", report.requests, report.target)
        }
    }
}

fn write_finding(text: &mut String, finding: &Finding, bold: &impl Fn(&str) -> String) {
    let title = rules::rule(finding.rule).map(|rule| rule.title).unwrap_or_default();
    _ = writeln!(text, "{} {}", bold(&format!("{}:", finding.rule)), finding.cause);
    _ = writeln!(text, "  rule      {title}");
    _ = writeln!(text, "  expected  {}", finding.expected);
    _ = writeln!(text, "  found     {}", finding.found);
    let items: Vec<&str> = finding.items.iter().map(String::as_str).collect();
    _ = writeln!(text, "  seen      {} in {}", times(finding.count), listed(&items));
    if let Some(line) = &finding.reproduce {
        _ = writeln!(text, "  repeat    {line}");
    }
    text.push('\n');
}

fn write_coverage(text: &mut String, coverage: &Coverage, bold: &impl Fn(&str) -> String) {
    _ = writeln!(text, "{}", bold("Coverage"));
    for row in &coverage.rows {
        let Row { kind, declared, seen, excepted, not_provokable, missing } = row;
        _ = write!(text, "  {kind:<24}{seen:>5} of {declared}");
        if *excepted > 0 {
            _ = write!(text, ", {excepted} excepted");
        }
        if *not_provokable > 0 {
            _ = write!(text, ", {not_provokable} only by a fault");
        }
        if !missing.is_empty() {
            let missing: Vec<String> = missing.iter().map(|(item, outcome)| format!("{item} {outcome}")).collect();
            let missing: Vec<&str> = missing.iter().map(String::as_str).collect();
            _ = write!(text, ", missing {}", listed(&missing));
        }
        text.push('\n');
    }
}

fn times(count: u32) -> String {
    if count == 1 { "once".into() } else { format!("{count} times") }
}

fn listed(items: &[&str]) -> String {
    if items.len() <= SHOWN {
        return items.join(", ");
    }
    format!("{} and {} more", items[..SHOWN].join(", "), items.len() - SHOWN)
}
