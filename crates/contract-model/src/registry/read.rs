//! Reads a contract that was written as `registry.json`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Registry, check};
use crate::diagnostic::Diagnostics;

/// The version of the form in which this crate writes and reads a registry.
///
/// It grows when a reader of the version before would misread a registry, or could not read it at all. The first version
/// had no number.
pub const FORMAT_VERSION: u32 = 2;

/// The reason why a text is not a registry that can be used.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is not JSON.
    #[error("the registry is not JSON: {0}")]
    NotJson(#[source] serde_json::Error),
    /// It was written in another version of the format.
    #[error(
        "the registry has format version {found}, but this program reads version {FORMAT_VERSION}: generate it again with a toolkit of this version"
    )]
    Version {
        /// Its version; the first one had no number.
        found: u32,
    },
    /// It has the right version, and a part of it is missing or of the wrong form.
    #[error("the registry cannot be read: {0}")]
    Shape(#[source] serde_json::Error),
    /// It can be read, and is no contract.
    #[error("the registry has mistakes:\n{0}")]
    Mistakes(#[source] Diagnostics),
}

/// The one member that all versions are told apart by.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Header {
    #[serde(default = "first_version")]
    format_version: u32,
}

const fn first_version() -> u32 {
    1
}

impl Registry {
    /// Reads and checks a registry from the text of its JSON.
    ///
    /// # Errors
    /// When it is not one, has another version of the format, or has a mistake; every mistake is named.
    pub fn from_json(text: &str) -> Result<Self, ReadError> {
        let value: serde_json::Value = serde_json::from_str(text).map_err(ReadError::NotJson)?;
        let header = Header::deserialize(&value).map_err(ReadError::Shape)?;
        if header.format_version != FORMAT_VERSION {
            return Err(ReadError::Version { found: header.format_version });
        }
        // From the text once more: its errors name a line and a column.
        let registry: Self = serde_json::from_str(text).map_err(ReadError::Shape)?;
        let mut diagnostics = Diagnostics::default();
        check::registry(&registry, &mut diagnostics);
        // A value is checked against the types it refers to, so these have to be there.
        if !diagnostics.has_errors() {
            check::examples(&registry, &BTreeMap::new(), &mut diagnostics);
        }
        diagnostics.into_result(registry).map_err(ReadError::Mistakes)
    }

    /// Checks that every example and default fits its schema; `named` holds an example of each type that has one.
    ///
    /// # Panics
    /// When a schema refers to a type that is not there.
    pub fn check_examples(&self, named: &BTreeMap<String, serde_json::Value>, diagnostics: &mut Diagnostics) {
        check::examples(self, named, diagnostics);
    }
}
