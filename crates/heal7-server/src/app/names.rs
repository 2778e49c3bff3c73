//! Names that the contract has not validated: they come from a sign-in provider, or are older than the contract's rule.
//! They are cleaned instead of rejected.

use std::sync::LazyLock;

use contracts::names::{NAME, Nickname, PIECE, PersonName};
use fancy_regex::Regex;

/// The maximum number of characters of a person's name.
const PERSON: usize = 50;
/// The maximum number of characters of a nickname.
const NICKNAME: usize = 30;
/// The name of a person if no character of their own name is allowed.
const NAMELESS: &str = "HEAL7";

static WHOLE: LazyLock<Regex> = LazyLock::new(|| Regex::new(NAME).expect("the contract's patterns are good"));
static PIECES: LazyLock<Regex> = LazyLock::new(|| Regex::new(PIECE).expect("the contract's patterns are good"));

/// Cleans the name of a person.
pub fn person(text: &str) -> PersonName {
    PersonName(cleaned(text, PERSON).unwrap_or_else(|| NAMELESS.to_owned()))
}

/// Cleans the name that a provider gives a person. If nothing of it is left, returns the local part of their address.
pub fn vouched(text: Option<&str>, email: &str) -> PersonName {
    let name = text.and_then(|text| cleaned(text, PERSON));
    name.map_or_else(|| person(email.split('@').next().unwrap_or_default()), PersonName)
}

/// Cleans a nickname.
pub fn nickname(text: &str) -> Option<Nickname> {
    cleaned(text, NICKNAME).map(Nickname)
}

/// Returns the part of a text that is a valid name of at most so many characters. A line break becomes a space; other
/// characters that a name may not contain are removed.
fn cleaned(text: &str, most: usize) -> Option<String> {
    if is_name(text) && text.chars().count() <= most {
        return Some(text.to_owned());
    }
    let breaks = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    let line: String = text.chars().map(|letter| if breaks(letter) { ' ' } else { letter }).collect();
    let mut name = String::new();
    for piece in PIECES.find_iter(&line).filter_map(Result::ok).map(|piece| piece.as_str()) {
        let is_blank = piece.trim().is_empty();
        // Several spaces become one, and spaces at the beginning are removed.
        if is_blank && (name.is_empty() || name.ends_with(' ')) {
            continue;
        }
        let piece = if is_blank { " " } else { piece };
        if name.chars().count() + piece.chars().count() > most {
            break;
        }
        name.push_str(piece);
    }
    // A joiner at the end has no effect, so it is removed.
    let name = name.trim_end_matches([' ', '\u{180e}', '\u{200c}', '\u{200d}']);
    is_name(name).then(|| name.to_owned())
}

fn is_name(text: &str) -> bool {
    WHOLE.is_match(text).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_good_name_stays_as_it_is() {
        let fifty = "길".repeat(50);
        // These are Persian with a non-joiner, Sinhala with a joiner, a Japanese variant, and an emoji of several
        // characters.
        for name in
            ["홍길동", "Zoë  O'Neil", "می\u{200c}خواهم", "ක\u{dca}\u{200d}ෂ", "葛\u{e0100}城", "👩\u{200d}💻", &fifty]
        {
            assert_eq!(person(name).0, name);
        }
    }

    #[test]
    fn a_bad_name_is_cleaned() {
        let cases = [
            ("FREE\r\nBcc: all@example.com", "FREE Bcc: all@example.com"),
            ("\u{202e}gnip\u{2066}gnip\u{feff}", "gnipgnip"),
            ("홍\u{3164}길\u{200b}동\0", "홍길동"),
            ("a\u{200d}b\u{200b}c", "abc"),
            ("  a \t b  ", "a b"),
            ("a\u{fe0f}\u{fe0f}", "a\u{fe0f}"),
        ];
        for (text, name) in cases {
            assert_eq!(person(&format!("\n{text}")).0, name, "{text:?}");
        }
        assert_eq!(person(&"길".repeat(51)).0, "길".repeat(50));
        assert_eq!(person(&format!("{}\u{3000}\u{3000}길", "길".repeat(50))).0, "길".repeat(50));
        let cut = person(&"👩\u{200d}💻".repeat(20)).0;
        assert!(cut.chars().count() <= 50 && is_name(&cut) && !cut.ends_with('\u{200d}'), "{cut:?}");
    }

    #[test]
    fn name_without_visible_characters_is_replaced() {
        for text in ["", " \u{3000}\u{2800}", "\u{202e}\u{200b}", "\u{3164}", "\u{200d}", "\n", "\u{fe0f}"] {
            assert_eq!(person(text).0, NAMELESS, "{text:?}");
            assert_eq!(vouched(Some(text), "hong@example.com").0, "hong", "{text:?}");
            assert_eq!(nickname(text), None, "{text:?}");
        }
    }

    #[test]
    fn cleaned_name_is_always_valid() {
        for letter in '\0'..=char::MAX {
            let text = format!("क{letter}क");
            let kept = is_name(&text);
            let name = person(&text).0;
            assert!(is_name(&name), "{letter:?} gives {name:?}");
            assert_eq!(name == text, kept, "{letter:?} gives {name:?}");
        }
    }

    #[test]
    fn invisible_and_bidirectional_characters_are_refused() {
        let bidi = ['\u{61c}', '\u{200e}', '\u{200f}'].into_iter().chain('\u{202a}'..='\u{202e}');
        let bidi = bidi.chain('\u{2066}'..='\u{2069}');
        let hidden = ['\u{ad}', '\u{34f}', '\u{200b}', '\u{2028}', '\u{2029}', '\u{2060}', '\u{3164}', '\u{feff}'];
        let controls = ('\0'..='\u{1f}').chain('\u{7f}'..='\u{9f}');
        for letter in bidi.chain(hidden).chain(controls) {
            assert!(!is_name(&format!("a{letter}b")), "{letter:?}");
        }
        for stray in ["a\u{200d}b", "홍\u{200c}길동", "\u{200d}क", "क\u{200d}\u{200d}", "a\u{fe0f}\u{fe0f}"] {
            assert!(!is_name(stray), "{stray:?}");
        }
    }
}
