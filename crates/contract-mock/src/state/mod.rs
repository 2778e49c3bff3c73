//! The state of a mock: seeded entities, generated when they are read, and on top of them everything that requests
//! created, changed and removed. docs/entity-function.md section 5 defines the rules.
//!
//! Values are generated without a lock, because it takes long: the changes are locked only while they are read or
//! written.

mod arrange;
pub(crate) mod changes;
pub(crate) mod finished;
pub(crate) mod overlay;
pub(crate) mod saved;
pub(crate) mod thing;
#[cfg(test)]
pub(crate) mod vectors;
pub(crate) mod view;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

use contract_data::{
    Unmade,
    facts::Facts,
    fits::fits,
    ids::{Id, id_at, ids_in, seeded_ids},
    value::Given,
};
use contract_model::{
    registry::Role,
    schema::{Schema, Shape},
};
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use self::{
    changes::Changes,
    finished::Finished,
    overlay::Overlay,
    saved::SavedChanges,
    thing::{Key, Thing, index_of},
    view::View,
};
use crate::identity::accounts::Accounts;

/// The ids that have an entity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ids {
    /// Every id, so that all links and examples lead to an entity.
    #[default]
    Any,
    /// The ids that are seeded, that a request created or that an answer has shown. In the path or an argument of a
    /// request, another id counts as removed.
    Known,
}

/// The state of one mock, from one reset to the next.
pub(crate) struct State {
    facts: Arc<Facts>,
    seed: String,
    /// The seeded ids of each pool, the newest first.
    seeded: BTreeMap<String, Vec<Id>>,
    /// The pool of the persons who sign in.
    person_pool: Option<String>,
    ids: Ids,
    changes: RwLock<Changes>,
    /// The finished entities. If both are locked, the lock of the changes is taken first.
    finished: Mutex<Finished>,
    /// A lock for tasks that read something and change it according to what they read.
    revising: Mutex<()>,
    /// A token that is cancelled when another state replaces this one.
    pub replaced: CancellationToken,
}

impl State {
    /// A state with these changes.
    pub(crate) fn new(facts: Arc<Facts>, seed: &str, person_pool: Option<String>, ids: Ids, changes: Changes) -> Self {
        let pools = facts.registry.types.iter().filter(|(name, definition)| {
            let is_word_pool = facts.entities().any(|(_, pool)| pool == name.as_str());
            is_word_pool || definition.role == Role::Id
        });
        let seeded = pools.map(|(name, _)| (name.clone(), seeded_ids(&facts, seed, name))).collect();
        Self {
            facts,
            seed: seed.to_owned(),
            seeded,
            person_pool,
            ids,
            changes: RwLock::new(changes),
            finished: Mutex::default(),
            revising: Mutex::default(),
            replaced: CancellationToken::new(),
        }
    }

    pub(crate) fn facts(&self) -> &Arc<Facts> {
        &self.facts
    }

    pub(crate) fn seed(&self) -> &str {
        &self.seed
    }

    /// The changes, locked for reading. No value may be generated under this lock.
    pub(crate) fn changes(&self) -> RwLockReadGuard<'_, Changes> {
        self.changes.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn changes_mut(&self) -> RwLockWriteGuard<'_, Changes> {
        self.changes.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads or changes the sessions.
    pub(crate) fn with_accounts<T>(&self, act: impl FnOnce(&mut Accounts) -> T) -> T {
        act(&mut self.changes_mut().accounts)
    }

    /// Prevents other changes that depend on a read, until the guard is dropped.
    pub(crate) fn revise(&self) -> MutexGuard<'_, ()> {
        self.revising.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Continues to count the created entities of a pool from a number.
    pub(crate) fn count_from(&self, pool: &str, count: u64) {
        self.changes_mut().count_from(pool, count);
    }

    /// Ends the changes with which the mock begins.
    pub(crate) fn begun(&self) {
        self.changes_mut().begun();
    }

    /// The changes as they are now.
    pub(crate) fn save(&self) -> SavedChanges {
        SavedChanges::new(&self.changes())
    }

    /// The ids of a pool for all persons, without removed ones.
    pub(crate) fn every_id(&self, pool: &str) -> Vec<Id> {
        let changes = self.changes();
        self.all_ids(&changes, pool).filter(|id| !changes.is_removed(pool, id)).cloned().collect()
    }

    /// The ids of a pool, including removed ones: the created ids, the newest first, then the seeded ones.
    fn all_ids<'a>(&'a self, changes: &'a Changes, pool: &str) -> impl Iterator<Item = &'a Id> {
        // A seeded entity that was put back after its removal counts as created.
        let seeded = self.seeded_ids(pool).iter().filter(move |id| !changes.is_created(pool, id));
        changes.created(pool).chain(seeded)
    }

    /// The state as a person sees it; `None` means the first person.
    pub(crate) fn view<'a>(&'a self, person: Option<&'a str>) -> View<'a> {
        View::new(self, person.filter(|person| Some(*person) != self.first_person()))
    }

    /// The person to whom the seeded data belongs.
    pub(crate) fn first_person(&self) -> Option<&str> {
        let pool = self.person_pool.as_ref()?;
        self.seeded_ids(pool).first().map(|id| &**id)
    }

    pub(crate) fn person_pool(&self) -> Option<&str> {
        self.person_pool.as_deref()
    }

    /// The seeded ids of a pool, the newest first.
    pub(crate) fn seeded_ids(&self, pool: &str) -> &[Id] {
        self.seeded.get(pool).map(Vec::as_slice).unwrap_or_default()
    }

    fn is_seeded(&self, pool: &str, id: &str) -> bool {
        self.seeded_ids(pool).iter().any(|seeded| **seeded == *id)
    }

    /// Whether an id has an entity, or had one.
    pub(crate) fn has(&self, pool: &str, id: &str) -> bool {
        self.ids == Ids::Any || self.is_seeded(pool, id) || self.changes().entity(pool, id).is_some()
    }

    /// Records that the ids which were generated in an answer belong to the person who gets it. Those of the first
    /// person belong to them anyway.
    pub(crate) fn show(&self, schema: &Schema, value: &Value, person: Option<&str>) {
        if self.ids == Ids::Any && self.other_than_first(person).is_none() {
            return;
        }
        let mut shown = Vec::new();
        ids_in(&self.facts, schema, value, &mut |pool, id| shown.push((pool, id)));
        for (pool, id) in shown {
            let is_of_a_person = self.facts.is_owner(pool) || self.person_pool() == Some(pool);
            if !is_of_a_person && !self.is_seeded(pool, id) && self.changes().entity(pool, id).is_none() {
                self.change_thing(pool, id, |thing| self.set_maker(thing, person));
            }
        }
    }

    /// Creates an entity for a person, and returns its id.
    pub(crate) fn create(&self, pool: &str, given: Given, maker: Option<&str>) -> Result<String, Unmade> {
        let given = self.known_of(pool, given);
        let mut changes = self.changes_mut();
        let number = changes.count(pool).saturating_add(1);
        let id = id_at(&self.facts, &self.seed, pool, index_of(number)).ok_or_else(|| Unmade::Id(pool.to_owned()))?;
        let forgotten = changes.create(pool, &id, Some(number), |thing| {
            self.set_maker(thing, maker);
            thing.lay(given);
        });
        self.has_changed(&changes, pool, &id, &forgotten);
        Ok(id)
    }

    /// Puts an entity with a given id into its pool, for a person. The entity may have been removed before.
    pub(crate) fn put(&self, pool: &str, id: &str, given: Given, maker: Option<&str>) {
        let given = self.known_of(pool, given);
        let put = |thing: &mut Thing| {
            thing.is_removed = false;
            self.set_maker(thing, maker);
            thing.lay(given);
        };
        let is_seeded = self.is_seeded(pool, id);
        let mut changes = self.changes_mut();
        let stays_seeded = is_seeded && !changes.is_removed(pool, id);
        let forgotten =
            if stays_seeded { changes.change_entity(pool, id, put) } else { changes.create(pool, id, None, put) };
        self.has_changed(&changes, pool, id, &forgotten);
    }

    /// Sets the password of an existing person.
    pub(crate) fn set_password(&self, id: &str, password: &str) {
        if let Some(pool) = &self.person_pool {
            self.change_thing(pool, id, |thing| thing.password = Some(password.into()));
        }
    }

    /// Removes the seeded entities of a pool.
    pub(crate) fn empty(&self, pool: &str) {
        self.seeded_ids(pool).iter().for_each(|id| self.remove(pool, id));
    }

    /// Shows the entities of a pool to all persons.
    pub(crate) fn share(&self, pool: String) {
        self.changes_mut().shared.insert(pool);
    }

    /// Lays properties over an entity. The id does not change.
    pub(crate) fn change(&self, pool: &str, id: &str, given: Given) {
        let given = self.known_of(pool, given);
        self.change_thing(pool, id, |thing| thing.lay(given));
    }

    /// Removes an entity.
    pub(crate) fn remove(&self, pool: &str, id: &str) {
        self.change_thing(pool, id, |thing| thing.is_removed = true);
    }

    /// Lays properties over the document of a place. A removed document is put back.
    pub(crate) fn change_document(&self, place: &str, person: Option<&str>, given: Given) {
        self.change_document_thing(place, person, |thing| {
            thing.is_removed = false;
            thing.overlay.lay(given);
        });
    }

    /// Removes the document of a place.
    pub(crate) fn remove_document(&self, place: &str, person: Option<&str>) {
        self.change_document_thing(place, person, |thing| {
            thing.is_removed = true;
            thing.overlay = Overlay::default();
        });
    }

    fn change_thing(&self, pool: &str, id: &str, change: impl FnOnce(&mut Thing)) {
        let mut changes = self.changes_mut();
        let forgotten = changes.change_entity(pool, id, change);
        self.has_changed(&changes, pool, id, &forgotten);
    }

    fn change_document_thing(&self, place: &str, person: Option<&str>, change: impl FnOnce(&mut Thing)) {
        let mut changes = self.changes_mut();
        let forgotten = changes.change_document(self.other_than_first(person), place, change);
        let mut finished = self.finished();
        self.document_has_changed(&mut finished, &changes, place);
        forgotten.iter().for_each(|key| self.forget_finished(&mut finished, &changes, key));
    }

    fn other_than_first<'a>(&self, person: Option<&'a str>) -> Option<&'a str> {
        person.filter(|person| Some(*person) != self.first_person())
    }

    fn set_maker(&self, thing: &mut Thing, maker: Option<&str>) {
        if let Some(maker) = self.other_than_first(maker) {
            thing.maker = Some(maker.into());
        }
    }

    /// The properties that at least one type of a pool has: no value can show the others.
    fn known_of(&self, pool: &str, mut given: Given) -> Given {
        given.retain(|name, _| self.facts.has_property(pool, name));
        given
    }

    /// Forgets the finished entities that depend on an entity, and on those that were forgotten because of it.
    fn has_changed(&self, changes: &Changes, pool: &str, id: &str, forgotten: &[Key]) {
        let mut finished = self.finished();
        self.entity_has_changed(&mut finished, changes, pool, id);
        forgotten.iter().for_each(|key| self.forget_finished(&mut finished, changes, key));
    }

    fn forget_finished(&self, finished: &mut Finished, changes: &Changes, key: &Key) {
        match key {
            Key::Entity { pool, id } => self.entity_has_changed(finished, changes, pool, id),
            Key::Document { place, .. } => self.document_has_changed(finished, changes, place),
        }
    }

    fn entity_has_changed(&self, finished: &mut Finished, changes: &Changes, pool: &str, id: &str) {
        for (name, _) in self.facts.entities().filter(|(_, other)| *other == pool) {
            finished.forget(name, id);
        }
        self.facts.holders().of_pool(pool).for_each(|name| finished.forget_type(name, changes.number()));
    }

    fn document_has_changed(&self, finished: &mut Finished, changes: &Changes, place: &str) {
        self.facts.holders().of_document(place).for_each(|name| finished.forget_type(name, changes.number()));
    }

    fn finished(&self) -> MutexGuard<'_, Finished> {
        self.finished.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The person to whom an entity belongs: the entity itself, its maker, or the first person.
    fn owner(&self, changes: &Changes, pool: &str, id: &str) -> Option<Id> {
        let thing = changes.entity(pool, id)?;
        if self.person_pool.as_deref() == Some(pool) {
            return self.other_than_first(Some(id)).filter(|_| thing.is_created).map(Id::from);
        }
        thing.maker.clone()
    }
}

/// Those of the given properties that an object of a schema has, with valid values.
pub(crate) fn fitting(facts: &Facts, schema: &Schema, given: Given) -> Given {
    if given.is_empty() {
        return given;
    }
    let properties = facts.properties(schema);
    let fits_in = |(name, value): &(String, Option<serde_json::Value>)| {
        let property = properties.iter().find(|property| property.name == *name);
        property.is_some_and(|property| match value {
            Some(value) => fits(facts, &property.schema, value),
            None => !property.required,
        })
    };
    given.into_iter().filter(fits_in).collect()
}

/// The name of the type that a schema refers to, or an empty text.
pub(crate) fn type_name(schema: &Schema) -> &str {
    if let Shape::Reference { name } = &schema.shape { name } else { "" }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::Value;

    use super::*;
    use contract_data::value::{Inside, World as _};

    /// Every finished entity, compared with a newly generated one.
    fn everything(state: &State) -> BTreeMap<(String, Id), Arc<Value>> {
        let view = state.view(None);
        let mut found = BTreeMap::new();
        for (name, pool) in state.facts().entities() {
            for id in state.seeded_ids(pool).iter().chain(&view.ids(pool)) {
                let kept = view.finished(name, id).expect("the contract of the vectors can be mocked");
                let made = view.entity(name, id, Inside::OUTSIDE).expect("the contract of the vectors can be mocked");
                assert_eq!(*kept, made, "{name} {id}");
                found.insert((name.to_owned(), Id::clone(id)), kept);
            }
        }
        found
    }

    #[test]
    fn kept_entities_follow_every_change_of_those_inside_them() {
        let state = vectors::state(&vectors::vectors());
        let facts = Arc::clone(state.facts());
        let mut before = everything(&state);
        let mut others = 0;
        let mut compare = |changed: &str| {
            let after = everything(&state);
            let differ = before.iter().filter(|(name, value)| after.get(*name) != Some(*value));
            others += differ.filter(|((_, id), _)| **id != *changed).count();
            before = after;
        };
        for (name, pool) in facts.entities() {
            let [first, second, ..] = state.seeded_ids(pool) else { continue };
            let properties = state.view(None).entity(name, second, Inside::OUTSIDE).expect("it was made before");
            let given = || {
                properties.as_object().into_iter().flatten().map(|(name, value)| (name.clone(), Some(value.clone())))
            };
            state.change(pool, first, given().collect());
            compare(first);
            let created = state.create(pool, given().collect(), None).expect("the pool has further ids");
            compare(&created);
            state.remove(pool, second);
            compare(second);
        }
        for operation in &facts.registry.operations {
            state.remove_document(&operation.path, None);
            compare("");
        }
        assert!(others > 0, "no entity shows another one");
    }

    #[test]
    fn an_entity_that_changes_while_it_is_made_is_not_kept() {
        let state = vectors::state(&vectors::vectors());
        let (name, pool) = state.facts().entities().next().expect("the contract has entities");
        let id = &state.seeded_ids(pool)[0];
        let old = state.view(None).finished(name, id).expect("it can be made");
        let number = state.changes().number();
        state.change(pool, id, Given::new());
        state.facts().holders().of_pool(pool).for_each(|holder| state.finished().keep(holder, "x", &old, number));
        assert!(state.finished().get(name, id).is_none());
        assert!(state.facts().holders().of_pool(pool).all(|holder| state.finished().get(holder, "x").is_none()));
    }
}
