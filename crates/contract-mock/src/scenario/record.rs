//! Writes everything that requests changed as a scenario.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use super::file::{Account, Document, Entity};
use crate::{
    control::rule::Rule,
    data::{facts::Facts, value::Given},
    state::{State, changes::entity_name},
};

/// A scenario that is written.
#[derive(Serialize)]
struct Recorded<'a> {
    seed: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    empty: Vec<&'a str>,
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
/// When a value has no form in TOML.
pub(crate) fn record(state: &State, rules: &[Rule]) -> Result<String, toml::ser::Error> {
    let (facts, changes) = (state.facts(), state.changes());
    let mut recorded = Recorded {
        seed: state.seed(),
        empty: Vec::new(),
        accounts: Vec::new(),
        entities: Vec::new(),
        documents: Vec::new(),
        rules,
    };
    // A view of each pool whose seeded entities are all away.
    let views: BTreeMap<&str, &str> = facts.entities().map(|(name, pool)| (pool, name)).collect();
    // One that was put back after the removal is written as an entity.
    let is_away = |pool: &str, id: &String| {
        changes.removed.contains(&entity_name(pool, id)) || state.created_ids(pool).contains(id)
    };
    let empty: BTreeMap<&str, &str> = views
        .into_iter()
        .filter(|(pool, _)| {
            let seeded = state.seeded_ids(pool);
            !seeded.is_empty() && seeded.iter().all(|id| is_away(pool, id))
        })
        .collect();
    recorded.empty = empty.values().copied().collect();
    for (pool, ids) in &changes.created {
        let is_person = state.person_pool() == Some(pool);
        for id in ids {
            let name = entity_name(pool, id);
            let given = changes.overlays.get(&name).cloned().unwrap_or_default();
            let password = changes.accounts.password(id);
            if let Some(password) = password.filter(|_| is_person) {
                let properties = of_views(facts, pool, given);
                recorded.accounts.push(Account { id: Some(id.clone()), password: password.to_owned(), properties });
                continue;
            }
            let maker = changes.makers.get(&name).cloned();
            let is_removed = changes.removed.contains(&name);
            recorded.entities.extend(entity(facts, pool, id, &given, maker, is_removed));
        }
    }
    let is_created = |pool: &str, id: &str| state.created_ids(pool).iter().any(|known| known == id);
    let names = changes.overlays.keys().chain(&changes.removed);
    let mut names: Vec<&String> = names.collect();
    names.sort();
    names.dedup();
    for name in names {
        let given = changes.overlays.get(name).cloned().unwrap_or_default();
        let is_removed = changes.removed.contains(name);
        match name.split_once('\0') {
            Some((pool, id)) if facts.registry.types.contains_key(pool) => {
                if !is_created(pool, id) && !empty.contains_key(pool) {
                    recorded.entities.extend(entity(facts, pool, id, &given, None, is_removed));
                }
            }
            divided => {
                let (path, person) = divided.map_or((name.as_str(), None), |(path, person)| (path, Some(person)));
                let (properties, absent) = parted(given);
                let (path, person) = (path.to_owned(), person.map(str::to_owned));
                recorded.documents.push(Document { path, person, removed: is_removed, properties, absent });
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
    let schema = crate::data::facts::refer(name);
    let (properties, absent) = parted(crate::state::fitting(facts, &schema, given.clone()));
    Some(Entity { name: name.to_owned(), id: Some(id.to_owned()), person, removed: is_removed, properties, absent })
}

/// The properties that some view of a pool has.
fn of_views(facts: &Facts, pool: &str, given: Given) -> Map<String, Value> {
    let views: Vec<&str> = facts.entities().filter(|(_, other)| *other == pool).map(|(name, _)| name).collect();
    let (properties, _) = parted(given);
    let is_known = |name: &str| views.iter().any(|view| facts.property(&facts.definition(view).schema, name).is_some());
    properties.into_iter().filter(|(name, _)| name != "id" && is_known(name)).collect()
}

/// The properties that are there, and the names of those that are not.
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
