//! Output: results and messages have separate writers, with colours on a terminal.

use std::io::{self, IsTerminal, Write};

/// The two outputs of a command. A closed output is not an error.
pub struct Terminal<'a> {
    results: Output<'a>,
    messages: Output<'a>,
}

/// Colours by their meaning.
#[derive(Debug, Clone, Copy)]
pub enum Colour {
    /// A failure.
    Red,
    /// A success.
    Green,
    /// A warning.
    Yellow,
    /// A name that can be used.
    Cyan,
    /// A title.
    Bold,
}

struct Output<'a> {
    writer: Box<dyn Write + 'a>,
    has_colours: bool,
}

impl Terminal<'static> {
    /// Returns standard output for results and standard error for messages. Each has colours if it is a terminal,
    /// unless `NO_COLOR` is set.
    pub fn standard() -> Self {
        let may = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let (results, messages) = (io::stdout(), io::stderr());
        Self {
            results: Output { has_colours: may && results.is_terminal(), writer: Box::new(results) },
            messages: Output { has_colours: may && messages.is_terminal(), writer: Box::new(messages) },
        }
    }
}

impl<'a> Terminal<'a> {
    /// Returns these writers, without colours.
    pub fn plain(results: impl Write + 'a, messages: impl Write + 'a) -> Self {
        Self {
            results: Output { writer: Box::new(results), has_colours: false },
            messages: Output { writer: Box::new(messages), has_colours: false },
        }
    }

    /// Writes a line of a result.
    pub fn line(&mut self, text: impl AsRef<str>) {
        _ = writeln!(self.results.writer, "{}", text.as_ref());
    }

    /// Writes a progress message; its first word is a verb.
    pub fn progress(&mut self, text: &str) {
        let (verb, rest) = text.split_once(' ').unwrap_or((text, ""));
        self.messages.labelled(verb, Colour::Green, rest);
    }

    /// Writes an error message.
    pub fn error(&mut self, text: &str) {
        self.messages.labelled("error:", Colour::Red, text);
    }

    /// Writes a note.
    pub fn note(&mut self, text: &str) {
        self.messages.labelled("note:", Colour::Cyan, text);
    }

    /// Returns a text in a colour, if results have colours.
    pub fn coloured(&self, text: &str, colour: Colour) -> String {
        self.results.coloured(text, colour)
    }
}

impl Output<'_> {
    fn labelled(&mut self, label: &str, colour: Colour, text: &str) {
        let label = self.coloured(label, colour);
        _ = writeln!(self.writer, "{label} {text}");
    }

    fn coloured(&self, text: &str, colour: Colour) -> String {
        if !self.has_colours {
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
}
