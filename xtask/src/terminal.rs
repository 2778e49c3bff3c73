//! Standard output and standard error, for the commands that are this project's alone.

use contract_cli::Terminal;

/// Prints a line of a result.
pub(crate) fn line(text: impl AsRef<str>) {
    Terminal::standard().line(text);
}

/// Says on standard error what is being done.
pub(crate) fn progress(text: &str) {
    Terminal::standard().progress(text);
}

/// Says on standard error what went wrong.
pub(crate) fn error(text: &str) {
    Terminal::standard().error(text);
}

/// Says on standard error something worth knowing.
pub(crate) fn note(text: &str) {
    Terminal::standard().note(text);
}
