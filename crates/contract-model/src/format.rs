//! The string formats that a contract may use, each with its pattern; the pattern decides.
//!
//! Validators disagree about every format: ajv-formats accepts a leap second, Zod an upper-case UUID, Rust neither. So
//! each format has a pattern of ours that accepts only the canonical spellings, which all of them accept. The keyword
//! `format` next to it is then an annotation that all validators understand alike. The patterns are ECMA-262 with the
//! `u` flag and mean the same in Rust's regex crates.

use std::sync::OnceLock;

use fancy_regex::Regex;
use serde::{Deserialize, Serialize};

/// A string format with a canonical spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// RFC 9562 versions 1 to 8, lower case, hyphenated.
    Uuid,
    /// A plain address: no quoting, no comments, no internationalised parts; local part at most 64 characters.
    Email,
    /// RFC 3339 full-date, years 0000 to 9998.
    Date,
    /// RFC 3339 full-time in UTC with `Z`, at most nine fractional digits, no leap second.
    Time,
    /// RFC 3339 date-time in UTC with `T` and `Z`, at most nine fractional digits, no leap second.
    DateTime,
    /// An absolute http or https URI with a DNS name or IPv4 address.
    Uri,
}

// Matches only dates that exist: the days of each month, and 29 February in leap years only. 9999 is left out because
// its last hours lie outside the range of common instant types.
macro_rules! date_pattern {
    () => {
        r"(?!9999)(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)"
    };
}
macro_rules! time_pattern {
    () => {
        r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,9})?Z"
    };
}
macro_rules! host_pattern {
    () => {
        r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
    };
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 6] = [Self::Uuid, Self::Email, Self::Date, Self::Time, Self::DateTime, Self::Uri];

    /// Returns the name of the format in JSON Schema.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Uuid => "uuid",
            Self::Email => "email",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateTime => "date-time",
            Self::Uri => "uri",
        }
    }

    /// Returns the format with that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Returns the pattern that decides what is a value of this format.
    pub const fn pattern(self) -> &'static str {
        match self {
            Self::Uuid => r"^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
            Self::Email => {
                concat!(r"^(?=[^@]{1,64}@)(?=.{1,254}$)[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@", host_pattern!(), "$")
            }
            Self::Date => concat!("^", date_pattern!(), "$"),
            Self::Time => concat!("^", time_pattern!(), "$"),
            Self::DateTime => concat!("^", date_pattern!(), "T", time_pattern!(), "$"),
            Self::Uri => concat!(
                r"^https?://(?:",
                host_pattern!(),
                r"|localhost|(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9]))(?::(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3}))?(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)?(?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?$"
            ),
        }
    }

    /// Returns the URL of the format's specification.
    pub const fn specification(self) -> &'static str {
        match self {
            Self::Uuid => "https://www.rfc-editor.org/rfc/rfc9562",
            Self::Email => "https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2",
            Self::Date | Self::Time | Self::DateTime => "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
            Self::Uri => "https://www.rfc-editor.org/rfc/rfc3986",
        }
    }

    /// Whether `text` is the canonical spelling of a value of this format.
    pub fn accepts(self, text: &str) -> bool {
        static COMPILED: [OnceLock<Regex>; Format::ALL.len()] = [const { OnceLock::new() }; Format::ALL.len()];
        let regex = COMPILED[self as usize]
            .get_or_init(|| Regex::new(self.pattern()).expect("the patterns of this file are regular expressions"));
        // The engine gives up only on a pattern that backtracks without end; none of ours does.
        regex.is_match(text).unwrap_or(false)
    }

    /// Returns a value of this format, used where the contract has no example.
    pub const fn example(self) -> &'static str {
        match self {
            Self::Uuid => "01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f",
            Self::Email => "hong@example.com",
            Self::Date => "2026-01-15",
            Self::Time => "09:30:00Z",
            Self::DateTime => "2026-01-15T09:30:00Z",
            Self::Uri => "https://example.com/",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_listed_in_declaration_order() {
        for (index, format) in Format::ALL.into_iter().enumerate() {
            assert_eq!(format as usize, index);
            assert_eq!(Format::from_name(format.name()), Some(format));
            assert!(format.accepts(format.example()), "{format:?}");
        }
    }

    #[test]
    fn trailing_line_feed_is_invalid() {
        for format in Format::ALL {
            assert!(!format.accepts(&format!("{}\n", format.example())), "{format:?}");
        }
    }
}
