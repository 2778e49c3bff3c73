//! The state of a mock: seeded entities, made when they are read, and over them everything that requests created,
//! changed and removed. docs/entity-function.md section 5 is the rule.

mod arrange;
pub(crate) mod changes;

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use contract_model::schema::{Schema, Shape};
use serde_json::Value;

use self::changes::{Changes, entity_name};
use crate::{
    data::{
        Unmade,
        facts::{Facts, refer},
        fits::fits,
        formats::EPOCH,
        hash::{child_key, key_of},
        ids::{id_at, moment_at, moment_of, seeded_ids},
        value::{Bound, Given, Inside, Making, Subject, World, make, reference_at},
    },
    identity::accounts::Accounts,
};

/// How many finished entities are kept.
const KEPT: usize = 500;

/// The state of one mock.
pub(crate) struct State {
    facts: Arc<Facts>,
    seed: String,
    /// The seeded ids of each pool, the newest first.
    seeded: BTreeMap<String, Vec<String>>,
    /// The pool of the persons who sign in.
    person_pool: Option<String>,
    changes: Changes,
    /// Entities as they are now, by type and id: making one is the costly part of a request.
    finished: Mutex<HashMap<(String, String), Arc<Value>>>,
}

impl State {
    pub(crate) fn new(facts: Arc<Facts>, seed: &str, person_pool: Option<String>) -> Self {
        let mut state = Self {
            facts,
            seed: String::new(),
            seeded: BTreeMap::new(),
            person_pool,
            changes: Changes::default(),
            finished: Mutex::default(),
        };
        state.reseed(seed);
        state
    }

    pub(crate) fn facts(&self) -> &Arc<Facts> {
        &self.facts
    }

    pub(crate) fn seed(&self) -> &str {
        &self.seed
    }

    pub(crate) fn changes(&self) -> &Changes {
        &self.changes
    }

    pub(crate) fn accounts(&mut self) -> &mut Accounts {
        &mut self.changes.accounts
    }

    /// Takes other changes in place of those that are there.
    pub(crate) fn restore(&mut self, changes: Changes) {
        self.changes = changes;
        self.forget_finished();
    }

    /// Forgets every change.
    pub(crate) fn reset(&mut self) {
        self.restore(Changes::default());
    }

    /// Forgets every change, and begins with another seed.
    pub(crate) fn reseed(&mut self, seed: &str) {
        seed.clone_into(&mut self.seed);
        let ids = self.facts.registry.types.iter().filter(|(name, definition)| {
            let is_word_pool = self.facts.entities().any(|(_, pool)| pool == name.as_str());
            is_word_pool || definition.role == contract_model::registry::Role::Id
        });
        self.seeded = ids.map(|(name, _)| (name.clone(), seeded_ids(&self.facts, seed, name))).collect();
        self.reset();
    }

    /// The ids of a pool, whoever may see them, without those that were removed.
    pub(crate) fn every_id(&self, pool: &str) -> impl Iterator<Item = &str> {
        self.all_ids(pool).filter(move |id| !self.changes.removed.contains(&entity_name(pool, id)))
    }

    /// The ids of a pool, removed ones too: those that were created, the last one first, then the seeded ones.
    fn all_ids(&self, pool: &str) -> impl Iterator<Item = &str> {
        let created = self.created_ids(pool);
        let seeded = self.seeded_ids(pool).iter().filter(|id| !created.contains(id));
        created.iter().rev().chain(seeded).map(String::as_str)
    }

    /// The ids of a pool that were created, the first one first. A seeded one that was put back after a removal is one of
    /// them.
    pub(crate) fn created_ids(&self, pool: &str) -> &[String] {
        self.changes.created.get(pool).map(Vec::as_slice).unwrap_or_default()
    }

    /// The state as a person sees it: nothing stands for the first person.
    pub(crate) fn view<'a>(&'a self, person: Option<&'a str>) -> View<'a> {
        View { state: self, person: person.filter(|person| Some(*person) != self.first_person()) }
    }

    /// The person whom the seeded data belongs to.
    pub(crate) fn first_person(&self) -> Option<&str> {
        let pool = self.person_pool.as_ref()?;
        self.seeded_ids(pool).first().map(String::as_str)
    }

    pub(crate) fn person_pool(&self) -> Option<&str> {
        self.person_pool.as_deref()
    }

    /// Creates an entity for a person and gives its id.
    pub(crate) fn create(&mut self, pool: &str, given: Given, maker: Option<&str>) -> Result<String, Unmade> {
        let maker = maker.filter(|maker| Some(*maker) != self.first_person()).map(str::to_owned);
        let created = self.changes.created.entry(pool.to_owned()).or_default();
        let index = -1 - i64::try_from(created.len()).unwrap_or_default();
        let id = id_at(&self.facts, &self.seed, pool, index).ok_or_else(|| Unmade::Id(pool.to_owned()))?;
        created.push(id.clone());
        let name = entity_name(pool, &id);
        self.changes.moments.insert(name.clone(), moment_at(index));
        self.changes.makers.extend(maker.map(|maker| (name, maker)));
        self.change(pool, &id, given);
        Ok(id)
    }

    /// Puts an entity with a given id into its pool, for a person; also one that was removed.
    pub(crate) fn put(&mut self, pool: &str, id: &str, given: Given, maker: Option<&str>) {
        let was_removed = self.changes.removed.remove(&entity_name(pool, id));
        let is_seeded = self.seeded.get(pool).is_some_and(|ids| ids.iter().any(|known| known == id));
        let created = self.changes.created.entry(pool.to_owned()).or_default();
        if (!is_seeded || was_removed) && !created.iter().any(|known| known == id) {
            created.push(id.to_owned());
        }
        let maker = maker.filter(|maker| Some(*maker) != self.first_person()).map(str::to_owned);
        self.changes.makers.extend(maker.map(|maker| (entity_name(pool, id), maker)));
        self.change(pool, id, given);
    }

    /// The seeded ids of a pool, the newest first.
    pub(crate) fn seeded_ids(&self, pool: &str) -> &[String] {
        self.seeded.get(pool).map(Vec::as_slice).unwrap_or_default()
    }

    /// Removes the seeded entities of a pool.
    pub(crate) fn empty(&mut self, pool: &str) {
        for id in self.seeded_ids(pool).to_vec() {
            self.remove(pool, &id);
        }
    }

    /// Lays properties over an entity. Its id stays.
    pub(crate) fn change(&mut self, pool: &str, id: &str, mut given: Given) {
        given.remove("id");
        self.changes.lay(entity_name(pool, id), given);
        self.forget_finished();
    }

    /// Removes an entity.
    pub(crate) fn remove(&mut self, pool: &str, id: &str) {
        self.changes.removed.insert(entity_name(pool, id));
        self.forget_finished();
    }

    /// Lays properties over the document of a place, or puts it back after a removal.
    pub(crate) fn change_document(&mut self, place: &str, person: Option<&str>, given: Given) {
        let name = self.view(person).document_name(place);
        self.changes.removed.remove(&name);
        self.changes.lay(name, given);
        self.forget_finished();
    }

    /// Removes the document of a place.
    pub(crate) fn remove_document(&mut self, place: &str, person: Option<&str>) {
        let name = self.view(person).document_name(place);
        self.changes.overlays.remove(&name);
        self.changes.removed.insert(name);
        self.forget_finished();
    }

    fn forget_finished(&mut self) {
        self.finished.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The person to whom an entity belongs: itself, its maker, or the first person.
    fn owner<'a>(&'a self, pool: &str, id: &'a str) -> Option<&'a str> {
        if self.person_pool.as_deref() == Some(pool) {
            let is_created = self.created_ids(pool).iter().any(|known| known == id);
            return is_created.then_some(id).filter(|id| self.first_person() != Some(id));
        }
        self.changes.makers.get(&entity_name(pool, id)).map(String::as_str)
    }
}

/// The state as one person sees it.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    state: &'a State,
    /// Nothing for the first person.
    person: Option<&'a str>,
}

impl<'a> View<'a> {
    pub(crate) fn seed(&self) -> &'a str {
        &self.state.seed
    }

    pub(crate) fn state(&self) -> &'a State {
        self.state
    }

    /// The ids of a pool: those that were created, the last one first, then the seeded ones.
    pub(crate) fn ids(self, pool: &str) -> impl Iterator<Item = &'a str> {
        let all = self.state.all_ids(pool);
        all.filter(move |id| !self.is_removed(pool, id) && self.may_see(pool, id))
    }

    /// Whether an entity is this person's, or everybody's.
    pub(crate) fn may_see(&self, pool: &str, id: &str) -> bool {
        !self.state.facts.is_personal(pool) || self.state.owner(pool, id) == self.person
    }

    /// An entity as it is now; nothing where it was removed, or is another person's.
    pub(crate) fn read(&self, name: &str, pool: &str, id: &str) -> Result<Option<Arc<Value>>, Unmade> {
        if self.is_removed(pool, id) || !self.may_see(pool, id) { Ok(None) } else { self.finished(name, id).map(Some) }
    }

    /// An entity as it is now, which is kept until something changes.
    pub(crate) fn finished(&self, name: &str, id: &str) -> Result<Arc<Value>, Unmade> {
        let key = (name.to_owned(), id.to_owned());
        let lock = || self.state.finished.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&key) {
            return Ok(Arc::clone(known));
        }
        let made = Arc::new(self.entity(name, id, Inside::OUTSIDE)?);
        let mut finished = lock();
        if finished.len() >= KEPT {
            finished.clear();
        }
        finished.insert(key, Arc::clone(&made));
        Ok(made)
    }

    /// The value at a place by itself; nothing where it was removed. `known` are properties that the request names.
    pub(crate) fn read_document(
        &self,
        schema: &Schema,
        place: &str,
        known: &Given,
        bound: &Bound,
    ) -> Result<Option<Value>, Unmade> {
        self.document_at(schema, place, Inside::OUTSIDE, known, Some(bound))
    }

    /// Whether the document of a place was removed.
    pub(crate) fn is_gone(&self, place: &str) -> bool {
        self.state.changes.removed.contains(&self.document_name(place))
    }

    fn document_at(
        &self,
        schema: &Schema,
        place: &str,
        inside: Inside<'_>,
        known: &Given,
        bound: Option<&Bound>,
    ) -> Result<Option<Value>, Unmade> {
        let name = self.document_name(place);
        if self.state.changes.removed.contains(&name) {
            return Ok(None);
        }
        let mut given = known.clone();
        given.extend(self.state.changes.overlays.get(&name).cloned().unwrap_or_default());
        let given = fitting(&self.state.facts, schema, given);
        let key = key_of(&[&self.state.seed, type_name(schema), &name]);
        make(self, schema, Making { inside, given: Some(&given), bound, ..Making::new(key, EPOCH) }).map(Some)
    }

    /// The name of a document among the changes, and in the path of its stream: every person but the first has their
    /// own.
    fn document_name(&self, place: &str) -> String {
        self.person.map_or_else(|| place.to_owned(), |person| format!("{place}\0{person}"))
    }
}

impl World for View<'_> {
    fn facts(&self) -> &Facts {
        &self.state.facts
    }

    fn seeded(&self, pool: &str) -> &[String] {
        self.state.seeded_ids(pool)
    }

    fn caller(&self, pool: &str) -> Option<&str> {
        let own = self.person.filter(|_| self.state.person_pool.as_deref() == Some(pool));
        own.or_else(|| self.seeded(pool).first().map(String::as_str))
    }

    fn entity(&self, name: &str, id: &str, inside: Inside<'_>) -> Result<Value, Unmade> {
        let State { facts, seed, changes, .. } = self.state;
        let pool = facts.entity_pool(name).expect("only entity types are asked for as entities");
        let entity = entity_name(pool, id);
        let schema = refer(name);
        let given = fitting(facts, &schema, changes.overlays.get(&entity).cloned().unwrap_or_default());
        let moment = changes.moments.get(&entity).copied();
        let moment = moment.unwrap_or_else(|| moment_of(seed, pool, self.seeded(pool), id));
        // It is the same whoever reads it.
        let world = View { state: self.state, person: self.state.owner(pool, id) };
        let subject = Some(Subject { pool, id });
        let key = key_of(&[seed, pool, id]);
        make(&world, &schema, Making { inside, subject, given: Some(&given), ..Making::new(key, moment) })
    }

    fn is_removed(&self, pool: &str, id: &str) -> bool {
        !self.state.changes.removed.is_empty() && self.state.changes.removed.contains(&entity_name(pool, id))
    }

    fn referring(&self, name: &str, property: &str, id: &str) -> Result<Vec<String>, Unmade> {
        let State { facts, seed, changes, .. } = self.state;
        let definition = facts.definition(name);
        let target = facts.property(&definition.schema, property).and_then(|found| facts.pool(&found.schema));
        let (Some(pool), Some(target)) = (facts.entity_pool(name), target) else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for candidate in self.ids(pool) {
            let changed = changes.overlays.get(&entity_name(pool, candidate)).and_then(|given| given.get(property));
            let refers = match changed {
                Some(Some(value)) => value.as_str() == Some(id),
                _ => {
                    let world = View { state: self.state, person: self.state.owner(pool, candidate) };
                    reference_at(&world, target, child_key(key_of(&[seed, pool, candidate]), property))? == id
                }
            };
            if refers {
                found.push(candidate.to_owned());
            }
        }
        Ok(found)
    }

    fn document(&self, name: &str, inside: Inside<'_>) -> Result<Option<Value>, Unmade> {
        let Some(place) = self.state.facts.document(name) else { return Ok(None) };
        self.document_at(&refer(name), place, inside, &Given::new(), None)
    }
}

/// Those of some properties that an object of a schema has, with values that fit.
pub(crate) fn fitting(facts: &Facts, schema: &Schema, given: Given) -> Given {
    if given.is_empty() {
        return given;
    }
    let properties = facts.properties(schema);
    let fits_in = |(name, value): &(String, Option<Value>)| {
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
