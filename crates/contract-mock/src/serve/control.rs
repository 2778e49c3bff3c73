//! The control of a mock: its state as a whole, its clock, its rules and its journal.

use std::sync::{PoisonError, atomic::Ordering};

use contract_data::value::Given;

use super::Mock;
use crate::{
    ScenarioError,
    control::{
        journal::{Entry, Journal},
        rehearsal::{Called, Deviation, Stage},
        routes::Snapshot,
        rule::{self, Rule, RuleMistake},
    },
    scenario::{self, Placed},
    state::changes::Changes,
};

/// The state and the rules that a reset restores.
#[derive(Debug, Clone, Default)]
pub(super) struct Initial {
    snapshot: Snapshot,
    rules: Vec<Rule>,
}

impl Mock {
    /// Removes everything that requests changed, and every session except the first, as at the start.
    pub fn reset(&self) {
        let initial = self.0.initial.lock().unwrap_or_else(PoisonError::into_inner).clone();
        self.restore(initial.snapshot);
        self.0.rehearsal.replace(initial.rules);
        self.0.files.clear();
    }

    /// Removes everything, and begins with another seed.
    pub fn reseed(&self, seed: &str) {
        self.replace_state(self.new_state(seed, Changes::beginning()));
        self.begin();
    }

    /// Begins with a scenario: entities, accounts and rules. `name` is the name of the file, for the report of
    /// mistakes.
    ///
    /// # Errors Every mistake with its place; then nothing is changed.
    pub fn play(&self, name: &str, text: &str) -> Result<(), ScenarioError> {
        let pool = self.0.identity.person_pool.as_deref();
        let checked = scenario::read(self.facts(), pool, name, text)?;
        let state = self.new_state(&checked.seed.unwrap_or_else(|| self.seed()), Changes::beginning());
        for pool in &checked.empty {
            state.empty(pool);
        }
        checked.shared.into_iter().for_each(|pool| state.share(pool));
        for (account, given) in checked.accounts {
            let Some(pool) = pool else { continue };
            let id = account.id.or_else(|| state.create(pool, Given::new(), None).ok());
            let Some(id) = id else { continue };
            state.put(pool, &id, given, None);
            state.set_password(&id, &account.password);
        }
        for Placed { pool, entity, given } in checked.entities {
            let maker = entity.person.as_deref();
            let id = entity.id.or_else(|| state.create(&pool, Given::new(), maker).ok());
            let Some(id) = id else { continue };
            state.put(&pool, &id, given, maker);
            if entity.removed {
                state.remove(&pool, &id);
            }
        }
        for (document, given) in checked.documents {
            state.change_document(&document.path, document.person.as_deref(), given);
            if document.removed {
                state.remove_document(&document.path, document.person.as_deref());
            }
        }
        for (pool, count) in checked.created {
            state.count_from(&pool, count);
        }
        self.replace_state(state);
        self.0.rehearsal.replace(checked.rules);
        self.begin();
        Ok(())
    }

    /// Everything that requests changed, as the text of a scenario.
    ///
    /// # Errors
    /// When a value cannot be written in TOML.
    pub fn record(&self) -> Result<String, toml::ser::Error> {
        let state = self.state();
        // The scenario contains the whole of an answer that is being recorded.
        let _revising = state.revise();
        scenario::record(&state, &self.rules())
    }

    /// Takes over the data and the rules of a mock of another version of the contract, as far as this version has them.
    pub(crate) fn take_over(&self, other: &Self) {
        self.restore(other.snapshot());
        // A rule is dropped if its subject no longer exists.
        let rules = other.rules().into_iter().filter(|rule| rule.check(self.facts()).is_ok()).collect();
        self.0.rehearsal.replace(rules);
        let initial = other.0.initial.lock().unwrap_or_else(PoisonError::into_inner).clone();
        *self.0.initial.lock().unwrap_or_else(PoisonError::into_inner) = initial;
    }

    /// Signs the first person in, and saves the state for the next reset.
    pub(super) fn begin(&self) {
        self.state().begun();
        self.open_first_session();
        let initial = Initial { snapshot: self.snapshot(), rules: self.rules() };
        *self.0.initial.lock().unwrap_or_else(PoisonError::into_inner) = initial;
    }

    /// The seed of the data.
    pub fn seed(&self) -> String {
        self.state().seed().to_owned()
    }

    /// Replaces the rules that make calls fail or change their answers.
    ///
    /// # Errors The mistakes of rules, each with the index of its rule; then the rules are not replaced.
    pub fn set_rules(&self, rules: Vec<Rule>) -> Result<(), Vec<(usize, RuleMistake)>> {
        if rules.len() > rule::MOST {
            return Err(vec![(rule::MOST, rule::too_many(rules.len()))]);
        }
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

    /// The current rules.
    pub fn rules(&self) -> Vec<Rule> {
        self.0.rehearsal.rules()
    }

    /// The last requests, the newest first.
    pub fn requests(&self) -> Vec<Entry> {
        self.0.journal.entries()
    }

    /// Advances the clock, which decides only when tokens expire.
    ///
    /// # Errors When the result would be outside the calendar.
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
        Snapshot { seed: state.seed().to_owned(), changes: state.save() }
    }

    pub(crate) fn restore(&self, Snapshot { seed, changes }: Snapshot) {
        self.replace_state(self.new_state(&seed, changes.restored()));
    }

    pub(crate) fn journal(&self) -> &Journal {
        &self.0.journal
    }

    /// The id of the operation or the channel at a path of the contract.
    pub fn item(&self, method: &str, path: &str) -> Option<String> {
        let method = if method == "HEAD" { "GET" } else { method };
        self.0.items.get(path)?.get(method).cloned()
    }

    /// Counts a call, and decides how it deviates from an ordinary one.
    pub(crate) fn decide(&self, item: &str, stage: Stage<'_>) -> Option<Deviation> {
        if self.0.rehearsal.is_empty() {
            return None;
        }
        let module = self.0.modules.get(item).map(String::as_str).unwrap_or_default();
        self.0.rehearsal.decide(&self.seed(), Called { item, module }, stage)
    }
}

/// The error for a clock outside the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the clock cannot move by {0} seconds: it stays within 100 years")]
pub struct ClockError(i64);
