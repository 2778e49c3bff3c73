//! Values for requests: the contract's examples, ids that exist on the target, and values generated from a seed.

use std::{borrow::Cow, collections::BTreeMap};

use contract_data::{
    Unmade,
    facts::Facts,
    fits::fits,
    formats::EPOCH,
    hash::key_of,
    ids::{Id, id_at},
    value::{Inside, Making, Subject, World, make},
};
use contract_model::{
    format::Format,
    registry::Role,
    schema::{Schema, Shape},
};
use serde_json::{Map, Value};

use super::Person;
use crate::suite::Suite;

/// The ids that one person's requests may contain.
struct Ids<'s, 'a> {
    suite: &'s Suite<'a>,
    /// The ids that a value may contain, by pool.
    pools: BTreeMap<String, Vec<Id>>,
    caller: Option<String>,
}

impl Suite<'_> {
    /// A value that fits a schema: its example if `salt` is 0, and another one for every other salt. Its ids are ids
    /// that the person has seen.
    pub(crate) fn value(&self, schema: &Schema, person: &Person, salt: u64) -> Option<Value> {
        if salt == 0
            && let Some(example) = schema.examples.first().or(schema.default.as_ref())
        {
            return Some(self.with_ids(schema, example, person));
        }
        let registry = self.contract.registry();
        let pools = registry.types.iter().filter(|(_, definition)| definition.role == Role::Id).map(|(pool, _)| {
            let seen = self.pools.all(&person.label, pool);
            let mut ids: Vec<Id> = seen.into_iter().rev().map(Id::from).collect();
            if ids.is_empty() {
                ids.extend(id_at(&self.contract.facts, &self.options.seed.to_string(), pool, 0).map(Id::from));
            }
            (pool.clone(), ids)
        });
        let ids = Ids { suite: self, pools: pools.collect(), caller: person.id.clone() };
        let key = key_of(&[&self.options.seed.to_string(), &salt.to_string()]);
        make(&ids, schema, Making::new(key, EPOCH)).ok()
    }

    /// A value in which the ids of an example are replaced by ids that the person has seen. Optional unknown ids are
    /// removed.
    pub(crate) fn with_ids(&self, schema: &Schema, value: &Value, person: &Person) -> Value {
        let facts = &self.contract.facts;
        match (&schema.shape, value) {
            (Shape::Reference { name }, Value::String(_)) if facts.definition(name).role == Role::Id => {
                self.known_id(name, person).map_or_else(|| value.clone(), Value::String)
            }
            (Shape::Reference { name }, _) => self.with_ids(&facts.definition(name).schema, value, person),
            (Shape::Nullable { value: inner }, _) if !value.is_null() => self.with_ids(inner, value, person),
            (Shape::Array { items, .. }, Value::Array(found)) => {
                found.iter().map(|item| self.with_ids(items, item, person)).collect()
            }
            (Shape::Map { values }, Value::Object(members)) => {
                members.iter().map(|(name, inner)| (name.clone(), self.with_ids(values, inner, person))).collect()
            }
            (Shape::Object { properties, .. }, Value::Object(members)) => {
                let mut filled = Map::new();
                for (name, inner) in members {
                    let Some(property) = properties.iter().find(|property| property.name == *name) else {
                        filled.insert(name.clone(), inner.clone());
                        continue;
                    };
                    let is_unknown = |pool: &str| self.known_id(pool, person).is_none();
                    if !property.required && facts.pool(&property.schema).is_some_and(is_unknown) {
                        continue;
                    }
                    filled.insert(name.clone(), self.with_ids(&property.schema, inner, person));
                }
                Value::Object(filled)
            }
            (Shape::Union { tag, variants }, _) => match contract_data::facts::variant(tag, variants, value) {
                Some(variant) => self.with_ids(&facts.definition(&variant.name).schema, value, person),
                None => value.clone(),
            },
            _ => value.clone(),
        }
    }

    /// An existing id of a pool: one from the hints, or the last that the person has seen.
    pub(crate) fn known_id(&self, pool: &str, person: &Person) -> Option<String> {
        if self.contract.facts.is_owner(pool) && person.id.is_some() {
            return person.id.clone();
        }
        let seen = self.pools.newest(&person.label, pool);
        seen.or_else(|| self.hints.values.get(pool)?.first().cloned()).or_else(|| self.pools.newest("nobody", pool))
    }

    /// An id of a pool that does not exist.
    pub(crate) fn unknown_id(&self, pool: &str) -> Option<String> {
        let salt = format!("unknown {}", self.next_number());
        id_at(&self.contract.facts, &format!("{salt} {}", self.options.seed), pool, -1 - i64::from(self.next_number()))
    }

    /// A text that fits a schema, and that no other request of any run contains.
    pub(crate) fn unique_text(&self, schema: &Schema) -> Option<String> {
        let facts = &self.contract.facts;
        let resolved = facts.resolved(schema);
        let Shape::String { format, min_length, max_length, .. } = &resolved.shape else { return None };
        let tag = self.unique_tag();
        let most = max_length.map_or(usize::MAX, |most| most as usize);
        let candidates = match format {
            Some(Format::Email) => vec![format!("conformance-{tag}@example.com")],
            _ => {
                let letters: String = tag.chars().map(letter).collect();
                let least = min_length.map_or(0, |least| least as usize);
                // Within one run, tags differ at their end.
                let end = |text: &str| text.chars().skip(text.chars().count().saturating_sub(most)).collect::<String>();
                let padding = min_length.map_or(0, |least| (least as usize).saturating_sub(tag.len()));
                vec![
                    format!("conformance-{tag}"),
                    format!("{tag}{}", "x".repeat(padding)),
                    end(&tag),
                    format!("{letters:x<least$}"),
                    end(&letters),
                ]
            }
        };
        candidates.into_iter().find(|text| fits(facts, schema, &Value::String(text.clone())))
    }
}

/// A digit as a letter.
fn letter(digit: char) -> char {
    match digit.to_digit(36) {
        Some(value) if value < 10 => char::from(b'q' + u8::try_from(value).unwrap_or_default()),
        _ => digit,
    }
}

impl World for Ids<'_, '_> {
    fn facts(&self) -> &Facts {
        &self.suite.contract.facts
    }

    fn seeded(&self, pool: &str) -> Cow<'_, [Id]> {
        self.pools.get(pool).map(Vec::as_slice).unwrap_or_default().into()
    }

    fn caller(&self, pool: &str) -> Option<&str> {
        self.caller.as_deref().or_else(|| self.pools.get(pool)?.first().map(|id| &**id))
    }

    fn entity(&self, name: &str, id: &str, inside: Inside<'_>) -> Result<Value, Unmade> {
        let facts = self.facts();
        let pool = facts.entity_pool(name).expect("only entity types are asked for as entities");
        let schema = contract_data::facts::refer(name);
        let subject = Some(Subject { pool, id });
        let key = key_of(&[&self.suite.options.seed.to_string(), pool, id]);
        make(self, &schema, Making { inside, subject, ..Making::new(key, EPOCH) })
    }

    fn is_removed(&self, _pool: &str, _id: &str) -> bool {
        false
    }

    fn referring(&self, _name: &str, _property: &str, _id: &str) -> Result<Vec<Id>, Unmade> {
        Ok(Vec::new())
    }

    fn document(&self, _name: &str, _inside: Inside<'_>) -> Result<Option<Value>, Unmade> {
        Ok(None)
    }
}
