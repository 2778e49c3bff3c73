//! The control of a mock: its state as a whole, its clock, its rules and its journal.

use std::sync::atomic::Ordering;

use super::Mock;
use crate::control::{
    journal::{Entry, Journal},
    rehearsal::Deviation,
    routes::Snapshot,
    rule::{Rule, RuleMistake},
};

impl Mock {
    /// Forgets everything that requests changed, and every session but the first.
    pub fn reset(&self) {
        self.state().reset();
        self.forget_sessions();
    }

    /// Forgets everything, and begins with another seed.
    pub fn reseed(&self, seed: &str) {
        self.state().reseed(seed);
        self.forget_sessions();
    }

    /// The seed of the data.
    pub fn seed(&self) -> String {
        self.state().seed().to_owned()
    }

    /// Makes calls fail, or be answered otherwise, by these rules alone.
    ///
    /// # Errors
    /// The mistakes of rules, each with the index of its rule; no rule is taken then.
    pub fn set_rules(&self, rules: Vec<Rule>) -> Result<(), Vec<(usize, RuleMistake)>> {
        let checked =
            rules.iter().enumerate().filter_map(|(index, rule)| Some((index, rule.check(self.facts()).err()?)));
        let mistakes: Vec<(usize, RuleMistake)> =
            checked.flat_map(|(index, mistakes)| mistakes.into_iter().map(move |mistake| (index, mistake))).collect();
        if mistakes.is_empty() {
            self.0.rehearsal.replace(rules);
            return Ok(());
        }
        Err(mistakes)
    }

    /// The rules that hold.
    pub fn rules(&self) -> Vec<Rule> {
        self.0.rehearsal.rules()
    }

    /// The last requests, the newest first.
    pub fn requests(&self) -> Vec<Entry> {
        self.0.journal.entries()
    }

    /// Moves the clock on, which decides only when tokens end.
    ///
    /// # Errors
    /// When it would leave the calendar.
    pub fn advance(&self, seconds: i64) -> Result<(), ClockError> {
        const LONGEST: i64 = 100 * 366 * 24 * 60 * 60;
        let ahead = self.0.ahead.load(Ordering::Relaxed).saturating_add(seconds);
        if ahead.abs() > LONGEST {
            return Err(ClockError(seconds));
        }
        self.0.ahead.store(ahead, Ordering::Relaxed);
        Ok(())
    }

    pub(crate) fn snapshot(&self) -> Snapshot {
        let state = self.state();
        Snapshot { seed: state.seed().to_owned(), changes: state.changes().clone() }
    }

    pub(crate) fn restore(&self, Snapshot { seed, changes }: Snapshot) {
        let mut state = self.state();
        state.reseed(&seed);
        state.restore(changes);
    }

    pub(crate) fn journal(&self) -> &Journal {
        &self.0.journal
    }

    /// The operation or the channel at a path of the contract.
    pub(crate) fn item(&self, method: &str, path: &str) -> Option<String> {
        let method = if method == "HEAD" { "GET" } else { method };
        self.0.items.get(&(method.to_owned(), path.to_owned())).cloned()
    }

    /// Counts a call, and decides how it deviates from an ordinary one.
    pub(crate) fn decide(&self, item: &str) -> Option<Deviation> {
        if self.0.rehearsal.is_empty() { None } else { self.0.rehearsal.decide(&self.seed(), item) }
    }
}

/// The clock would leave the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the clock cannot move by {0} seconds: it stays within 100 years")]
pub struct ClockError(i64);
