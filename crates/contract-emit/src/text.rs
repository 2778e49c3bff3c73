//! The one writer of text targets: lines with an indent.

/// Writes lines; two spaces a level.
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

    /// Writes what `inside` writes one level deeper.
    pub fn indented(&mut self, inside: impl FnOnce(&mut Self)) {
        self.level += 1;
        inside(self);
        self.level -= 1;
    }

    /// A JSDoc comment; one line where one is enough.
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

    /// What was written.
    pub fn finish(self) -> String {
        self.text
    }
}
