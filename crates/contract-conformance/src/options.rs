//! The options of a run.

use std::time::Duration;

use wildmatch::WildMatch;

/// The options of a run.
#[derive(Debug, Clone)]
pub struct Options {
    /// The token of the first person, if there already is one.
    pub token: Option<String>,
    /// Whether requests that may change something are omitted.
    pub is_read_only: bool,
    /// The tested items: ids of operations and channels, and paths of GraphQL fields; `*` matches any text. If this is
    /// empty, everything is tested.
    pub only: Vec<WildMatch>,
    /// The ids of rules whose violations are ignored.
    pub tolerated: Vec<String>,
    /// The items that the target does not serve yet.
    pub pending: Vec<String>,
    /// The seed for the values of requests.
    pub seed: u64,
    /// The number of concurrent requests.
    pub jobs: usize,
    /// A tag that distinguishes the values of this run from those of all others on the same target; by default, made
    /// from the clock.
    pub tag: Option<String>,
    /// The maximum duration of an answer.
    pub timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            token: None,
            is_read_only: false,
            only: Vec::new(),
            tolerated: Vec::new(),
            pending: Vec::new(),
            seed: 0,
            jobs: 4,
            tag: None,
            timeout: Duration::from_secs(10),
        }
    }
}

impl Options {
    /// Whether an item is tested.
    pub(crate) fn includes(&self, item: &str) -> bool {
        let is_chosen = self.only.is_empty() || self.only.iter().any(|pattern| pattern.matches(item));
        is_chosen && !self.is_pending(item)
    }

    /// Whether the target does not serve an item yet.
    pub(crate) fn is_pending(&self, item: &str) -> bool {
        self.pending.iter().any(|pending| pending == item)
    }
}

/// A pattern of items: `*` matches any text, `?` any character.
pub fn pattern(text: &str) -> WildMatch {
    WildMatch::new(text)
}
