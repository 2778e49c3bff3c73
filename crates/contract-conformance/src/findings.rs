//! The violations that were found, one for each cause.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, PoisonError},
};

use serde::Serialize;

use crate::rules::Rule;

/// A violation of a rule, with everything that is needed to fix it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The id of the rule.
    pub rule: &'static str,
    /// The place of the cause: a property of a type, an operation, a field, a message.
    pub cause: String,
    /// The operations, channels and fields with the violation.
    pub items: BTreeSet<String>,
    /// The number of times that it was found.
    pub count: u32,
    /// The expected behaviour, at the first occurrence.
    pub expected: String,
    /// The actual behaviour, at the first occurrence.
    pub found: String,
    /// A way to reproduce it: a curl command, or the steps on a socket.
    pub reproduce: Option<String>,
}

/// One violation, as a case reports it.
#[derive(Debug)]
pub(crate) struct Violation<'a> {
    pub rule: &'static Rule,
    /// The operation, channel or field.
    pub item: &'a str,
    /// The place of the cause; violations of one rule with the same cause are one finding.
    pub cause: String,
    pub expected: String,
    pub found: String,
    pub reproduce: Option<String>,
}

/// The findings of a run.
#[derive(Debug, Default)]
pub(crate) struct Findings(Mutex<BTreeMap<(&'static str, String), Finding>>);

impl Findings {
    pub(crate) fn add(&self, violation: Violation<'_>) {
        let Violation { rule, item, cause, expected, found, reproduce } = violation;
        let mut findings = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let finding = findings.entry((rule.id, cause.clone())).or_insert_with(|| Finding {
            rule: rule.id,
            cause,
            items: BTreeSet::new(),
            count: 0,
            expected,
            found,
            reproduce,
        });
        finding.items.insert(item.to_owned());
        finding.count += 1;
    }

    /// The number of findings so far.
    pub(crate) fn len(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// All findings, sorted by rule in the order of the table, and by cause.
    pub(crate) fn take(&self) -> Vec<Finding> {
        let findings = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        let mut findings: Vec<Finding> = findings.into_values().collect();
        let place = |finding: &Finding| crate::rules::ALL.iter().position(|rule| rule.id == finding.rule);
        findings.sort_by(|one, other| (place(one), &one.cause).cmp(&(place(other), &other.cause)));
        findings
    }
}
