//! The output: results on standard output, errors on standard error, colours on a terminal only.

use std::io::{self, IsTerminal, Write, stderr, stdout};

use heal7_saju::WuxingElement;
use unicode_width::UnicodeWidthStr;

/// Prints a result.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    Ok(stdout().lock().write_all(text.as_bytes())?)
}

/// Prints an error on standard error, with its code if it has one.
pub(crate) fn error(error: &anyhow::Error) {
    let label = if has_colours(&stderr()) { "\u{1b}[31merror:\u{1b}[0m" } else { "error:" };
    let code =
        error.downcast_ref::<heal7_saju::Error>().map(|error| format!(" ({})", error.code())).unwrap_or_default();
    // If standard error is closed too, the error cannot be reported.
    _ = writeln!(stderr(), "{label} {error:#}{code}");
}

/// Whether the reader of standard output has closed it.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let kind = error.downcast_ref::<io::Error>().map(io::Error::kind);
    kind == Some(io::ErrorKind::BrokenPipe)
}

/// The colours of a text for standard output.
#[derive(Clone, Copy)]
pub(crate) struct Palette {
    enabled: bool,
}

impl Palette {
    /// Returns colours if standard output is a terminal and the user has not turned colours off.
    pub(crate) fn of_stdout() -> Self {
        Self { enabled: has_colours(&stdout()) }
    }

    pub(crate) fn element(self, element: WuxingElement, text: &str) -> String {
        self.paint(
            text,
            match element {
                WuxingElement::Wood => "32",
                WuxingElement::Fire => "31",
                WuxingElement::Earth => "33",
                WuxingElement::Metal => "37",
                WuxingElement::Water => "34",
            },
        )
    }

    pub(crate) fn title(self, text: &str) -> String {
        self.paint(text, "1")
    }

    pub(crate) fn faint(self, text: &str) -> String {
        self.paint(text, "2")
    }

    fn paint(self, text: &str, code: &str) -> String {
        if self.enabled { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

fn has_colours(stream: &impl IsTerminal) -> bool {
    stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Pads the text with spaces to a width in columns; a Korean letter takes two columns.
pub(crate) fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.width())))
}
