//! Mistakes of a contract, worded so that its author can fix them.
//!
//! All mistakes are collected; the first one does not stop the check. `Diagnostics` is the error type of everything
//! that reads a declaration.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The severity of a [`Diagnostic`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A mistake that stops generation until it is fixed.
    Error,
    /// A remark that is worth knowing; the output is correct.
    Warning,
}

/// One mistake in a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// A stable name for the rule, in kebab case: `duplicate-path`.
    pub code: String,
    /// The severity.
    pub severity: Severity,
    /// The item of the contract: a type, a property (`Book.title`), an operation id.
    pub subject: String,
    /// The mistake, in one sentence without a full stop.
    pub message: String,
    /// The way to fix it.
    pub help: Option<String>,
    /// The place of the item, when it was read from a file and not from Rust.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file's name, as its reader called it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

impl Diagnostic {
    /// Returns an error about `subject`.
    pub fn error(code: &str, subject: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            severity: Severity::Error,
            subject: subject.into(),
            message: message.into(),
            help: None,
            place: None,
        }
    }

    /// Adds the way to fix it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        match &self.place {
            Some(place) => write!(f, "{severity}[{}] {place}: {}", self.code, self.message)?,
            None => write!(f, "{severity}[{}] {}: {}", self.code, self.subject, self.message)?,
        }
        match &self.help {
            Some(help) => write!(f, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}

/// Every mistake found, in a stable order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl Diagnostics {
    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Whether at least one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Returns `Ok(value)` when none of them is an error, the sorted diagnostics otherwise.
    pub fn into_result<T>(mut self, value: T) -> Result<T, Self> {
        if self.has_errors() {
            self.0.sort_by(|a, b| {
                (a.severity, &a.subject, &a.place, &a.code, &a.message)
                    .cmp(&(b.severity, &b.subject, &b.place, &b.code, &b.message))
            });
            self.0.dedup();
            Err(self)
        } else {
            Ok(value)
        }
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for diagnostic in &self.0 {
            writeln!(f, "{diagnostic}")?;
        }
        let errors = self.0.iter().filter(|d| d.severity == Severity::Error).count();
        write!(f, "the contract has {errors} {}", if errors == 1 { "mistake" } else { "mistakes" })
    }
}

impl std::error::Error for Diagnostics {}
