//! Known violations that are not fixed yet, from a file with one line for each cause.

use std::collections::BTreeSet;

use crate::findings::Finding;

/// The known causes: the id of a rule, a tab and a cause.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline(BTreeSet<(String, String)>);

impl Baseline {
    /// Reads a file. Empty lines and lines that begin with `#` are ignored.
    ///
    /// # Errors
    /// The number of the first line that is not a rule and a cause, from 1.
    pub fn read(text: &str) -> Result<Self, usize> {
        let mut known = BTreeSet::new();
        for (index, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let (rule, cause) = line.split_once('\t').ok_or(index + 1)?;
            known.insert((rule.to_owned(), cause.to_owned()));
        }
        Ok(Self(known))
    }

    /// The baseline that makes all given findings known.
    pub fn of(findings: &[Finding]) -> Self {
        Self(findings.iter().map(|finding| (finding.rule.to_owned(), finding.cause.clone())).collect())
    }

    /// The text of the file.
    pub fn write(&self) -> String {
        let lines = self.0.iter().map(|(rule, cause)| format!("{rule}\t{}\n", cause.replace(['\n', '\t'], " ")));
        let lines: String = lines.collect();
        format!("# Known violations: a rule and a cause in each line. Remove a line when its cause is mended.\n{lines}")
    }

    /// Removes known findings from a list, and returns the known causes that were not found again.
    pub fn apply(&self, findings: &mut Vec<Finding>) -> Vec<(String, String)> {
        let found = Self::of(findings);
        findings.retain(|finding| !self.0.contains(&(finding.rule.to_owned(), finding.cause.clone())));
        self.0.difference(&found.0).cloned().collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn finding(rule: &'static str, cause: &str) -> Finding {
        Finding {
            rule,
            cause: cause.into(),
            items: BTreeSet::new(),
            count: 1,
            expected: String::new(),
            found: String::new(),
            reproduce: None,
        }
    }

    #[test]
    fn known_causes_are_taken_out_and_mended_ones_are_told() {
        let mut findings = vec![finding("pages", "listBooks: total"), finding("head", "getBook")];
        let baseline = Baseline::of(&findings[..1]);
        let read = Baseline::read(&baseline.write()).unwrap();
        assert_eq!(read, baseline);
        assert!(read.apply(&mut findings).is_empty());
        assert_eq!(findings.iter().map(|finding| finding.rule).collect::<Vec<_>>(), ["head"]);
        let mended = read.apply(&mut findings);
        assert_eq!(mended, [("pages".to_owned(), "listBooks: total".to_owned())]);
    }

    #[test]
    fn a_line_of_another_form_is_named() {
        assert_eq!(Baseline::read("# known\npages listBooks\n"), Err(2));
    }
}
