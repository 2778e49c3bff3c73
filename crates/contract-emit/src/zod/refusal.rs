//! The messages of this emitter about a document, besides its output: refusals, and notes.

use std::fmt;

/// All parts of a document that Zod cannot express exactly, or that JSON Schema does not allow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Unrepresentable {
    /// The refusals, at least one.
    pub refusals: Vec<Refusal>,
}

impl fmt::Display for Unrepresentable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, refusal) in self.refusals.iter().enumerate() {
            let line_break = if index == 0 { "" } else { "\n" };
            write!(f, "{line_break}{refusal}")?;
        }
        Ok(())
    }
}

/// One keyword that is refused.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refusal {
    /// A JSON pointer to the schema, empty for the root; after the URI of its document when that is another one.
    pub pointer: String,
    /// The keyword; empty when the refusal is about the whole schema or text.
    pub keyword: String,
    /// The reason, in one sentence without a full stop.
    pub reason: String,
    /// The way to fix it.
    pub help: Option<String>,
}

impl Refusal {
    /// Creates a refusal of a keyword.
    pub(super) fn new(pointer: &str, keyword: &str, reason: impl Into<String>) -> Self {
        Self { pointer: pointer.to_owned(), keyword: keyword.to_owned(), reason: reason.into(), help: None }
    }

    /// Creates a refusal of the whole text.
    pub(super) fn of_text(reason: impl Into<String>) -> Self {
        Self::new("", "", reason)
    }

    /// Adds the way to fix it.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Returns an error with only this refusal.
    pub(super) fn alone(self) -> Unrepresentable {
        Unrepresentable { refusals: vec![self] }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.pointer.as_str(), self.keyword.as_str()) {
            ("", "") => {}
            (pointer, "") => write!(f, "{}: ", place(pointer))?,
            (pointer, keyword) => write!(f, "{}: `{keyword}`: ", place(pointer))?,
        }
        f.write_str(&self.reason)?;
        match &self.help {
            Some(help) => write!(f, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}

/// Something in a document that does not affect validity, but may have been meant to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// A JSON pointer to the schema.
    pub pointer: String,
    /// The keyword.
    pub keyword: String,
    /// The explanation, in one sentence without a full stop.
    pub reason: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: `{}`: {}", place(&self.pointer), self.keyword, self.reason)
    }
}

/// Writes a pointer as the fragment of a URI, so that the root is visible too.
fn place(pointer: &str) -> String {
    if pointer.is_empty() || pointer.starts_with('/') { format!("#{pointer}") } else { pointer.to_owned() }
}
