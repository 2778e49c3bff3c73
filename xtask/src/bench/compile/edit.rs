//! Edits of a Rust source, like those of a contract author.

use std::{fs, path::Path};

use anyhow::Context;

/// A kind of edit, which changes the first struct with named fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edit {
    /// Adds a word to the doc comment of the first field.
    Documentation,
    /// Adds a field with the word as its name.
    Field,
}

impl Edit {
    /// The source with this edit; `None` if it has no suitable struct.
    fn apply(self, source: &str, word: &str) -> Option<String> {
        let opens = |line: &str| line.starts_with("pub struct ") && line.ends_with(" {");
        let lines: Vec<&str> = source.lines().collect();
        let start = lines.iter().position(|line| opens(line))?;
        let end = start + lines[start..].iter().position(|line| *line == "}")?;
        let mut edited: Vec<String> = lines.iter().map(ToString::to_string).collect();
        match self {
            Self::Documentation => {
                let comment = lines[start..end].iter().position(|line| line.starts_with("    /// "))?;
                edited[start + comment] += &format!(" {word}");
            }
            Self::Field => edited.insert(end, format!("    /// Whether the bench was here.\n    pub {word}: bool,")),
        }
        Some(edited.join("\n") + "\n")
    }
}

/// A source that is edited repeatedly, always from its original text.
pub(super) struct Source<'a> {
    path: &'a Path,
    original: String,
}

impl<'a> Source<'a> {
    /// Reads the source.
    pub(super) fn read(path: &'a Path) -> anyhow::Result<Self> {
        let original = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(Self { path, original })
    }

    /// Writes the source with an edit.
    pub(super) fn edit(&self, edit: Edit, word: &str) -> anyhow::Result<()> {
        let shown = self.path.display();
        let edited = edit.apply(&self.original, word).with_context(|| {
            format!("cannot edit {shown}: expected a struct with documented fields, `pub struct Name {{`")
        })?;
        fs::write(self.path, edited).with_context(|| format!("cannot write {shown}"))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    const SOURCE: &str = "//! A module.\n\n/// An id.\npub struct Id(pub Uuid);\n\n/// A book.\n#[contract]\n\
        pub struct Book {\n    #[contract(example = 1)]\n    /// The id.\n    pub id: Id,\n}\n\n/// Another.\npub struct \
        Other {\n    /// The id.\n    pub id: Id,\n}\n";

    #[test]
    fn a_word_is_added_to_the_comment_of_the_first_field() {
        let edited = Edit::Documentation.apply(SOURCE, "edit1").unwrap();
        assert_eq!(edited, SOURCE.replacen("    /// The id.", "    /// The id. edit1", 1));
    }

    #[test]
    fn a_field_is_added_at_the_end_of_the_first_struct() {
        let edited = Edit::Field.apply(SOURCE, "edit1").unwrap();
        let field = "    /// Whether the bench was here.\n    pub edit1: bool,\n";
        assert_eq!(edited, SOURCE.replacen("Id,\n}\n", &format!("Id,\n{field}}}\n"), 1));
    }

    #[test]
    fn a_source_without_such_a_struct_is_not_edited() {
        for edit in [Edit::Documentation, Edit::Field] {
            assert_eq!(edit.apply("/// An id.\npub struct Id(pub Uuid);\n", "edit1"), None, "{edit:?}");
        }
        assert_eq!(Edit::Documentation.apply("pub struct Empty {\n}\n/// Later.\n", "edit1"), None);
    }

    #[test]
    fn each_edit_replaces_the_one_before() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lib.rs");
        fs::write(&path, SOURCE).unwrap();
        let source = Source::read(&path).unwrap();
        source.edit(Edit::Documentation, "edit1").unwrap();
        source.edit(Edit::Field, "edit2").unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains("edit2") && !text.contains("edit1"), "{text}");
    }
}
