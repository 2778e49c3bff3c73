//! The writer of all text targets: lines with an indent.

/// Writes lines; each level is indented by two spaces.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
    level: usize,
}

impl Writer {
    /// Writes a line, or an empty one.
    pub fn line(&mut self, line: impl AsRef<str>) {
        let line = line.as_ref();
        if !line.is_empty() {
            for _ in 0..self.level {
                self.text.push_str("  ");
            }
            self.text.push_str(line);
        }
        self.text.push('\n');
    }

    /// Writes several lines, each with the indent.
    pub fn lines(&mut self, lines: &str) {
        lines.lines().for_each(|line| self.line(line));
    }

    /// Writes the lines of `inside` one level deeper.
    pub fn indented(&mut self, inside: impl FnOnce(&mut Self)) {
        self.level += 1;
        inside(self);
        self.level -= 1;
    }

    /// Writes a JSDoc comment, on one line if it fits.
    pub fn jsdoc(&mut self, paragraphs: &[String]) {
        let text = paragraphs.join("\n").replace("*/", "*\\/");
        let lines: Vec<_> = text.lines().collect();
        match lines.as_slice() {
            [] => {}
            [line] => self.line(format!("/** {line} */")),
            lines => {
                self.line("/**");
                for line in lines {
                    self.line(format!(" * {line}").trim_end());
                }
                self.line(" */");
            }
        }
    }

    /// Returns the text.
    pub fn finish(self) -> String {
        self.text
    }
}
