//! What is printed: results on standard output, everything else on standard error, colours on a terminal only.

use std::io::{IsTerminal, Write, stderr, stdout};

/// Colours that mean something here.
#[derive(Clone, Copy)]
pub(crate) enum Colour {
    Red,
    Green,
    Yellow,
    Cyan,
    Bold,
}

/// Prints a line of a result; a reader that has gone away is no error.
pub(crate) fn line(text: impl AsRef<str>) {
    _ = writeln!(stdout(), "{}", text.as_ref());
}

/// Says on standard error what is being done.
pub(crate) fn progress(text: &str) {
    let verb_and_rest = text.split_once(' ').unwrap_or((text, ""));
    let verb = if stderr().is_terminal() { paint(verb_and_rest.0, Colour::Green) } else { verb_and_rest.0.to_owned() };
    _ = writeln!(stderr(), "{verb} {}", verb_and_rest.1);
}

/// Says on standard error what went wrong.
pub(crate) fn error(text: &str) {
    let label = if stderr().is_terminal() { paint("error:", Colour::Red) } else { "error:".to_owned() };
    _ = writeln!(stderr(), "{label} {text}");
}

/// Says on standard error something worth knowing.
pub(crate) fn note(text: &str) {
    let label = if stderr().is_terminal() { paint("note:", Colour::Cyan) } else { "note:".to_owned() };
    _ = writeln!(stderr(), "{label} {text}");
}

/// Text for standard output, coloured when that is a terminal and nobody asked for none.
pub(crate) fn coloured(text: &str, colour: Colour) -> String {
    if stdout().is_terminal() { paint(text, colour) } else { text.to_owned() }
}

fn paint(text: &str, colour: Colour) -> String {
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return text.to_owned();
    }
    let code = match colour {
        Colour::Red => 31,
        Colour::Green => 32,
        Colour::Yellow => 33,
        Colour::Cyan => 36,
        Colour::Bold => 1,
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}
