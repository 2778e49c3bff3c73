//! The result of an emitter: files, and the features that a target cannot express.

/// The result of one emitter, or of all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Emission {
    /// The files.
    pub artifacts: Vec<Artifact>,
    /// The features that could not be expressed.
    pub losses: Vec<Loss>,
}

impl Emission {
    /// Adds the result of another emitter.
    pub fn extend(&mut self, other: Self) {
        self.artifacts.extend(other.artifacts);
        self.losses.extend(other.losses);
    }

    /// Returns the file at `path`.
    pub fn file(&self, path: &str) -> Option<&Artifact> {
        self.artifacts.iter().find(|artifact| artifact.path == path)
    }
}

/// A generated file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// The path below the output folder, with slashes.
    pub path: String,
    /// The text: UTF-8, with LF line ends and a final one.
    pub contents: String,
}

impl Artifact {
    /// Creates a file. Trailing spaces of lines are removed, and the last line gets exactly one line feed.
    pub fn new(path: impl Into<String>, contents: impl AsRef<str>) -> Self {
        let given = contents.as_ref().trim_end();
        let mut contents = String::with_capacity(given.len() + 1);
        for line in given.lines() {
            contents.push_str(line.trim_end());
            contents.push('\n');
        }
        Self { path: path.into(), contents }
    }

    /// Creates a JSON file.
    pub fn json(path: impl Into<String>, value: &impl serde::Serialize) -> Self {
        let mut contents = serde_json::to_string_pretty(value).expect("values of this crate serialise to JSON");
        contents.push('\n');
        Self { path: path.into(), contents }
    }
}

/// A feature of one item of the contract that a target cannot express.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Loss {
    /// The target: `GraphQL`.
    pub target: &'static str,
    /// The feature and its substitute, which many items share.
    pub reason: Reason,
    /// The item of the contract: `Book.script`.
    pub subject: String,
    /// The lost value, where each item has its own: `since 1.1`.
    pub detail: Option<String>,
}

/// A feature that a target cannot express.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reason {
    /// The feature, as a heading: `Open enumerations`.
    pub feature: &'static str,
    /// The reason for the loss and the substitute, in sentences.
    pub substitute: &'static str,
    /// Whether users of the target notice no difference, so that a count of the items is enough.
    pub is_harmless: bool,
}
