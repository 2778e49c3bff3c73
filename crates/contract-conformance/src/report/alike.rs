//! Similar findings: the same mistake in many places, such as a framework that ignores unknown properties, is one
//! paragraph in a report. Baselines keep them separate.

use std::{borrow::Cow, collections::BTreeMap};

use crate::findings::Finding;

/// The number of places from which findings are combined.
const MANY: usize = 4;
/// The number of places that are named.
const NAMED: usize = 3;

/// The findings of a report, with similar findings in many places combined.
pub(super) fn alike(findings: &[Finding]) -> Vec<Cow<'_, Finding>> {
    let mut groups: BTreeMap<(&str, String), Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        groups.entry((finding.rule, kind(finding))).or_default().push(finding);
    }
    let mut told = Vec::new();
    for finding in findings {
        let group = &groups[&(finding.rule, kind(finding))];
        if group.len() < MANY {
            told.push(Cow::Borrowed(finding));
        } else if std::ptr::eq(group[0], finding) {
            told.push(Cow::Owned(together(group)));
        }
    }
    told
}

/// The kind of a finding: the status that was found, or the last part of its cause.
fn kind(finding: &Finding) -> String {
    match finding.found.strip_prefix("status ") {
        Some(rest) => rest.chars().take_while(char::is_ascii_digit).collect(),
        None => finding.cause.rsplit(": ").next().unwrap_or_default().to_owned(),
    }
}

fn together(group: &[&Finding]) -> Finding {
    let first = group[0];
    let named: Vec<&str> = group.iter().take(NAMED).map(|finding| finding.cause.as_str()).collect();
    Finding {
        rule: first.rule,
        cause: format!("in {} places, such as {}", group.len(), named.join("; ")),
        items: group.iter().flat_map(|finding| finding.items.iter().cloned()).collect(),
        count: group.iter().map(|finding| finding.count).sum(),
        expected: first.expected.clone(),
        found: first.found.clone(),
        reproduce: first.reproduce.clone(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn finding(cause: &str, found: &str) -> Finding {
        Finding {
            rule: "body-unknown-property",
            cause: cause.into(),
            items: BTreeSet::from([cause.split(':').next().unwrap_or_default().to_owned()]),
            count: 1,
            expected: "a refusal".into(),
            found: found.into(),
            reproduce: None,
        }
    }

    #[test]
    fn the_same_mistake_in_many_places_is_told_once() {
        let mut findings: Vec<Finding> = (0..5)
            .map(|number| finding(&format!("add{number}: it has an unknown property"), "status 201: {}"))
            .collect();
        findings.push(finding("addBook: it has an unknown property", "status 500: {}"));
        let told = alike(&findings);
        assert_eq!(told.len(), 2);
        assert_eq!((told[0].count, told[0].items.len()), (5, 5));
        assert!(told[0].cause.starts_with("in 5 places, such as add0"), "{}", told[0].cause);
    }
}
