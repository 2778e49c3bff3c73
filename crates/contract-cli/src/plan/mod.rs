//! Compares the expected files with the existing ones, for both `generate` and `verify`.

mod blame;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use anyhow::Context;
use contract_emit::{
    Artifact, Emission, Loss,
    manifest::{self, Manifest},
};
use contract_model::registry::Registry;
use rayon::prelude::*;

use crate::files;

/// Every generated file, in its existing and its expected form.
pub(crate) struct Plan {
    /// The files, by path.
    pub entries: Vec<Entry>,
    /// The features that the formats cannot express.
    pub losses: Vec<Loss>,
}

/// One file.
pub(crate) struct Entry {
    /// The path below the output folder, with slashes.
    pub path: String,
    /// The state of the file.
    pub state: State,
    /// The expected text; `None` for an orphan.
    pub expected: Option<String>,
    /// The existing text, if the file exists and is text.
    pub found: Option<String>,
    /// The item of the contract at the first difference.
    pub item: Option<String>,
    /// The line of the first difference, from 1.
    pub line: usize,
}

/// The state of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Equal to the expected file.
    Fresh,
    /// The file does not exist.
    Missing,
    /// Unchanged since it was generated from an earlier contract.
    Stale,
    /// Changed after it was generated.
    Edited,
    /// Contains the marks of a merge conflict.
    Conflict,
    /// The file is no longer generated.
    Orphan,
}

impl State {
    /// Returns the state in one word.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Missing => "missing",
            Self::Stale => "stale",
            Self::Edited => "edited",
            Self::Conflict => "conflict",
            Self::Orphan => "orphan",
        }
    }

    /// Returns the reason for a state that is not fresh.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::Fresh => "it is what the contract says",
            Self::Missing => "the contract says it, and it is not there",
            Self::Stale => "the contract has changed since it was generated",
            Self::Edited => "it was changed by hand: a change belongs in the contract",
            Self::Conflict => "it holds the marks of a merge conflict",
            Self::Orphan => "nothing in the contract makes it",
        }
    }
}

impl Plan {
    /// Compares the expected files, `emission`, with the files below `folder`.
    pub(crate) fn make(registry: &Registry, emission: Emission, folder: &Path) -> anyhow::Result<Self> {
        let found = files::read(folder).with_context(|| format!("cannot read {}", folder.display()))?;
        let generated = found.get(manifest::PATH).and_then(|bytes| serde_json::from_slice::<Manifest>(bytes).ok());
        let hashes = generated.map(|manifest| manifest.files).unwrap_or_default();

        let mut entries: Vec<_> =
            emission.artifacts.into_par_iter().map(|artifact| entry(registry, artifact, &found, &hashes)).collect();
        let known: BTreeSet<_> = entries.iter().map(|entry| entry.path.clone()).collect();
        for (path, bytes) in found.iter().filter(|(path, _)| !known.contains(*path)) {
            let found = String::from_utf8(bytes.clone()).ok();
            let item = blame::item_of_file(registry, path);
            entries.push(Entry { path: path.clone(), state: State::Orphan, expected: None, found, item, line: 1 });
        }
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self { entries, losses: emission.losses })
    }

    /// Whether the folder contains files, but none of those that every generated folder has.
    pub(crate) fn is_foreign(&self) -> bool {
        let holds = |path: &str| self.entries.iter().any(|entry| entry.path == path && entry.found.is_some());
        let is_empty = self.entries.iter().all(|entry| entry.state == State::Missing);
        !is_empty && !holds(manifest::PATH) && !holds("registry.json")
    }

    /// Returns the files that are not as expected.
    pub(crate) fn drift(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.state != State::Fresh)
    }
}

fn entry(
    registry: &Registry,
    artifact: Artifact,
    found: &BTreeMap<String, Vec<u8>>,
    hashes: &BTreeMap<String, String>,
) -> Entry {
    let Artifact { path, contents } = artifact;
    let bytes = found.get(&path);
    let state = match bytes {
        None => State::Missing,
        Some(bytes) if bytes == contents.as_bytes() => State::Fresh,
        Some(bytes) if has_conflict_marks(bytes) => State::Conflict,
        // The manifest has no hash of itself: it differs whenever another file differs.
        Some(_) if path == manifest::PATH => State::Stale,
        Some(bytes) if hashes.get(&path).is_some_and(|hash| *hash != manifest::hash(bytes)) => State::Edited,
        Some(_) => State::Stale,
    };
    let text = bytes.map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let (item, line) = match (&text, state) {
        (_, State::Fresh) => (None, 1),
        (Some(text), _) => blame::first_difference(registry, &path, &contents, text),
        (None, _) => (blame::item_of_file(registry, &path), 1),
    };
    Entry { path, state, expected: Some(contents), found: text, item, line }
}

fn has_conflict_marks(bytes: &[u8]) -> bool {
    let starts = |mark: &[u8]| bytes.split(|byte| *byte == b'\n').any(|line| line.starts_with(mark));
    starts(b"<<<<<<< ") && starts(b">>>>>>> ")
}
