//! Writes everything that requests changed as a scenario.

use std::collections::BTreeMap;

use contract_data::{facts::Facts, value::Given};
use serde::Serialize;
use serde_json::{Map, Value};

use super::file::{Account, Document, Entity};
use crate::{
    control::rule::Rule,
    state::{State, thing::Key},
};

/// The scenario that is written.
#[derive(Serialize)]
struct Recorded<'a> {
    seed: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    empty: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    shared: Vec<&'a str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    created: BTreeMap<&'a str, u64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    accounts: Vec<Account>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entities: Vec<Entity>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    documents: Vec<Document>,
    #[serde(skip_serializing_if = "<[Rule]>::is_empty")]
    rules: &'a [Rule],
}

/// The state of a mock as the text of a scenario. Sessions are left out.
///
/// # Errors
/// When a value cannot be written in TOML.
pub(crate) fn record(state: &State, rules: &[Rule]) -> Result<String, toml::ser::Error> {
    let (facts, changes) = (state.facts(), &*state.changes());
    // A view of each pool.
    let views: BTreeMap<&str, &str> = facts.entities().map(|(name, pool)| (pool, name)).collect();
    let shared = changes.shared.iter().filter_map(|pool| views.get(pool.as_str()).copied()).collect();
    let mut recorded = Recorded {
        seed: state.seed(),
        empty: Vec::new(),
        shared,
        created: BTreeMap::new(),
        accounts: Vec::new(),
        entities: Vec::new(),
        documents: Vec::new(),
        rules,
    };
    // An entity that was put back after its removal is written as an entity.
    let is_away = |pool: &str, id: &str| changes.is_removed(pool, id) || changes.is_created(pool, id);
    // The pools whose seeded entities are all removed.
    let empty: BTreeMap<&str, &str> = views
        .iter()
        .map(|(pool, name)| (*pool, *name))
        .filter(|(pool, _)| {
            let seeded = state.seeded_ids(pool);
            !seeded.is_empty() && seeded.iter().all(|id| is_away(pool, id))
        })
        .collect();
    recorded.empty = empty.values().copied().collect();
    for (pool, count) in changes.counts() {
        let mut ids: Vec<_> = changes.created(pool).collect();
        // Forgotten entities also have ids, which must not be used again.
        if count > ids.len() as u64
            && let Some(name) = views.get(pool)
        {
            recorded.created.insert(name, count);
        }
        ids.reverse();
        for id in ids {
            let Some(thing) = changes.entity(pool, id) else { continue };
            let given = thing.overlay.given();
            let password = thing.password.as_ref().filter(|_| state.person_pool() == Some(pool));
            if let Some(password) = password {
                let (id, password) = (Some(id.to_string()), password.to_string());
                let properties = of_views(facts, pool, given);
                recorded.accounts.push(Account { id, password, properties });
                continue;
            }
            let maker = thing.maker.as_ref().map(ToString::to_string);
            recorded.entities.extend(entity(facts, pool, id, &given, maker, thing.is_removed));
        }
    }
    let mut others: Vec<_> = changes.all().filter(|(_, thing)| !thing.is_created).collect();
    others.sort_by_key(|(key, _)| *key);
    for (key, thing) in others {
        let given = thing.overlay.given();
        match key {
            Key::Entity { pool, id } => {
                // An id that an answer has shown is generated again.
                let is_changed = thing.is_removed || !given.is_empty();
                if is_changed && !empty.contains_key(&**pool) {
                    recorded.entities.extend(entity(facts, pool, id, &given, None, thing.is_removed));
                }
            }
            Key::Document { place, person } => {
                let (properties, absent) = parted(given);
                let (path, person) = (place.to_string(), Some(person.to_string()).filter(|person| !person.is_empty()));
                recorded.documents.push(Document { path, person, removed: thing.is_removed, properties, absent });
            }
        }
    }
    toml::to_string_pretty(&recorded)
}

/// An entity with the properties of the view that has most of them.
fn entity(
    facts: &Facts,
    pool: &str,
    id: &str,
    given: &Given,
    person: Option<String>,
    is_removed: bool,
) -> Option<Entity> {
    let known = |name: &str| {
        let properties = facts.properties(&facts.definition(name).schema);
        properties.iter().filter(|property| given.contains_key(&property.name)).count()
    };
    let views = facts.entities().filter(|(_, other)| *other == pool);
    let (name, _) = views.max_by_key(|(name, _)| known(name))?;
    let schema = contract_data::facts::refer(name);
    let (properties, absent) = parted(crate::state::fitting(facts, &schema, given.clone()));
    Some(Entity { name: name.to_owned(), id: Some(id.to_owned()), person, removed: is_removed, properties, absent })
}

/// The properties that at least one view of a pool has.
fn of_views(facts: &Facts, pool: &str, given: Given) -> Map<String, Value> {
    let views: Vec<&str> = facts.entities().filter(|(_, other)| *other == pool).map(|(name, _)| name).collect();
    let (properties, _) = parted(given);
    let is_known = |name: &str| views.iter().any(|view| facts.property(&facts.definition(view).schema, name).is_some());
    properties.into_iter().filter(|(name, _)| name != "id" && is_known(name)).collect()
}

/// The present properties, and the names of the absent ones.
fn parted(given: Given) -> (Map<String, Value>, Vec<String>) {
    let mut absent = Vec::new();
    let present = given.into_iter().filter_map(|(name, value)| {
        if value.is_none() {
            absent.push(name.clone());
        }
        Some((name, value?))
    });
    let present = present.filter(|(name, _)| name != "id").collect();
    (present, absent)
}
