//! The table of rules as a page of Markdown.

use super::{ALL, Group};

/// The part of the page `docs/conformance.md` that is the table.
pub fn document() -> String {
    let mut text = String::new();
    for group in Group::ALL {
        text.push_str(&format!("\n### {}\n", group.title()));
        for rule in ALL.iter().filter(|rule| rule.group == group) {
            text.push_str(&format!("\n#### `{}`\n\n{}\n\n{}\n", rule.id, rule.title, rule.reason));
        }
    }
    text
}
