//! Values from schemas: `f` of docs/entity-function.md, for every shape except scalars. Stored values come from the
//! [`World`].

use std::{borrow::Cow, collections::BTreeMap};

use contract_model::{
    registry::Role,
    schema::{Property, Schema, Shape, Variant},
};
use serde_json::{Map, Value};

use crate::{
    Unmade,
    draws::{Draws, first_draw},
    facts::Facts,
    formats::{Moment, WORDS},
    hash::child_key,
    ids::Id,
    scalars::{self, Site, Table},
};

/// The number of seeded ids that a reference may choose from.
const NEAR: usize = 5;
/// The maximum depth of values.
const DEEPEST: u32 = 8;

/// The known properties; `None` for a property that is known to be absent.
pub type Given = BTreeMap<String, Option<Value>>;

/// The entities and documents to which values refer.
pub trait World {
    /// Returns the contract.
    fn facts(&self) -> &Facts;
    /// Returns the seeded ids of a pool, the newest first.
    fn seeded(&self, pool: &str) -> Cow<'_, [Id]>;
    /// Returns the caller's id in a pool of owners.
    fn caller(&self, pool: &str) -> Option<&str>;
    /// Returns the current entity, for a place inside others.
    fn entity(&self, name: &str, id: &str, inside: Inside<'_>) -> Result<Value, Unmade>;
    /// Whether an entity was removed.
    fn is_removed(&self, pool: &str, id: &str) -> bool;
    /// Returns the ids of the entities of a type whose property refers to `id`, the newest first.
    fn referring(&self, name: &str, property: &str, id: &str) -> Result<Vec<Id>, Unmade>;
    /// Returns the current document, for a place inside others; `None` where it was removed.
    fn document(&self, name: &str, inside: Inside<'_>) -> Result<Option<Value>, Unmade>;
}

/// The named types that contain a value, innermost first.
#[derive(Debug, Clone, Copy)]
pub struct Within<'a> {
    name: &'a str,
    outer: Option<&'a Within<'a>>,
}

/// The place of a value inside others: the named types around it, and its depth in objects.
#[derive(Debug, Clone, Copy, Default)]
pub struct Inside<'a> {
    within: Option<&'a Within<'a>>,
    depth: u32,
}

impl Inside<'_> {
    /// The outermost place.
    pub const OUTSIDE: Inside<'static> = Inside { within: None, depth: 0 };

    fn stands_in(self, name: &str) -> bool {
        let mut within = self.within;
        while let Some(Within { name: around, outer }) = within {
            if *around == name {
                return true;
            }
            within = *outer;
        }
        false
    }
}

/// The references of one coherent value: ids that are known, and the key from which the others are drawn.
#[derive(Debug, Clone, Default)]
pub struct Bound {
    /// The known id of each pool.
    pub ids: BTreeMap<String, String>,
    /// The key of the stream that draws the other ids.
    pub key: u32,
}

/// The entity that a value represents.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The pool of its id.
    pub pool: &'a str,
    /// Its id.
    pub id: &'a str,
}

/// The instructions for generating a value.
#[derive(Debug, Clone, Copy)]
pub struct Making<'a> {
    /// The key of its stream.
    pub key: u32,
    /// The creation time of the entity that contains it.
    pub moment: Moment,
    /// The place inside other values.
    pub inside: Inside<'a>,
    /// The entity that the value represents.
    pub subject: Option<Subject<'a>>,
    /// The properties that are known.
    pub given: Option<&'a Given>,
    /// The ids that are known.
    pub bound: Option<&'a Bound>,
}

impl Making<'_> {
    /// Instructions for a value outside all others, from the stream with that key.
    pub const fn new(key: u32, moment: Moment) -> Self {
        Making { key, moment, inside: Inside::OUTSIDE, subject: None, given: None, bound: None }
    }
}

/// Generates a value of a schema.
pub fn make<'a>(world: &'a impl World, schema: &'a Schema, making: Making<'a>) -> Result<Value, Unmade> {
    value_at(world, schema, Place { making, name: "", table: Table::NONE, is_exact: false })
}

/// Returns the id of the reference whose stream has that key.
pub fn reference_at(world: &impl World, pool: &str, key: u32) -> Result<String, Unmade> {
    let ids = world.seeded(pool);
    let near = &ids[..ids.len().min(NEAR)];
    let id = if world.facts().is_owner(pool) {
        world.caller(pool)
    } else if near.is_empty() {
        None
    } else {
        Some(&*near[first_draw(key) as usize % near.len()])
    };
    id.map(str::to_owned).ok_or_else(|| Unmade::Id(pool.to_owned()))
}

#[derive(Clone, Copy)]
struct Place<'a> {
    making: Making<'a>,
    name: &'a str,
    table: Table<'a>,
    is_exact: bool,
}

fn value_at(world: &impl World, schema: &Schema, outer: Place<'_>) -> Result<Value, Unmade> {
    let place = if outer.table.is_empty() { Place { table: Table::of(schema), ..outer } } else { outer };
    let Place { making, name, table, is_exact } = place;
    let site = Site { name, moment: making.moment, table, is_exact };
    let mut draws = Draws::new(making.key);
    match &schema.shape {
        Shape::Reference { name } => named(world, name, place),
        Shape::Nullable { value } => value_at(world, value, place),
        Shape::Boolean { only } => Ok(only.unwrap_or_else(|| draws.next() % 2 == 1).into()),
        Shape::Integer { minimum, maximum } => Ok(scalars::integer(*minimum, *maximum, &mut draws, site)),
        Shape::Number { minimum, maximum } => Ok(scalars::number(*minimum, *maximum, &mut draws, site)),
        Shape::String { .. } => scalars::text(world.facts(), schema, &mut draws, site),
        Shape::Enumeration { values, .. } => Ok(draws.choose(values).value.clone().into()),
        Shape::Array { items, min_items, max_items } => {
            let range = Range { min_items: min_items.unwrap_or(0), max_items: max_items.unwrap_or(u32::MAX) };
            list(world, schema, items, range, place)
        }
        Shape::Map { values } => map(world, schema, values, place),
        Shape::Object { properties, .. } => record(world, properties, place),
        Shape::Union { variants, .. } => {
            let variant = variant(world.facts(), variants, making.inside.depth, &mut draws);
            named(world, &variant.name, place)
        }
    }
}

/// Returns the variant that a draw chooses; at the maximum depth, only from the variants with the smallest depth.
fn variant<'a>(facts: &Facts, variants: &'a [Variant], depth: u32, draws: &mut Draws) -> &'a Variant {
    if depth < DEEPEST {
        return draws.choose(variants);
    }
    let height = |variant: &Variant| facts.height(&variant.name).unwrap_or(u32::MAX);
    let lowest = variants.iter().map(height).min();
    let lowest: Vec<&Variant> = variants.iter().filter(|variant| Some(height(variant)) == lowest).collect();
    lowest[draws.next() as usize % lowest.len()]
}

fn named(world: &impl World, name: &str, place: Place<'_>) -> Result<Value, Unmade> {
    let facts = world.facts();
    let definition = facts.definition(name);
    if facts.height(name).is_none() {
        return Err(Unmade::Endless(name.to_owned()));
    }
    let making = place.making;
    if definition.role == Role::Id {
        return referenced(world, name, &making).map(Value::String);
    }
    if let Some(pool) = facts.entity_pool(name)
        && making.subject.is_none()
    {
        let known = making.bound.and_then(|bound| bound.ids.get(pool));
        let id = known.map_or_else(|| reference_at(world, pool, making.key), |id| Ok(id.clone()))?;
        return world.entity(name, &id, making.inside);
    }
    let within = Within { name, outer: making.inside.within };
    let inside = Inside { within: Some(&within), depth: making.inside.depth };
    let is_variant = matches!(definition.role, Role::Variant { .. });
    let is_exact = if definition.is_object() { is_variant } else { place.is_exact };
    value_at(world, &definition.schema, Place { making: Making { inside, ..making }, is_exact, ..place })
}

fn referenced(world: &impl World, pool: &str, making: &Making<'_>) -> Result<String, Unmade> {
    match making.bound {
        Some(bound) => match bound.ids.get(pool) {
            Some(id) => Ok(id.clone()),
            None => reference_at(world, pool, child_key(bound.key, pool)),
        },
        None => reference_at(world, pool, making.key),
    }
}

fn record(world: &impl World, properties: &[Property], place: Place<'_>) -> Result<Value, Unmade> {
    let Making { subject, given, .. } = place.making;
    let mut members = Map::with_capacity(properties.len());
    for property in properties {
        let name = property.name.as_str();
        if let Some(known) = given.and_then(|given| given.get(name)) {
            members.extend(known.iter().map(|value| (name.to_owned(), value.clone())));
            continue;
        }
        if let Some(subject) = subject.filter(|_| name == "id") {
            members.insert(name.to_owned(), subject.id.into());
            continue;
        }
        let key = child_key(place.making.key, name);
        let inside = Inside { depth: place.making.inside.depth + 1, ..place.making.inside };
        let making = Making { key, inside, subject: None, given: None, ..place.making };
        if let Some(subject) = subject {
            match known(world, property, subject, inside)? {
                Known::Value(value) => {
                    members.insert(name.to_owned(), value);
                    continue;
                }
                Known::Absent => continue,
                Known::Nothing => {}
            }
        }
        let is_absent = || is_cut(&property.schema, inside) || first_draw(child_key(key, "?")).is_multiple_of(4);
        if !property.required && is_absent() {
            continue;
        }
        let inner = Place { making, name, table: Table::NONE, is_exact: place.is_exact };
        members.insert(name.to_owned(), beside_reference(world, properties, property, &place.making, inner)?);
    }
    Ok(Value::Object(members))
}

/// The knowledge about a property of an entity that follows from the other data.
enum Known {
    /// Nothing follows.
    Nothing,
    /// It is absent.
    Absent,
    /// It has this value.
    Value(Value),
}

/// Derives the value of an entity's property from the other data: the entities that refer to it, the caller's
/// documents.
fn known(world: &impl World, property: &Property, subject: Subject<'_>, inside: Inside<'_>) -> Result<Known, Unmade> {
    let facts = world.facts();
    if is_cut(&property.schema, inside) {
        return Ok(Known::Nothing);
    }
    if let Shape::Reference { name } = &property.schema.shape
        && facts.is_owner(subject.pool)
        && world.caller(subject.pool) == Some(subject.id)
        && facts.document(name).is_some()
    {
        return Ok(match world.document(name, inside)? {
            Some(document) => Known::Value(document),
            None if property.required => Known::Nothing,
            None => Known::Absent,
        });
    }
    let Shape::Array { items, min_items, max_items } = &property.schema.shape else {
        return Ok(Known::Nothing);
    };
    let Some((name, _)) = facts.entity_type(items) else { return Ok(Known::Nothing) };
    let back = facts
        .properties(&facts.definition(name).schema)
        .iter()
        .find(|other| other.required && other.name != "id" && facts.pool(&other.schema) == Some(subject.pool));
    let Some(back) = back else { return Ok(Known::Nothing) };
    let mut ids = world.referring(name, &back.name, subject.id)?;
    ids.truncate(max_items.map_or(usize::MAX, |most| most as usize));
    if ids.len() < min_items.unwrap_or(0) as usize {
        return Ok(Known::Nothing);
    }
    let entities: Result<Vec<Value>, Unmade> = ids.iter().map(|id| world.entity(name, id, inside)).collect();
    Ok(Known::Value(entities?.into()))
}

/// Returns the value of a property. Where a reference and an entity stand next to each other, the entity is the one
/// that is referred to.
fn beside_reference(
    world: &impl World,
    properties: &[Property],
    property: &Property,
    outer: &Making<'_>,
    inner: Place<'_>,
) -> Result<Value, Unmade> {
    let facts = world.facts();
    let pool = facts.entity_type(&property.schema).map(|(_, pool)| pool);
    let sibling = pool.and_then(|pool| {
        let mut others = properties.iter().filter(|other| other.name != "id");
        Some((pool, others.find(|other| facts.pool(&other.schema) == Some(pool))?))
    });
    let Some((pool, sibling)) = sibling else { return value_at(world, &property.schema, inner) };
    let given = outer.given.and_then(|given| given.get(&sibling.name)).and_then(|value| value.as_ref()?.as_str());
    let Some(id) = given else {
        let making = Making { key: child_key(outer.key, &sibling.name), ..inner.making };
        return value_at(world, &property.schema, Place { making, ..inner });
    };
    let bound = Bound { ids: [(pool.to_owned(), id.to_owned())].into(), key: inner.making.key };
    let making = Making { bound: Some(&bound), ..inner.making };
    value_at(world, &property.schema, Place { making, ..inner })
}

#[derive(Clone, Copy)]
struct Range {
    min_items: u32,
    max_items: u32,
}

fn list(
    world: &impl World,
    schema: &Schema,
    items: &Schema,
    Range { min_items, max_items }: Range,
    place: Place<'_>,
) -> Result<Value, Unmade> {
    let facts = world.facts();
    let mut draws = Draws::new(place.making.key);
    let least = min_items.max(1).min(max_items);
    let most = least.saturating_add(2).min(max_items);
    let length = least + draws.below(most - least + 1);
    let inside = place.making.inside;
    let count = if is_cut(schema, inside) { min_items } else { length } as usize;
    let entity = facts.entity_type(items);
    if let Some(pool) = entity.map_or_else(|| facts.pool(items), |(_, pool)| Some(pool)) {
        let ids = neighbours(world, pool, count, min_items as usize, draws.next());
        let made: Result<Vec<Value>, Unmade> = match entity {
            Some((name, _)) => ids.iter().map(|id| world.entity(name, id, inside)).collect(),
            None => Ok(ids.into_iter().map(|id| Value::from(&*id)).collect()),
        };
        return made.map(Value::Array);
    }
    let table: Vec<&Value> = place.table.iter().filter_map(Value::as_array).flatten().collect();
    let mut made = Vec::with_capacity(count);
    for index in 0..count {
        let making = Making { key: child_key(place.making.key, &index.to_string()), given: None, ..place.making };
        made.push(value_at(world, items, Place { making, table: Table::Inside(&table), ..place })?);
    }
    let is_first = |index: usize| {
        let item = &made[index];
        item.is_object() || item.is_array() || made.iter().position(|other| other == item) == Some(index)
    };
    let are_first: Vec<bool> = (0..made.len()).map(is_first).collect();
    if are_first.iter().filter(|is_first| **is_first).count() >= min_items as usize {
        let mut are_first = are_first.into_iter();
        made.retain(|_| are_first.next().unwrap_or_default());
    }
    Ok(made.into())
}

/// Returns ids that follow each other in their pool, without those that were removed; ids are repeated, or removed ones
/// kept, where too few are left.
fn neighbours(world: &impl World, pool: &str, count: usize, least: usize, start: u32) -> Vec<Id> {
    let seeded = world.seeded(pool);
    if seeded.is_empty() {
        return Vec::new();
    }
    let length = if seeded.len() < least { count } else { count.min(seeded.len()) };
    let ids: Vec<Id> = (0..length).map(|index| Id::clone(&seeded[(start as usize + index) % seeded.len()])).collect();
    let living: Vec<Id> = ids.iter().filter(|id| !world.is_removed(pool, id)).cloned().collect();
    if living.len() < least { ids } else { living }
}

fn map(world: &impl World, schema: &Schema, values: &Schema, place: Place<'_>) -> Result<Value, Unmade> {
    let making = place.making;
    if is_cut(schema, making.inside) {
        return Ok(Value::Object(Map::new()));
    }
    let names: Vec<&str> = match place.table.iter().find_map(Value::as_object) {
        Some(example) => example.keys().map(String::as_str).collect(),
        None => WORDS[..=first_draw(making.key) as usize % 3].to_vec(),
    };
    let table: Vec<&Value> = place.table.iter().filter_map(Value::as_object).flat_map(Map::values).collect();
    let inside = Inside { depth: making.inside.depth + 1, ..making.inside };
    let member = |name: &str| {
        let making = Making { key: child_key(making.key, name), inside, ..making };
        Ok((name.to_owned(), value_at(world, values, Place { making, table: Table::Inside(&table), ..place })?))
    };
    names.into_iter().map(member).collect::<Result<_, Unmade>>().map(Value::Object)
}

/// Whether a value would be too deep, or would be inside a value of its own type.
fn is_cut(schema: &Schema, inside: Inside<'_>) -> bool {
    match &schema.shape {
        Shape::Reference { name } => inside.depth >= DEEPEST || inside.stands_in(name),
        Shape::Nullable { value } | Shape::Array { items: value, .. } | Shape::Map { values: value } => {
            is_cut(value, inside)
        }
        _ => inside.depth >= DEEPEST,
    }
}
