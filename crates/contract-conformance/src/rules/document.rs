//! The table of rules as a page of Markdown.

use super::{ALL, Group};

/// The page `docs/conformance.md` as far as it is the table.
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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::{env, fs, path::Path};

    use super::*;

    /// The page holds the table. `WRITE_RULES=1` writes it.
    #[test]
    fn the_page_is_the_table() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/conformance.md");
        let page = fs::read_to_string(&file).unwrap();
        let (before, rest) = page.split_once("<!-- rules -->\n").unwrap();
        let (table, after) = rest.split_once("<!-- /rules -->").unwrap();
        let wanted = format!("{}\n", document());
        if env::var_os("WRITE_RULES").is_some() {
            fs::write(&file, format!("{before}<!-- rules -->\n{wanted}<!-- /rules -->{after}")).unwrap();
            return;
        }
        assert!(table == wanted, "the table is stale: run `WRITE_RULES=1 cargo nextest run -p contract-conformance`");
    }
}
