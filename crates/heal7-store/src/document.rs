//! The text forms in which a store keeps values: JSON documents for whole values of the contract, the same JSON that is
//! served, and the contract's words for the variants of an enum.
//!
//! Nothing searches inside a document; values that a filter needs have columns of their own.

use std::str::FromStr;

use serde::{Serialize, de::DeserializeOwned};

use crate::{Error, Result};

/// Writes a value as the JSON document that is stored.
pub fn write<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(Error::failed)
}

/// Reads a value from its JSON document.
pub fn read<T: DeserializeOwned>(document: &str) -> Result<T> {
    serde_json::from_str(document).map_err(Error::failed)
}

/// Reads an enum variant from its word.
pub fn read_word<T: FromStr<Err = &'static str>>(word: &str) -> Result<T> {
    word.parse().map_err(Error::failed)
}

/// Returns the text in the form that is used for comparisons that ignore upper and lower case.
///
/// It converts letter by letter, regardless of the neighbouring letters: `str::to_lowercase` writes a sigma at the end
/// of a word differently, so that a part of a name would not be found in it. U+0000 is replaced, since PostgreSQL
/// cannot store it.
pub fn lower_case(text: &str) -> String {
    let kept = text.chars().map(|letter| if letter == '\0' { char::REPLACEMENT_CHARACTER } else { letter });
    kept.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::lower_case;

    #[test]
    fn a_part_of_a_name_is_found_in_any_case() {
        for (name, part) in [("Ångström", "ÅNG"), ("ΟΔΥΣΣΕΑΣ", "οδυσ"), ("İstanbul", "İ"), ("홍길동", "길동")]
        {
            assert!(lower_case(name).contains(&lower_case(part)), "{part} is in {name}");
        }
    }
}
