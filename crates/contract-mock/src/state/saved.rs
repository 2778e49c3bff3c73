//! The changes of a mock in the format of a snapshot.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use contract_data::ids::Id;
use serde::{Deserialize, Serialize};

use super::{
    changes::Changes,
    overlay::Overlay,
    thing::{Key, Thing},
};
use crate::identity::accounts::{Accounts, SavedAccounts};

/// The changes of one mock, the oldest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(crate) struct SavedChanges {
    /// The number of entities of each pool that were created, including forgotten ones.
    created: BTreeMap<String, u64>,
    /// The pools that all persons see.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    shared: BTreeSet<String>,
    entities: Vec<SavedEntity>,
    documents: Vec<SavedDocument>,
    accounts: SavedAccounts,
}

/// The changes of an entity.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SavedEntity {
    pool: Arc<str>,
    id: Id,
    #[serde(default, skip_serializing_if = "is_default")]
    is_created: bool,
    /// The position among the created entities of its pool, from 1.
    #[serde(default, skip_serializing_if = "is_default")]
    created_as: Option<u64>,
    #[serde(default, skip_serializing_if = "is_default")]
    maker: Option<Id>,
    #[serde(default, skip_serializing_if = "is_default")]
    password: Option<Box<str>>,
    #[serde(default)]
    change: SavedChange,
}

/// The changes of a document.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SavedDocument {
    /// The person to whom the document belongs; empty for the first person.
    #[serde(default, skip_serializing_if = "is_default")]
    person: Id,
    place: Arc<str>,
    #[serde(default)]
    change: SavedChange,
}

/// The part of a change that entities and documents share.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct SavedChange {
    overlay: Overlay,
    #[serde(skip_serializing_if = "is_default")]
    is_removed: bool,
    /// Whether the mock began with the change.
    #[serde(skip_serializing_if = "is_default")]
    is_initial: bool,
}

impl SavedChanges {
    pub(crate) fn new(changes: &Changes) -> Self {
        let created = changes.counts().map(|(pool, count)| (pool.to_owned(), count)).collect();
        let shared = changes.shared.clone();
        let mut saved = Self { created, shared, accounts: changes.accounts.save(), ..Self::default() };
        for (key, thing) in changes.all() {
            let Thing { overlay, is_removed, is_created, created_as, maker, password, is_initial, .. } = thing;
            let (overlay, is_removed, is_initial) = (overlay.clone(), *is_removed, *is_initial);
            let change = SavedChange { overlay, is_removed, is_initial };
            match key.clone() {
                Key::Entity { pool, id } => {
                    let (is_created, created_as) = (*is_created, *created_as);
                    let (maker, password) = (maker.clone(), password.clone());
                    saved.entities.push(SavedEntity { pool, id, is_created, created_as, maker, password, change });
                }
                Key::Document { person, place } => saved.documents.push(SavedDocument { person, place, change }),
            }
        }
        saved
    }

    /// The changes, restored within their bounds.
    pub(crate) fn restored(self) -> Changes {
        let mut changes = Changes::beginning();
        let (initial, later): (Vec<_>, Vec<_>) = self.entities.into_iter().partition(|entity| entity.change.is_initial);
        let (initial_documents, later_documents): (Vec<_>, Vec<_>) =
            self.documents.into_iter().partition(|document| document.change.is_initial);
        initial.into_iter().for_each(|entity| entity.restore(&mut changes));
        initial_documents.into_iter().for_each(|document| document.restore(&mut changes));
        changes.begun();
        // Persons come before their documents, which are forgotten together with them.
        later.into_iter().for_each(|entity| entity.restore(&mut changes));
        later_documents.into_iter().for_each(|document| document.restore(&mut changes));
        for (pool, count) in self.created {
            changes.count_from(&pool, count);
        }
        changes.shared = self.shared;
        changes.accounts = Accounts::restore(self.accounts);
        changes
    }
}

impl SavedEntity {
    fn restore(self, changes: &mut Changes) {
        let Self { pool, id, is_created, created_as, maker, password, change } = self;
        let apply = |thing: &mut Thing| {
            thing.maker = maker;
            thing.password = password;
            change.apply(thing);
        };
        if is_created {
            changes.create(&pool, &id, created_as, apply);
        } else {
            changes.change_entity(&pool, &id, apply);
        }
    }
}

impl SavedDocument {
    fn restore(self, changes: &mut Changes) {
        let person = Some(&*self.person).filter(|person| !person.is_empty());
        changes.change_document(person, &self.place, |thing| self.change.apply(thing));
    }
}

impl SavedChange {
    fn apply(self, thing: &mut Thing) {
        thing.overlay = self.overlay;
        thing.is_removed = self.is_removed;
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
