//! Everything that requests changed, on top of the seeded data. It is bounded: the oldest changes are forgotten,
//! together with everything that depends on them.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use contract_data::ids::Id;

use super::thing::{Key, Thing};
use crate::identity::accounts::Accounts;

/// The number of created entities that are kept per pool; the oldest is forgotten first.
const CREATED: usize = 500;
/// The size of names and properties that are kept, in bytes; the oldest changes are forgotten first.
const BYTES: usize = 8 * 1024 * 1024;

/// The changes of one mock.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    pools: BTreeMap<Arc<str>, Pool>,
    /// The documents by person and place; the first person has an empty name.
    documents: BTreeMap<Id, BTreeMap<Arc<str>, Thing>>,
    /// The pools that all persons see. Only a scenario can name them.
    pub shared: BTreeSet<String>,
    /// The sessions.
    pub accounts: Accounts,
    /// The changes that requests made, the oldest first.
    requested: BTreeMap<u64, Key>,
    /// The changes with which the mock began. They are forgotten last.
    initial: BTreeMap<u64, Key>,
    /// The size of all changes in bytes, and its maximum.
    bytes: usize,
    allowed: usize,
    /// The number of the last change.
    number: u64,
    /// Whether the next changes are those with which the mock begins.
    is_beginning: bool,
}

/// The changes of a pool.
#[derive(Debug, Default)]
struct Pool {
    /// The number of entities that were created, including forgotten ones: no id is used twice.
    count: u64,
    /// The created entities by age, the oldest first: those with which the mock began, and those of requests.
    initial: BTreeMap<u64, Id>,
    requested: BTreeMap<u64, Id>,
    /// The entities that differ from their seeded form.
    things: HashMap<Id, Thing>,
}

impl Changes {
    /// An empty set of changes. Changes up to [`Self::begun`] are those with which a mock begins.
    pub(crate) fn beginning() -> Self {
        Self { is_beginning: true, ..Self::default() }
    }

    /// Ends the beginning: from now on, changes are bounded.
    pub(crate) fn begun(&mut self) {
        self.is_beginning = false;
        self.allowed = self.bytes + BYTES;
    }

    /// The number of the last change.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    /// The number of the last change of an entity; `None` if it is as it was seeded.
    pub(crate) fn last_of(&self, pool: &str, id: &str) -> Option<u64> {
        self.entity(pool, id).map(|thing| thing.changed)
    }

    /// The changes of an entity.
    pub(crate) fn entity(&self, pool: &str, id: &str) -> Option<&Thing> {
        self.pools.get(pool)?.things.get(id)
    }

    /// The changes of a document.
    pub(crate) fn document(&self, person: Option<&str>, place: &str) -> Option<&Thing> {
        self.documents.get(person.unwrap_or_default())?.get(place)
    }

    pub(crate) fn is_removed(&self, pool: &str, id: &str) -> bool {
        self.entity(pool, id).is_some_and(|thing| thing.is_removed)
    }

    pub(crate) fn is_created(&self, pool: &str, id: &str) -> bool {
        self.entity(pool, id).is_some_and(|thing| thing.is_created)
    }

    /// The created ids of a pool, the newest first.
    pub(crate) fn created(&self, pool: &str) -> impl Iterator<Item = &Id> {
        let pool = self.pools.get(pool).into_iter();
        pool.flat_map(|pool| pool.requested.values().rev().chain(pool.initial.values().rev()))
    }

    /// The number of entities of each pool that were created, including forgotten ones.
    pub(crate) fn counts(&self) -> impl Iterator<Item = (&str, u64)> {
        let counted = self.pools.iter().filter(|(_, pool)| pool.count > 0);
        counted.map(|(name, pool)| (&**name, pool.count))
    }

    /// The number of entities of a pool that were created, including forgotten ones.
    pub(crate) fn count(&self, pool: &str) -> u64 {
        self.pools.get(pool).map_or(0, |pool| pool.count)
    }

    /// Continues to count the created entities of a pool from a number that is not less than the current one.
    pub(crate) fn count_from(&mut self, pool: &str, count: u64) {
        let pool = self.pool(pool);
        pool.count = pool.count.max(count);
    }

    /// All changes, the oldest first.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&Key, &Thing)> {
        let keys = self.initial.iter().chain(&self.requested);
        keys.filter_map(|(age, key)| Some((key, self.thing(key).filter(|thing| thing.age == *age)?)))
    }

    /// Arranges the created entities of a pool: `order` has each of their ids in the order in which they are shown. The
    /// entities swap places, so that the number of those that belong to the beginning stays the same.
    pub(super) fn arrange(&mut self, pool: &str, order: &[Id]) {
        self.next_number();
        let name = self.name(pool);
        let Some(found) = self.pools.get_mut(pool) else { return };
        let ages = |places: &BTreeMap<u64, Id>| places.keys().copied().rev().collect::<Vec<_>>();
        let requested = ages(&found.requested).into_iter().map(|age| (age, false));
        let places = requested.chain(ages(&found.initial).into_iter().map(|age| (age, true)));
        for ((age, is_initial), id) in places.zip(order) {
            let Some(thing) = found.things.get_mut(id) else { continue };
            (thing.age, thing.is_initial) = (age, is_initial);
            let key = Key::Entity { pool: Arc::clone(&name), id: Arc::clone(id) };
            let (places, keys) = if is_initial {
                (&mut found.initial, &mut self.initial)
            } else {
                (&mut found.requested, &mut self.requested)
            };
            places.insert(age, Arc::clone(id));
            keys.insert(age, key);
        }
    }

    /// Changes a created entity; an entity that was not created becomes a created one of its pool. Returns everything
    /// that was forgotten to make room.
    pub(crate) fn create(
        &mut self,
        pool: &str,
        id: &str,
        created_as: Option<u64>,
        change: impl FnOnce(&mut Thing),
    ) -> Vec<Key> {
        let name = self.name(pool);
        // If ids are few, an id may be created again; its entity then becomes the newest again.
        let is_new = created_as.is_some() || !self.is_created(pool, id);
        let is_beginning = self.is_beginning;
        let key = Key::Entity { pool: name, id: id.into() };
        self.change(key.clone(), is_new, |thing| {
            thing.is_created = true;
            thing.created_as = created_as.or(thing.created_as);
            // The entity may have been removed, or created, at the beginning.
            thing.is_initial &= is_beginning || !is_new;
            change(thing);
        });
        if is_new {
            self.add_to_pool(&key);
        }
        self.forget_oldest(pool)
    }

    /// Changes an entity or a document. Returns everything that was forgotten to make room.
    pub(crate) fn change_entity(&mut self, pool: &str, id: &str, change: impl FnOnce(&mut Thing)) -> Vec<Key> {
        let key = Key::Entity { pool: self.name(pool), id: id.into() };
        let is_newest = !self.is_created(pool, id);
        self.change(key, is_newest, change);
        self.forget_oldest(pool)
    }

    /// Like [`Self::change_entity`], for a document.
    pub(crate) fn change_document(
        &mut self,
        person: Option<&str>,
        place: &str,
        change: impl FnOnce(&mut Thing),
    ) -> Vec<Key> {
        self.change(Key::Document { person: person.unwrap_or_default().into(), place: place.into() }, true, change);
        self.forget_oldest("")
    }

    /// Adds an id to the created ones of its pool, as the newest.
    fn add_to_pool(&mut self, key: &Key) {
        let Key::Entity { pool: name, id } = key else { return };
        let (is_beginning, age) = (self.is_beginning, self.number);
        let pool = self.pool(name);
        pool.count = pool.count.saturating_add(1);
        let order = if is_beginning { &mut pool.initial } else { &mut pool.requested };
        order.insert(age, Arc::clone(id));
    }

    /// Applies a change, which may make its subject the newest. The changes of the beginning keep their place.
    fn change(&mut self, key: Key, is_newest: bool, change: impl FnOnce(&mut Thing)) {
        let (number, is_beginning) = (self.next_number(), self.is_beginning);
        let (mut thing, is_new) = match self.take(&key) {
            Some(thing) => (thing, false),
            None => (Thing { is_initial: is_beginning, ..Thing::default() }, true),
        };
        let before = if is_new { 0 } else { thing.size() + key.size() };
        change(&mut thing);
        thing.changed = number;
        if is_new || is_newest && (is_beginning || !thing.is_initial) {
            self.leave_place(&key, thing.age);
            thing.age = number;
            let queue = if thing.is_initial { &mut self.initial } else { &mut self.requested };
            queue.insert(number, key.clone());
        }
        self.bytes = self.bytes + thing.size() + key.size() - before;
        match key {
            Key::Entity { pool, id } => _ = self.pool(&pool).things.insert(id, thing),
            Key::Document { person, place } => _ = self.documents.entry(person).or_default().insert(place, thing),
        }
    }

    /// Forgets the oldest created entities of a pool, and the oldest changes, beyond the bounds.
    fn forget_oldest(&mut self, pool: &str) -> Vec<Key> {
        let mut forgotten = Vec::new();
        if self.is_beginning {
            return forgotten;
        }
        while let Some(found) = self.pools.get_mut(pool).filter(|found| found.requested.len() > CREATED) {
            let Some((age, id)) = found.requested.pop_first() else { break };
            let key = Key::Entity { pool: self.name(pool), id };
            self.forget(&key, age);
            forgotten.push(key);
        }
        // The newest change stays, however large it is.
        while self.bytes > self.allowed && self.requested.len() + self.initial.len() > 1 {
            let oldest = self.requested.first_key_value().filter(|_| self.requested.len() > 1);
            let Some((age, key)) = oldest.or_else(|| self.initial.first_key_value()) else { break };
            let (age, key) = (*age, key.clone());
            self.forget(&key, age);
            forgotten.push(key);
        }
        forgotten
    }

    /// Forgets everything about an entity or a document. For a person, this includes the documents and the sessions.
    fn forget(&mut self, key: &Key, age: u64) {
        self.leave_place(key, age);
        let Some(thing) = self.take(key) else { return };
        self.bytes = self.bytes.saturating_sub(thing.size() + key.size());
        let Key::Entity { id, .. } = key else { return };
        if thing.password.is_some() {
            self.accounts.end_of(id);
        }
        for (place, document) in self.documents.remove(id).into_iter().flatten() {
            self.requested.remove(&document.age);
            self.initial.remove(&document.age);
            let key = Key::Document { person: Arc::clone(id), place };
            self.bytes = self.bytes.saturating_sub(document.size() + key.size());
        }
    }

    /// Frees the place of an age among the changes, and among the created entities of a pool.
    fn leave_place(&mut self, key: &Key, age: u64) {
        self.initial.remove(&age);
        self.requested.remove(&age);
        if let Key::Entity { pool, .. } = key {
            let pool = self.pool(pool);
            pool.initial.remove(&age);
            pool.requested.remove(&age);
        }
    }

    fn thing(&self, key: &Key) -> Option<&Thing> {
        match key {
            Key::Entity { pool, id } => self.pools.get(pool)?.things.get(id),
            Key::Document { person, place } => self.documents.get(person)?.get(place),
        }
    }

    fn take(&mut self, key: &Key) -> Option<Thing> {
        match key {
            Key::Entity { pool, id } => self.pools.get_mut(pool)?.things.remove(id),
            Key::Document { person, place } => {
                let documents = self.documents.get_mut(person)?;
                let thing = documents.remove(place);
                if documents.is_empty() {
                    self.documents.remove(person);
                }
                thing
            }
        }
    }

    /// The name of a pool, which all its entities share.
    fn name(&mut self, pool: &str) -> Arc<str> {
        if let Some((name, _)) = self.pools.get_key_value(pool) {
            return Arc::clone(name);
        }
        let name: Arc<str> = pool.into();
        self.pools.insert(Arc::clone(&name), Pool::default());
        name
    }

    fn pool(&mut self, pool: &str) -> &mut Pool {
        let name = self.name(pool);
        self.pools.entry(name).or_default()
    }

    fn next_number(&mut self) -> u64 {
        self.number += 1;
        self.number
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use contract_data::value::Given;

    fn title(text: &str) -> Given {
        [("title".to_owned(), Some(Value::from(text)))].into()
    }

    fn create(changes: &mut Changes, pool: &str, number: u64) -> Vec<Key> {
        changes.create(pool, &format!("id-{number}"), Some(number), |thing| thing.lay(title("a")))
    }

    fn begun() -> Changes {
        let mut changes = Changes::beginning();
        changes.begun();
        changes
    }

    #[test]
    fn the_oldest_created_entity_of_the_pool_is_forgotten() {
        let mut changes = begun();
        create(&mut changes, "other", 1);
        (1..=500).for_each(|number| assert_eq!(create(&mut changes, "pool", number), []));
        // A later change does not make a created entity younger.
        assert_eq!(changes.change_entity("pool", "id-1", |thing| thing.lay(title("b"))), []);
        let forgotten = create(&mut changes, "pool", 501);
        assert_eq!(forgotten, [Key::Entity { pool: "pool".into(), id: "id-1".into() }]);
        assert!(changes.entity("pool", "id-1").is_none() && changes.is_created("other", "id-1"));
        assert_eq!((changes.created("pool").count(), changes.count("pool")), (500, 501));
        assert_eq!(changes.created("pool").next().map(|id| &**id), Some("id-501"));
    }

    #[test]
    fn an_id_that_is_created_again_is_forgotten_last() {
        let mut changes = begun();
        create(&mut changes, "pool", 1);
        (2..=500).for_each(|number| _ = create(&mut changes, "pool", number));
        changes.create("pool", "id-1", Some(501), |_| {});
        assert!(changes.is_created("pool", "id-1"), "its first creation alone is forgotten");
        assert_eq!(changes.created("pool").filter(|id| ***id == *"id-1").count(), 1, "it is listed once");
        (502..=1_000).for_each(|number| _ = create(&mut changes, "pool", number));
        assert!(changes.is_created("pool", "id-1"));
        create(&mut changes, "pool", 1_001);
        assert!(!changes.is_created("pool", "id-1"));
        assert_eq!(changes.created("pool").count(), 500);
    }

    #[test]
    fn the_changes_of_the_beginning_are_forgotten_after_all_others() {
        let mut changes = Changes::beginning();
        for number in 1..=600 {
            create(&mut changes, "pool", number);
        }
        changes.begun();
        let large = "x".repeat(1 << 20);
        for place in 0..20 {
            changes.change_document(None, &format!("/{place}"), |thing| thing.lay(title(&large)));
        }
        assert!(changes.bytes <= changes.allowed);
        assert_eq!((changes.document(None, "/0").is_some(), changes.document(None, "/19").is_some()), (false, true));
        assert_eq!(changes.created("pool").count(), 600);
        // Changes of the beginning are also forgotten, if requests make them grow without limit.
        for number in 1..=20 {
            changes.change_entity("pool", &format!("id-{number}"), |thing| thing.lay(title(&large)));
        }
        assert!(changes.bytes <= changes.allowed);
        assert!(changes.entity("pool", "id-1").is_none() && changes.entity("pool", "id-20").is_some());
    }

    #[test]
    fn arranged_entities_keep_their_order_in_a_snapshot_and_under_the_bounds() {
        let mut changes = Changes::beginning();
        (1..=2).for_each(|number| _ = create(&mut changes, "pool", number));
        changes.begun();
        (3..=4).for_each(|number| _ = create(&mut changes, "pool", number));
        let order = ["id-1", "id-3", "id-4", "id-2"].map(Id::from);
        changes.arrange("pool", &order);
        let created = |changes: &Changes| changes.created("pool").cloned().collect::<Vec<_>>();
        assert_eq!(created(&changes), order);
        assert_eq!(changes.all().count(), 4, "each change is under its new age");
        assert_eq!(created(&crate::state::saved::SavedChanges::new(&changes).restored()), order);
        (5..=503).for_each(|number| _ = create(&mut changes, "pool", number));
        assert!(changes.is_created("pool", "id-1") && !changes.is_created("pool", "id-3"));
        assert!(changes.is_created("pool", "id-4"), "it took the place of one of the beginning");
        let kept: usize = changes.all().map(|(key, thing)| thing.size() + key.size()).sum();
        assert_eq!((changes.created("pool").count(), changes.bytes), (502, kept));
    }

    #[test]
    fn an_entity_that_the_beginning_removed_is_put_back_as_the_newest() {
        let mut changes = Changes::beginning();
        changes.change_entity("pool", "seeded", |thing| thing.is_removed = true);
        create(&mut changes, "pool", 1);
        changes.begun();
        changes.create("pool", "seeded", None, |thing| thing.is_removed = false);
        let created: Vec<_> = changes.created("pool").map(|id| &**id).collect();
        assert_eq!(created, ["seeded", "id-1"]);
        (2..=501).for_each(|number| _ = create(&mut changes, "pool", number));
        assert!(changes.entity("pool", "seeded").is_none() && changes.is_created("pool", "id-1"));
    }

    #[test]
    fn a_person_is_forgotten_with_documents_and_sessions() {
        let mut changes = begun();
        changes.create("person", "ada", Some(1), |thing| thing.password = Some("a".into()));
        changes.change_document(Some("ada"), "/profile", |thing| thing.lay(title("b")));
        let tokens = crate::identity::accounts::Tokens { access: "t".into(), refresh: None };
        changes.accounts.open("ada", tokens, None);
        let before = changes.accounts.ending("0").expect("the session is open");
        (2..=501).for_each(|number| _ = create(&mut changes, "person", number));
        assert!(changes.entity("person", "ada").is_none() && changes.document(Some("ada"), "/profile").is_none());
        assert!(before.is_cancelled());
        (502..=1_001).for_each(|number| _ = create(&mut changes, "person", number));
        let kept: usize = changes.all().map(|(key, thing)| thing.size() + key.size()).sum();
        assert_eq!((changes.all().count(), changes.bytes), (500, kept), "the bytes are those of what is kept");
    }

    #[test]
    fn the_newest_change_is_kept_however_large_it_is() {
        let mut changes = begun();
        create(&mut changes, "pool", 1);
        let large = json!("x".repeat(BYTES + 1));
        changes.create("pool", "large", Some(2), |thing| thing.lay([("title".to_owned(), Some(large))].into()));
        assert!(changes.is_created("pool", "large") && !changes.is_created("pool", "id-1"));
    }
}
