//! The rules by which a target is tested. `docs/conformance.md` is generated from this table.

mod document;
mod table;

pub use self::{document::document, table::*};

/// One rule. Its id never changes: baselines and `--tolerate` name it.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The id: words with hyphens.
    pub id: &'static str,
    /// The part of the contract that the rule is about.
    pub group: Group,
    /// The rule as a sentence.
    pub title: &'static str,
    /// The harm of a violation.
    pub reason: &'static str,
}

/// A part of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Every answer over HTTP.
    Answers,
    /// Problems (RFC 9457).
    Problems,
    /// Everything that a client sends.
    Requests,
    /// Callers and their things.
    Callers,
    /// Things that are created, read, listed, changed and deleted.
    Resources,
    /// Idempotency keys, entity tags and caches.
    Delivery,
    /// GraphQL.
    Graphql,
    /// WebSocket and server-sent events.
    Channels,
    /// The run itself.
    Run,
}

impl Group {
    /// All groups, in the order of the page.
    pub const ALL: [Self; 9] = [
        Self::Answers,
        Self::Problems,
        Self::Requests,
        Self::Callers,
        Self::Resources,
        Self::Delivery,
        Self::Graphql,
        Self::Channels,
        Self::Run,
    ];

    /// The heading of the group.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Answers => "Answers",
            Self::Problems => "Problems",
            Self::Requests => "Requests",
            Self::Callers => "Callers",
            Self::Resources => "Resources",
            Self::Delivery => "Delivery and caching",
            Self::Graphql => "GraphQL",
            Self::Channels => "Channels",
            Self::Run => "The run",
        }
    }
}

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ids_are_unique_and_well_formed() {
        let mut seen = BTreeSet::new();
        for rule in ALL {
            let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
            assert!(rule.id.split('-').all(is_word), "{}", rule.id);
            assert!(seen.insert(rule.id), "two rules are called {}", rule.id);
            assert!(rule.title.ends_with('.') && rule.reason.ends_with('.'), "{}", rule.id);
        }
    }
}
