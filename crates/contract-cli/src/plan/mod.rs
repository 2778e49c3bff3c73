//! What is to be written and what is there: the one comparison behind `generate` and `verify`.

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

/// Every generated file, as it is and as it should be.
pub(crate) struct Plan {
    /// By path.
    pub entries: Vec<Entry>,
    /// What the formats cannot say.
    pub losses: Vec<Loss>,
}

/// One file.
pub(crate) struct Entry {
    /// Below the output folder, with slashes.
    pub path: String,
    /// How it stands.
    pub state: State,
    /// What it should hold; nothing for an orphan.
    pub expected: Option<String>,
    /// What it holds, where it is there and is text.
    pub found: Option<String>,
    /// The item of the contract at the first difference.
    pub item: Option<String>,
    /// The line of the first difference, from 1.
    pub line: usize,
}

/// How a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// As it should be.
    Fresh,
    /// Not there.
    Missing,
    /// As it was generated, from an earlier contract.
    Stale,
    /// Changed since it was generated.
    Edited,
    /// With the marks of a merge conflict in it.
    Conflict,
    /// Nothing generates it.
    Orphan,
}

impl State {
    /// One word.
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

    /// Why it is off.
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
    /// Compares what the contract says, `emission`, with what stands below `folder`.
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

    /// Whether the folder holds files and none of them is one that every generated folder has.
    pub(crate) fn is_foreign(&self) -> bool {
        let holds = |path: &str| self.entries.iter().any(|entry| entry.path == path && entry.found.is_some());
        let is_empty = self.entries.iter().all(|entry| entry.state == State::Missing);
        !is_empty && !holds(manifest::PATH) && !holds("registry.json")
    }

    /// The files that are not as they should be.
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
        // The manifest holds no hash of itself: it is off whenever another file is.
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
