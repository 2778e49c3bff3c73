//! Names that people choose: one line of text that shows what it says.
//!
//! Names stand in messages to strangers and beside the words of others, so none may break a line, turn the direction of
//! writing, or hide something. [`NAME`] is the rule, put together from classes of characters; the same text decides in
//! Rust, ajv, Zod and GraphQL, so it uses no property of Unicode that grows from version to version.
//!
//! Some tools (Spectral, Python) read patterns without the `u` flag, and `\u{…}` is an error to them. So the rule names
//! characters up to U+FFFF only. Those above it are all allowed, as are joiners after them, of which emoji are made.

use contract_kit::prelude::*;

/// Spaces, and the empty cell of Braille: a name may have them, but not alone.
macro_rules! blank {
    () => {
        r" \u00A0\u1680\u2000-\u200A\u202F\u205F\u2800\u3000"
    };
}

/// Characters that no name has: controls and line separators, those that turn the direction of writing (U+061C, U+200E,
/// U+200F, U+202A to U+202E, U+2066 to U+2069), the fillers of Hangul, everything else that shows nothing (soft hyphen,
/// zero-width space, word joiner, byte order mark), and noncharacters.
macro_rules! refused {
    () => {
        concat!(
            r"\u0000-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u200B\u200E\u200F\u2028-\u202E",
            r"\u2060-\u206F\u3164\uFDD0-\uFDEF\uFEFF\uFFA0\uFFF0-\uFFFB\uFFFE\uFFFF",
        )
    };
}

/// Variation selectors: one may follow a visible character. Japanese names need them for the form of a character, and
/// so do Mongolian letters and emoji.
macro_rules! variation {
    () => {
        r"\u180B-\u180D\u180F\uFE00-\uFE0F"
    };
}

/// The joiner, the non-joiner and the vowel separator of Mongolian: one may follow a character of [`joined`].
macro_rules! joiner {
    () => {
        r"\u180E\u200C\u200D"
    };
}

/// Characters after which a joiner changes what is seen: those of Arabic, of the scripts of India and its neighbours, of
/// Khmer, Mongolian, Balinese and Javanese.
macro_rules! joined {
    () => {
        r"\u0620-\u109F\u1780-\u17B3\u17B6-\u180A\u1810-\u18AF\u1B00-\u1B7F\u2600-\u27BF\uA980-\uA9DF"
    };
}

/// Every character above U+FFFF, said without naming one.
macro_rules! above {
    () => {
        r"[^\u0000-\uD7FF\uE000-\uFFFF]"
    };
}

/// A character with what may follow it unseen.
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

/// The pattern of one piece of a name: a character with what may follow it unseen.
pub const PIECE: &str = piece!();

/// The name of a person: one line with at least one visible character. It has no control characters, no characters that
/// turn the direction of writing, and no invisible ones but variation selectors and joiners in scripts that need them.
#[contract(length(1..=50), pattern = NAME, message = "Write a name on one line, with at least one visible character and no control characters.", example = "홍길동")]
pub struct PersonName(pub String);

/// The name of a person in chat rooms: one line with at least one visible character. It has no control characters, no
/// characters that turn the direction of writing, and no invisible ones but variation selectors and joiners in scripts
/// that need them.
#[contract(length(1..=30), pattern = NAME, message = "Write a name on one line, with at least one visible character and no control characters.", example = "길동이")]
pub struct Nickname(pub String);
