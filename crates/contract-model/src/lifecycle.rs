//! The version that added an item, and its deprecation.

use serde::{Deserialize, Serialize};

/// The version that added an item, and its deprecation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lifecycle {
    /// The version of the contract that added it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// The reason for the deprecation, and its dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<Deprecation>,
}

impl Lifecycle {
    /// Whether there is nothing to say: no version, no deprecation.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

/// The deprecation of an item that will be removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deprecation {
    /// The replacement, in one sentence.
    pub note: String,
    /// The day from which it is deprecated, as `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// The date of removal, as `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sunset: Option<String>,
}

impl Deprecation {
    /// Returns the note and the date of removal, on one line.
    pub fn reason(&self) -> String {
        match &self.sunset {
            Some(sunset) => format!("{} (until {sunset})", self.note),
            None => self.note.clone(),
        }
    }
}
