//! How a run is to go.

use std::time::Duration;

use wildmatch::WildMatch;

/// How a run is to go.
#[derive(Debug, Clone)]
pub struct Options {
    /// The token of the first person, where there is one already.
    pub token: Option<String>,
    /// Whether nothing is sent that may change something.
    pub is_read_only: bool,
    /// The items that are tested: ids of operations and channels, and paths of GraphQL fields; `*` stands for any text.
    /// Everything, where it is empty.
    pub only: Vec<WildMatch>,
    /// The ids of rules whose violations are left out.
    pub tolerated: Vec<String>,
    /// The items that the target does not serve yet.
    pub pending: Vec<String>,
    /// Chooses the values of requests.
    pub seed: u64,
    /// How many requests run at a time.
    pub jobs: usize,
    /// Tells the values of this run from those of all others on the same target; made from the clock where it is nothing.
    pub tag: Option<String>,
    /// How long an answer may take.
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

/// A pattern of items: `*` stands for any text, `?` for any character.
pub fn pattern(text: &str) -> WildMatch {
    WildMatch::new(text)
}
