//! The files of `tests/conformance`: hints and lists of pending items.

use std::{fs, path::Path};

use contract_conformance::{Contract, Hints, hints, pending};

/// Reads a hints file.
///
/// # Panics When it does not exist, or has mistakes.
pub fn read_hints(name: &str, contract: &Contract) -> Hints {
    hints::read(&read(name), name, contract).unwrap_or_else(|error| panic!("{error}"))
}

/// Reads a list of items that a target does not serve yet.
///
/// # Panics When it does not exist, or names something that the contract does not have.
pub fn read_pending(name: &str, contract: &Contract) -> Vec<String> {
    pending::read(&read(name), contract).unwrap_or_else(|(line, reason)| panic!("{name}:{line}: {reason}"))
}

fn read(name: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance").join(name);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Asserts that a marked part of docs/conformance.md equals a table, or writes it if the variable is set.
///
/// # Panics When the page has no such part, or the part is outdated.
pub fn conformance_page(part: &str, variable: &str, table: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/conformance.md");
    let page = fs::read_to_string(&file).expect("the page is there");
    let (begin, end) = (format!("<!-- {part} -->\n"), format!("<!-- /{part} -->"));
    let (before, rest) = page.split_once(&begin).expect("the page has the part");
    let (found, after) = rest.split_once(&end).expect("the part has an end");
    if std::env::var_os(variable).is_some() {
        fs::write(&file, format!("{before}{begin}{table}{end}{after}")).expect("the page can be written");
        return;
    }
    assert!(found == table, "the part `{part}` of docs/conformance.md is stale: run the test with {variable}=1");
}
