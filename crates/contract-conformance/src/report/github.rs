//! A report as annotations of a pull request.

use super::alike::alike;
use crate::{rules, run::Report};

/// One workflow command for each finding.
pub fn github(report: &Report) -> String {
    let lines = alike(&report.findings).into_iter().map(|finding| {
        let title = format!("{}: {}", finding.rule, finding.cause);
        let rule = rules::rule(finding.rule).map(|rule| rule.title).unwrap_or_default();
        let mut message = format!("{rule}\nexpected: {}\nfound: {}", finding.expected, finding.found);
        if let Some(line) = &finding.reproduce {
            message = format!("{message}\nrepeat: {line}");
        }
        format!("::error title={}::{}\n", escaped_property(&title), escaped(&message))
    });
    lines.collect()
}

fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escaped_property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}
