//! The files of `tests/conformance`: hints and lists of pending items.

use std::{fs, path::Path};

use contract_conformance::{Contract, Hints, hints, pending};

/// Reads a file of hints.
///
/// # Panics
/// When it is not there, or has mistakes.
pub fn read_hints(name: &str, contract: &Contract) -> Hints {
    hints::read(&read(name), name, contract).unwrap_or_else(|error| panic!("{error}"))
}

/// Reads a list of items that a target does not serve yet.
///
/// # Panics
/// When it is not there, or names something that the contract does not have.
pub fn read_pending(name: &str, contract: &Contract) -> Vec<String> {
    pending::read(&read(name), contract).unwrap_or_else(|(line, reason)| panic!("{name}:{line}: {reason}"))
}

fn read(name: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance").join(name);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}
