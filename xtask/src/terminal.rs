//! Standard output and standard error, for the commands of this project.

use contract_cli::Terminal;

/// Prints a line of a result.
pub(crate) fn line(text: impl AsRef<str>) {
    Terminal::standard().line(text);
}

/// Prints the current step to standard error.
pub(crate) fn progress(text: &str) {
    Terminal::standard().progress(text);
}

/// Prints an error to standard error.
pub(crate) fn error(text: &str) {
    Terminal::standard().error(text);
}

/// Prints a note to standard error.
pub(crate) fn note(text: &str) {
    Terminal::standard().note(text);
}
