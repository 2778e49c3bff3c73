//! The ids of existing things of the target, collected from its answers.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use contract_data::{facts::Facts, ids::ids_in};
use contract_model::schema::Schema;
use serde_json::Value;

/// The known ids, by person and by the type of the id.
#[derive(Debug, Default)]
pub(crate) struct Pools(Mutex<Seen>);

type Seen = BTreeMap<(String, String), Vec<String>>;

impl Pools {
    /// Collects every id in a value from an answer to a person.
    pub(crate) fn harvest(&self, facts: &Facts, person: &str, schema: &Schema, value: &Value) {
        let mut found = Vec::new();
        ids_in(facts, schema, value, &mut |pool, id| found.push((pool.to_owned(), id.to_owned())));
        let mut seen = self.lock();
        for (pool, id) in found {
            let known = seen.entry((person.to_owned(), pool)).or_default();
            known.retain(|other| *other != id);
            known.push(id);
        }
    }

    /// The id of a type that a person has seen last.
    pub(crate) fn newest(&self, person: &str, pool: &str) -> Option<String> {
        self.lock().get(&(person.to_owned(), pool.to_owned()))?.last().cloned()
    }

    /// The ids of a type that a person has seen, the newest last.
    pub(crate) fn all(&self, person: &str, pool: &str) -> Vec<String> {
        self.lock().get(&(person.to_owned(), pool.to_owned())).cloned().unwrap_or_default()
    }

    /// Adds an id that a person has from another source; it counts as older than all others.
    pub(crate) fn add(&self, person: &str, pool: &str, id: &str) {
        let mut seen = self.lock();
        let known = seen.entry((person.to_owned(), pool.to_owned())).or_default();
        if !known.iter().any(|other| other == id) {
            known.insert(0, id.to_owned());
        }
    }

    /// Forgets an id that was deleted.
    pub(crate) fn forget(&self, pool: &str, id: &str) {
        for ((_, of_pool), known) in self.lock().iter_mut() {
            if of_pool == pool {
                known.retain(|other| other != id);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
