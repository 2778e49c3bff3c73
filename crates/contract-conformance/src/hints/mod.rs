//! Hints: everything that the suite cannot derive from the contract, read from a small file.

mod check;
mod file;
mod starter;

use std::fmt;

pub use self::{
    file::{ExceptionHint, Hints, ItemHint, PersonHint, ProblemHint},
    starter::starter,
};
use crate::contract::Contract;

/// The error for an invalid hints file: every mistake with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HintsError {
    /// The name of the file.
    pub file: String,
    /// The mistakes, in the order of the file.
    pub mistakes: Vec<HintsMistake>,
}

/// A mistake in a file of hints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HintsMistake {
    /// The line, from 1.
    pub line: usize,
    /// The reason, and a fix.
    pub reason: String,
}

impl fmt::Display for HintsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (file, count) = (&self.file, self.mistakes.len());
        write!(f, "the hints in {file} have {count} mistake{}:", if count == 1 { "" } else { "s" })?;
        self.mistakes.iter().try_for_each(|mistake| write!(f, "\n{file}:{}: {}", mistake.line, mistake.reason))
    }
}

impl std::error::Error for HintsError {}

/// Reads a hints file and checks it against a contract; `file` is its name for errors.
///
/// # Errors When the text has another format, or names something that the contract does not have.
pub fn read(text: &str, file: &str, contract: &Contract) -> Result<Hints, HintsError> {
    let error = |mistakes| HintsError { file: file.to_owned(), mistakes };
    let line_of = |offset: usize| text.get(..offset).unwrap_or(text).matches('\n').count() + 1;
    let hints: Hints = toml::from_str(text).map_err(|wrong| {
        let line = line_of(wrong.span().map_or(0, |span| span.start));
        error(vec![HintsMistake { line, reason: wrong.message().to_owned() }])
    })?;
    let mut mistakes: Vec<HintsMistake> = check::mistakes(&hints, contract)
        .into_iter()
        .map(|(place, reason)| HintsMistake { line: line_of(place.offset(text)), reason })
        .collect();
    mistakes.sort_by_key(|mistake| mistake.line);
    if mistakes.is_empty() { Ok(hints) } else { Err(error(mistakes)) }
}
