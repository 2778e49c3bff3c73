//! Names that users choose: one line of text without hidden characters.
//!
//! Names appear in messages to strangers and next to the text of other users, so a name must not break a line, change
//! the writing direction, or hide characters. [`NAME`] is the pattern, built from character classes. Rust, ajv, Zod and
//! GraphQL use the same pattern, so it uses no Unicode property, because new versions of Unicode extend properties.
//!
//! Some tools (Spectral, Python) read patterns without the `u` flag and reject `\u{…}`, so the pattern names only
//! characters up to U+FFFF. All characters above U+FFFF are allowed, also with a joiner after them, as emoji need it.

use contract_kit::prelude::*;

/// Spaces and the empty Braille cell: a name may contain them, but not consist of them alone.
macro_rules! blank {
    () => {
        r" \u00A0\u1680\u2000-\u200A\u202F\u205F\u2800\u3000"
    };
}

/// Characters that no name may contain: control characters and line separators, characters that change the writing
/// direction (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069), Hangul fillers, all other invisible
/// characters (soft hyphen, zero-width space, word joiner, byte order mark), and noncharacters.
macro_rules! refused {
    () => {
        concat!(
            r"\u0000-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u200B\u200E\u200F\u2028-\u202E",
            r"\u2060-\u206F\u3164\uFDD0-\uFDEF\uFEFF\uFFA0\uFFF0-\uFFFB\uFFFE\uFFFF",
        )
    };
}

/// Variation selectors: one may follow a visible character. Japanese names, Mongolian letters and emoji need them to
/// select the form of a character.
macro_rules! variation {
    () => {
        r"\u180B-\u180D\u180F\uFE00-\uFE0F"
    };
}

/// The joiner, the non-joiner and the Mongolian vowel separator: one may follow a character of [`joined`].
macro_rules! joiner {
    () => {
        r"\u180E\u200C\u200D"
    };
}

/// Characters whose appearance a following joiner changes: those of Arabic, of the scripts of India and its neighbours,
/// of Khmer, Mongolian, Balinese and Javanese, and symbols that emoji are made of.
macro_rules! joined {
    () => {
        r"\u0620-\u109F\u1780-\u17B3\u17B6-\u180A\u1810-\u18AF\u1B00-\u1B7F\u2600-\u27BF\uA980-\uA9DF"
    };
}

/// Every character above U+FFFF, written without naming any of them.
macro_rules! above {
    () => {
        r"[^\u0000-\uD7FF\uE000-\uFFFF]"
    };
}

/// A character with the invisible characters that may follow it.
macro_rules! piece {
    () => {
        concat!(
            "(?:[",
            joined!(),
            "]|",
            above!(),
            ")[",
            variation!(),
            "]?[",
            joiner!(),
            "]|[^",
            refused!(),
            variation!(),
            joiner!(),
            "][",
            variation!(),
            "]?"
        )
    };
}

/// The pattern of a name: [pieces](PIECE), not all of them blank.
pub const NAME: &str = concat!("^(?![", blank!(), variation!(), "]*$)(?:", piece!(), ")+$");

/// The pattern of one piece of a name: a character with the invisible characters that may follow it.
pub const PIECE: &str = piece!();

/// The name of a person: one line with at least one visible character.
///
/// It has no control characters, no characters that change the writing direction, and no invisible characters except
/// variation selectors and joiners in scripts that need them.
#[contract(length(1..=50), pattern = NAME, message = "Write a name on one line, with at least one visible character and no control characters.", example = "홍길동")]
pub struct PersonName(pub String);

/// The name of a user in chat rooms: one line with at least one visible character.
///
/// It has no control characters, no characters that change the writing direction, and no invisible characters except
/// variation selectors and joiners in scripts that need them.
#[contract(length(1..=30), pattern = NAME, message = "Write a name on one line, with at least one visible character and no control characters.", example = "길동이")]
pub struct Nickname(pub String);
