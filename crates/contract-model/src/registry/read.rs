//! Reads a contract from `registry.json`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Registry, check};
use crate::diagnostic::Diagnostics;

/// The version of the format in which this crate writes and reads a registry.
///
/// It increases when a reader of the previous version would misread a registry, or could not read it at all. The first
/// version had no number.
pub const FORMAT_VERSION: u32 = 2;

/// The reasons why a text is not a usable registry.
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
        /// Its version; the first version had no number.
        found: u32,
    },
    /// It has the right version, but a part of it is missing or has the wrong form.
    #[error("the registry cannot be read: {0}")]
    Shape(#[source] serde_json::Error),
    /// It can be read, but it is not a valid contract.
    #[error("the registry has mistakes:\n{0}")]
    Mistakes(#[source] Diagnostics),
}

/// The only member that every version of the format has.
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
    /// When it is not a registry, has another version of the format, or has mistakes; every mistake is named.
    pub fn from_json(text: &str) -> Result<Self, ReadError> {
        let value: serde_json::Value = serde_json::from_str(text).map_err(ReadError::NotJson)?;
        let header = Header::deserialize(&value).map_err(ReadError::Shape)?;
        if header.format_version != FORMAT_VERSION {
            return Err(ReadError::Version { found: header.format_version });
        }
        // Parses the text again, because its errors name a line and a column.
        let registry: Self = serde_json::from_str(text).map_err(ReadError::Shape)?;
        let mut diagnostics = Diagnostics::default();
        check::registry(&registry, &mut diagnostics);
        // A value is checked against the types it refers to, so these types must exist.
        if !diagnostics.has_errors() {
            check::examples(&registry, &BTreeMap::new(), &mut diagnostics);
        }
        diagnostics.into_result(registry).map_err(ReadError::Mistakes)
    }

    /// Checks that every example and default fits its schema. `named` holds an example of each type that has one.
    ///
    /// # Panics
    /// When a schema refers to a type that does not exist.
    pub fn check_examples(&self, named: &BTreeMap<String, serde_json::Value>, diagnostics: &mut Diagnostics) {
        check::examples(self, named, diagnostics);
    }
}
