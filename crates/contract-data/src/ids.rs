//! The ids of a pool, and the creation time that belongs to an id. docs/entity-function.md section 3 is the
//! specification.

use std::sync::Arc;

use contract_model::{
    format::Format,
    registry::Role,
    schema::{Schema, Shape},
};
use serde_json::Value;

use crate::{
    draws::{Draws, first_draw},
    facts::{Facts, refer, variant},
    fits::fits,
    formats::{DAY, EPOCH, LATEST, Moment, moment_of_uuid, text_in_format, uuid_at, words_between},
    hash::key_of,
};

/// The id of an entity.
pub type Id = Arc<str>;

/// The number of seeded entities in a pool that has so many ids.
const POOL_SIZE: i64 = 12;

/// The alphabets for the last characters of an id, in the order in which they are tried.
pub const ALPHABETS: [&[u8]; 3] =
    [b"0123456789abcdefghijklmnopqrstuvwxyz", b"0123456789", b"abcdefghijklmnopqrstuvwxyz"];

/// The number of characters at the end of an example that are replaced.
const TAIL: usize = 6;

/// Returns the id with an index in a pool: 0 is the newest seeded id, 1 the one before; -1 is the first created id, -2
/// the next. `None` where the pool has no such id.
pub fn id_at(facts: &Facts, seed: &str, pool: &str, index: i64) -> Option<String> {
    let definition = facts.definition(pool);
    let schema = facts.resolved(&definition.schema);
    let nth = usize::try_from(index.unsigned_abs()).ok()?;
    match &schema.shape {
        Shape::Enumeration { values, .. } => {
            let exists = usize::try_from(index).is_ok_and(|index| index < values.len()) || index < 0;
            exists.then(|| values[nth % values.len()].value.clone())
        }
        Shape::String { format, min_length, max_length, .. } => {
            let mut draws = Draws::new(key_of(&[seed, pool, "id", &index.to_string()]));
            match format {
                Some(Format::Uuid) => return Some(uuid_at(moment_at(index), &mut draws)),
                Some(format) => return Some(text_in_format(*format, &mut draws, moment_at(index), "id")),
                None => {}
            }
            let examples: Vec<&str> = schema.examples.iter().filter_map(Value::as_str).collect();
            if index >= 0 && nth < examples.len() {
                return Some(examples[nth].to_owned());
            }
            let is_valid = |candidate: &String| fits(facts, &refer(pool), &Value::String(candidate.clone()));
            if examples.is_empty() {
                let bound = |length: &Option<u32>, otherwise| length.map_or(otherwise, |length| length as usize);
                let text = words_between(&mut draws, bound(min_length, 0), bound(max_length, usize::MAX));
                return Some(text).filter(is_valid);
            }
            let pattern = examples[nth % examples.len()];
            // Every alphabet draws, as the specification says, whether the previous candidate was valid or not.
            let candidates = ALPHABETS.map(|alphabet| with_tail(pattern, alphabet, &mut draws));
            candidates.into_iter().find(is_valid)
        }
        _ => None,
    }
}

/// Returns the seeded ids of a pool, the newest first.
pub fn seeded_ids(facts: &Facts, seed: &str, pool: &str) -> Vec<Id> {
    let mut ids: Vec<Id> = Vec::new();
    for id in (0..POOL_SIZE).filter_map(|index| id_at(facts, seed, pool, index).map(Id::from)) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// Returns the creation time of the entity with an index.
pub fn moment_at(index: i64) -> Moment {
    EPOCH.saturating_sub(index.saturating_mul(DAY)).min(LATEST)
}

/// Returns the creation time of the entity with an id; `seeded` are the seeded ids of its pool.
pub fn moment_of(seed: &str, pool: &str, seeded: &[Id], id: &str) -> Moment {
    if let Some(index) = seeded.iter().position(|known| **known == *id) {
        return moment_at(i64::try_from(index).unwrap_or_default());
    }
    moment_of_uuid(id).unwrap_or_else(|| moment_at(i64::from(first_draw(key_of(&[seed, pool, id])) % 30)))
}

/// Replaces the last characters of a text by drawn ones: at most six, and never the first character.
pub fn with_tail(text: &str, alphabet: &[u8], draws: &mut Draws) -> String {
    let length = text.chars().count();
    let kept = length.saturating_sub(TAIL).max(1);
    let mut anew = |index, character| if index < kept { character } else { char::from(*draws.choose(alphabet)) };
    text.chars().enumerate().map(|(index, character)| anew(index, character)).collect()
}

/// Calls `visit` with every id in a value, and the type of the id.
pub fn ids_in<'a>(facts: &'a Facts, schema: &'a Schema, value: &'a Value, visit: &mut impl FnMut(&'a str, &'a str)) {
    match (&schema.shape, value) {
        (Shape::Reference { name }, Value::String(id)) if facts.definition(name).role == Role::Id => visit(name, id),
        (Shape::Reference { name }, _) => ids_in(facts, &facts.definition(name).schema, value, visit),
        (Shape::Nullable { value: inner }, _) => ids_in(facts, inner, value, visit),
        (Shape::Array { items, .. }, Value::Array(found)) => {
            found.iter().for_each(|item| ids_in(facts, items, item, visit));
        }
        (Shape::Map { values }, Value::Object(members)) => {
            members.values().for_each(|inner| ids_in(facts, values, inner, visit));
        }
        (Shape::Object { properties, .. }, Value::Object(members)) => {
            for property in properties {
                if let Some(inner) = members.get(&property.name) {
                    ids_in(facts, &property.schema, inner, visit);
                }
            }
        }
        (Shape::Union { tag, variants }, _) => {
            if let Some(variant) = variant(tag, variants, value) {
                ids_in(facts, &facts.definition(&variant.name).schema, value, visit);
            }
        }
        _ => {}
    }
}
