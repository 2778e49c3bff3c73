//! Since when something is there, and whether it is on its way out.

use serde::{Deserialize, Serialize};

/// Since when something is there, and whether it is on its way out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lifecycle {
    /// The version of the contract that brought it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Why and until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<Deprecation>,
}

impl Lifecycle {
    /// Whether there is nothing to say.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

/// Something that will go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deprecation {
    /// The replacement, in a sentence.
    pub note: String,
    /// The day from which it is deprecated, as `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// The day it goes, as `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sunset: Option<String>,
}

impl Deprecation {
    /// The note, and the day it goes, on one line.
    pub fn reason(&self) -> String {
        match &self.sunset {
            Some(sunset) => format!("{} (until {sunset})", self.note),
            None => self.note.clone(),
        }
    }
}
