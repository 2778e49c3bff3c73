//! The state as one person sees it: the source of the values.

use std::{
    borrow::Cow,
    sync::{Arc, PoisonError},
};

use contract_data::{
    Unmade,
    facts::{Facts, refer},
    formats::EPOCH,
    hash::{child_key, key_of},
    ids::{Id, moment_of, seeded_ids},
    value::{Bound, Given, Inside, Making, Subject, World, make, reference_at},
};
use contract_model::schema::Schema;
use serde_json::Value;

use super::{State, changes::Changes, fitting, thing::Thing, type_name};

/// The state as one person sees it.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    state: &'a State,
    /// The person; `None` for the first person.
    person: Option<&'a str>,
}

impl<'a> View<'a> {
    pub(super) fn new(state: &'a State, person: Option<&'a str>) -> Self {
        Self { state, person }
    }

    pub(crate) fn seed(&self) -> &'a str {
        &self.state.seed
    }

    pub(crate) fn state(&self) -> &'a State {
        self.state
    }

    /// The ids of a pool: the created ids, the newest first, then the seeded ones.
    pub(crate) fn ids(self, pool: &str) -> Vec<Id> {
        self.newest(pool, usize::MAX)
    }

    /// The first of these ids, at most `count`.
    pub(crate) fn newest(self, pool: &str, count: usize) -> Vec<Id> {
        let changes = self.state.changes();
        self.visible(&changes, pool).take(count).cloned().collect()
    }

    fn visible<'b>(&'b self, changes: &'b Changes, pool: &'b str) -> impl Iterator<Item = &'b Id> {
        let all = self.state.all_ids(changes, pool);
        all.filter(move |id| !changes.is_removed(pool, id) && self.is_visible(changes, pool, id))
    }

    /// Whether an entity belongs to this person or to everybody.
    pub(crate) fn may_see(&self, pool: &str, id: &str) -> bool {
        self.is_visible(&self.state.changes(), pool, id)
    }

    fn is_visible(&self, changes: &Changes, pool: &str, id: &str) -> bool {
        !self.state.facts.is_personal(pool)
            || changes.shared.contains(pool)
            || self.state.owner(changes, pool, id).as_deref() == self.person
    }

    /// The current entity; `None` if it was removed, or belongs to another person.
    pub(crate) fn read(&self, name: &str, pool: &str, id: &str) -> Result<Option<Arc<Value>>, Unmade> {
        if self.is_removed(pool, id) || !self.may_see(pool, id) { Ok(None) } else { self.finished(name, id).map(Some) }
    }

    /// The current entity, which is kept until something changes.
    pub(crate) fn finished(&self, name: &str, id: &str) -> Result<Arc<Value>, Unmade> {
        let State { facts, finished, .. } = self.state;
        if let Some(known) = finished.lock().unwrap_or_else(PoisonError::into_inner).get(name, id) {
            return Ok(known);
        }
        let pool = facts.entity_pool(name).expect("only entity types are asked for as entities");
        let last = |changes: &Changes| (changes.number(), changes.last_of(pool, id));
        let (number, last_of_it) = last(&self.state.changes());
        let made = Arc::new(self.entity(name, id, Inside::OUTSIDE)?);
        // Under the lock, so that nothing changes between the comparison and the keeping of the entity.
        let changes = self.state.changes();
        if changes.last_of(pool, id) == last_of_it {
            self.state.finished().keep(name, id, &made, number);
        }
        Ok(made)
    }

    /// The value of a place; `None` if it was removed. `known` are properties that the request names.
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
        self.state.changes().document(self.person, place).is_some_and(|thing| thing.is_removed)
    }

    fn document_at(
        &self,
        schema: &Schema,
        place: &str,
        inside: Inside<'_>,
        known: &Given,
        bound: Option<&Bound>,
    ) -> Result<Option<Value>, Unmade> {
        let mut given = known.clone();
        if let Some(thing) = self.state.changes().document(self.person, place) {
            if thing.is_removed {
                return Ok(None);
            }
            given.extend(thing.overlay.given());
        }
        let given = fitting(&self.state.facts, schema, given);
        let key = key_of(&[&self.state.seed, type_name(schema), &self.stream_of(place)]);
        make(self, schema, Making { inside, given: Some(&given), bound, ..Making::new(key, EPOCH) }).map(Some)
    }

    /// The name of a document in the path of its stream: every person except the first has their own.
    fn stream_of(&self, place: &str) -> String {
        self.person.map_or_else(|| place.to_owned(), |person| format!("{place}\0{person}"))
    }
}

impl World for View<'_> {
    fn facts(&self) -> &Facts {
        &self.state.facts
    }

    fn seeded(&self, pool: &str) -> Cow<'_, [Id]> {
        let State { facts, seed, .. } = self.state;
        match self.person.filter(|_| facts.is_personal(pool) && !facts.is_owner(pool)) {
            Some(person) => seeded_ids(facts, &format!("{seed}\0{person}"), pool).into(),
            None => self.state.seeded_ids(pool).into(),
        }
    }

    fn caller(&self, pool: &str) -> Option<&str> {
        let own = self.person.filter(|_| self.state.person_pool.as_deref() == Some(pool));
        own.or_else(|| self.state.seeded_ids(pool).first().map(|id| &**id))
    }

    fn entity(&self, name: &str, id: &str, inside: Inside<'_>) -> Result<Value, Unmade> {
        let State { facts, seed, .. } = self.state;
        let pool = facts.entity_pool(name).expect("only entity types are asked for as entities");
        let schema = refer(name);
        let (given, moment, owner) = {
            let changes = self.state.changes();
            let thing = changes.entity(pool, id);
            let given = thing.map(|thing| thing.overlay.given()).unwrap_or_default();
            (given, thing.and_then(Thing::moment), self.state.owner(&changes, pool, id))
        };
        let given = fitting(facts, &schema, given);
        // The value is the same for every reader.
        let world = View { state: self.state, person: owner.as_deref() };
        let moment = moment.unwrap_or_else(|| moment_of(seed, pool, &world.seeded(pool), id));
        let subject = Some(Subject { pool, id });
        let key = key_of(&[seed, pool, id]);
        make(&world, &schema, Making { inside, subject, given: Some(&given), ..Making::new(key, moment) })
    }

    fn is_removed(&self, pool: &str, id: &str) -> bool {
        self.state.changes().is_removed(pool, id)
    }

    fn referring(&self, name: &str, property: &str, id: &str) -> Result<Vec<Id>, Unmade> {
        let State { facts, seed, .. } = self.state;
        let definition = facts.definition(name);
        let target = facts.property(&definition.schema, property).and_then(|found| facts.pool(&found.schema));
        let (Some(pool), Some(target)) = (facts.entity_pool(name), target) else { return Ok(Vec::new()) };
        let changes = self.state.changes();
        let mut found = Vec::new();
        for candidate in self.visible(&changes, pool) {
            let laid = changes.entity(pool, candidate).and_then(|thing| thing.overlay.value(property));
            let refers = match laid {
                Some(value) => value.as_str() == Some(id),
                None => {
                    let owner = self.state.owner(&changes, pool, candidate);
                    let world = View { state: self.state, person: owner.as_deref() };
                    *reference_at(&world, target, child_key(key_of(&[seed, pool, candidate]), property))? == *id
                }
            };
            if refers {
                found.push(Id::clone(candidate));
            }
        }
        Ok(found)
    }

    fn document(&self, name: &str, inside: Inside<'_>) -> Result<Option<Value>, Unmade> {
        let Some(place) = self.state.facts.document(name) else { return Ok(None) };
        self.document_at(&refer(name), place, inside, &Given::new(), None)
    }
}
