//! Hints: everything that the suite cannot derive from the contract, from a small file.

mod file;

pub use self::file::{ExceptionHint, Hints, ItemHint, PersonHint, ProblemHint};

/// The reason why a file of hints cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {reason}")]
pub struct HintsError {
    /// The file.
    file: String,
    /// The mistake and its place.
    reason: toml::de::Error,
}

/// Reads a file of hints; `file` is its name for errors.
///
/// # Errors
/// When the text has another form.
pub fn read(text: &str, file: &str) -> Result<Hints, HintsError> {
    toml::from_str(text).map_err(|reason| HintsError { file: file.to_owned(), reason })
}
