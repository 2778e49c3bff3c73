//! How a store spells what it keeps: values of the contract whole, as the JSON that is served, and words as they
//! travel.
//!
//! Nothing searches inside a document; what a filter needs stands beside it.

use std::str::FromStr;

use serde::{Serialize, de::DeserializeOwned};

use crate::{Error, Result};

/// A value as the document that is kept.
pub fn write<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(Error::failed)
}

/// The value of a document.
pub fn read<T: DeserializeOwned>(document: &str) -> Result<T> {
    serde_json::from_str(document).map_err(Error::failed)
}

/// The value of a word.
pub fn read_word<T: FromStr<Err = &'static str>>(word: &str) -> Result<T> {
    word.parse().map_err(Error::failed)
}

/// A text as it is compared where upper and lower case do not matter.
///
/// Letter by letter, without a look at the neighbours: `str::to_lowercase` writes a sigma at the end of a word in
/// another way, so that a part of a name would not be found in it. U+0000 gives way, since PostgreSQL keeps none.
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
