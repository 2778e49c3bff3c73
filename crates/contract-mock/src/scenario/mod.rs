//! Scenarios: files with the entities, accounts and rules with which a mock begins.

mod check;
mod file;
mod record;

use std::fmt;

use contract_data::facts::Facts;

pub(crate) use self::{
    check::{Checked, Placed},
    file::File,
    record::record,
};

/// The error for an invalid scenario: every mistake with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScenarioError {
    /// The name of the file.
    pub file: String,
    /// The mistakes, in the order of the file.
    pub mistakes: Vec<ScenarioMistake>,
}

/// A mistake in a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScenarioMistake {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The reason, and a fix.
    pub reason: String,
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (file, count) = (&self.file, self.mistakes.len());
        write!(f, "the scenario {file} has {count} mistake{}:", if count == 1 { "" } else { "s" })?;
        self.mistakes
            .iter()
            .try_for_each(|mistake| write!(f, "\n{file}:{}:{}: {}", mistake.line, mistake.column, mistake.reason))
    }
}

impl std::error::Error for ScenarioError {}

/// Reads a scenario and checks it against a contract.
pub(crate) fn read(facts: &Facts, person_pool: Option<&str>, name: &str, text: &str) -> Result<Checked, ScenarioError> {
    let error = |mistakes| ScenarioError { file: name.to_owned(), mistakes };
    let file: File = toml::from_str(text).map_err(|wrong| {
        let place = wrong.span().map_or(0, |span| span.start);
        error(vec![mistake(text, place, wrong.message().to_owned())])
    })?;
    Checked::new(facts, person_pool, file).map_err(|mut mistakes| {
        mistakes.sort_by_key(|(place, _)| *place);
        error(mistakes.into_iter().map(|(place, reason)| mistake(text, place, reason)).collect())
    })
}

fn mistake(text: &str, place: usize, reason: String) -> ScenarioMistake {
    let before = text.get(..place).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    ScenarioMistake { line, column, reason }
}
