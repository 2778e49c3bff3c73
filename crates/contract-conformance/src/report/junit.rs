//! A report as JUnit XML: a test case for each operation, field and channel, which fails with its findings.

use std::time::Duration;

use quick_junit::{NonSuccessKind, Report as Junit, SerializeError, TestCase, TestCaseStatus, TestSuite};

use crate::{contract::Contract, rules, run::Report};

/// The report as JUnit XML, for the items that were tested.
///
/// # Errors
/// When a text cannot be written as XML.
pub fn junit(report: &Report, contract: &Contract) -> Result<String, SerializeError> {
    let mut items = contract.items();
    items.retain(|item| report.tested.contains(item));
    let elsewhere: Vec<String> = report.findings.iter().flat_map(|finding| finding.items.iter().cloned()).collect();
    items.extend(elsewhere);
    items.sort();
    items.dedup();
    let mut suite = TestSuite::new("conformance");
    for item in &items {
        suite.add_test_case(case(report, item));
    }
    let took: Duration = report.timings.iter().map(|timing| timing.took).sum();
    suite.set_time(took);
    let mut junit = Junit::new(format!("conformance of {}", report.target));
    junit.set_time(took);
    junit.add_test_suite(suite);
    junit.to_string()
}

fn case(report: &Report, item: &str) -> TestCase {
    let findings: Vec<_> = report.findings.iter().filter(|finding| finding.items.contains(item)).collect();
    let Some(first) = findings.first() else { return TestCase::new(item, TestCaseStatus::success()) };
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_type(first.rule);
    status.set_message(format!("{}: {}", first.rule, first.cause));
    let described = findings.iter().map(|finding| {
        let rule = rules::rule(finding.rule).map(|rule| rule.title).unwrap_or_default();
        let repeat = finding.reproduce.as_deref().unwrap_or_default();
        format!(
            "{}: {}\n{rule}\nexpected: {}\nfound: {}\nrepeat: {repeat}\n",
            finding.rule, finding.cause, finding.expected, finding.found
        )
    });
    status.set_description(described.collect::<Vec<_>>().join("\n"));
    TestCase::new(item, status)
}
