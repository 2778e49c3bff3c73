//! Removal of links from people's texts, so that no message of the platform leads to a stranger's page.

use linkify::LinkFinder;
use unicode_normalization::UnicodeNormalization as _;

/// Returns the text without web and email addresses, with or without a scheme. The rest cannot be read as an address
/// either, since a space follows every dot. A text without addresses does not change.
///
/// Dots and letters of other widths count as the ordinary ones, since browsers read them like that.
pub fn without_links(text: &str) -> String {
    let plain: String = text.nfkc().map(|letter| if letter == '。' { '.' } else { letter }).collect();
    let safe = with_single_dots(&removed(plain.clone()));
    if safe == plain { text.to_owned() } else { safe.split_whitespace().collect::<Vec<_>>().join(" ") }
}

/// Replaces every link by a space until none is left, since the text around a removed link may form another one. A host
/// after two slashes is a link with any scheme.
fn removed(mut text: String) -> String {
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    loop {
        if let Some(link) = finder.links(&text).next() {
            let (start, end) = (link.start(), link.end());
            text.replace_range(start..end, " ");
        } else if text.contains("//") {
            text = text.replace("//", " ");
        } else {
            return text;
        }
    }
}

/// Puts a space after every dot, and in the place of every `@`.
fn with_single_dots(text: &str) -> String {
    let mut spaced = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '@' {
            spaced.push(' ');
            continue;
        }
        spaced.push(letter);
        if letter == '.' && letters.peek().is_some_and(|next| !next.is_whitespace()) {
            spaced.push(' ');
        }
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_removed() {
        let cases = [
            ("FREE iPhone http://evil.example/x?y=z", "FREE iPhone"),
            ("FREE iPhone evil.example", "FREE iPhone"),
            ("www.evil.com now", "now"),
            ("write to evil@example.com", "write to"),
            ("홍길동 네이버.한국", "홍길동 네이버. 한국"),
            ("홍길동 evil。com", "홍길동"),
            ("ｅｖｉｌ．ｃｏｍ", ""),
            ("http://1.2.3.4/x", ""),
            ("hxxps://evil.com", ""),
            ("Click:t.me/x", "Click:"),
            ("evil..com", "evil. . com"),
            ("-evil.com", "-evil. com"),
            ("xevil.com@", "xevil. com"),
            ("mailto:a@b", "mailto:a b"),
            ("https://evil.comhttps://evil.com", ":"),
            ("//evil.com", ""),
        ];
        for (text, rest) in cases {
            assert_eq!(without_links(text), rest, "{text}");
        }
    }

    #[test]
    fn names_without_links_are_unchanged() {
        for name in ["홍길동", "Zoë  O'Neil", "J. R. Smith", "Smith Jr.", "Ⅳ", "ﾊﾝｶｸ"] {
            assert_eq!(without_links(name), name);
        }
    }
}
