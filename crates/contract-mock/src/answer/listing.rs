//! Lists of entities: filtered by the parameters of a request, cut into pages.

use contract_data::{
    Unmade,
    facts::{Facts, refer, variant},
    ids::Id,
    json::is_equal,
    value::World,
};
use contract_model::schema::{Property, Schema, Shape};
use serde_json::Value;

use super::request::{Named, Part};
use crate::state::view::View;

/// The parameters that cut a list into pages.
pub(crate) const PAGING: [&str; 4] = ["page", "limit", "first", "after"];

/// The place of a page in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Page {
    pub number: u64,
    pub limit: u64,
    pub total: u64,
}

impl Page {
    /// The members of `pagination`, by the names that a contract gives them.
    pub(crate) fn members(self) -> [(&'static str, u64); 4] {
        let total_pages = self.total.div_ceil(self.limit.max(1));
        [("page", self.number), ("limit", self.limit), ("total", self.total), ("totalPages", total_pages)]
    }
}

/// The ids of the entities of a type that fit the parameters, the newest first. No entity is made if no parameter is a
/// condition.
pub(crate) fn filtered(view: &View<'_>, (name, pool): (&str, &str), named: &[Named<'_>]) -> Result<Vec<Id>, Unmade> {
    let facts = view.facts();
    let conditions = named.iter().filter(|named| named.part != Part::Header && !PAGING.contains(&named.name));
    let conditions: Vec<_> = conditions.map(|named| (named.name, named.schema, &named.value)).collect();
    if conditions.is_empty() {
        return Ok(view.ids(pool));
    }
    let schema = refer(name);
    let mut found = Vec::new();
    for id in view.ids(pool) {
        let entity = view.finished(name, &id)?;
        if conditions.iter().all(|condition| fits(facts, &schema, &entity, *condition)) {
            found.push(id);
        }
    }
    Ok(found)
}

/// The parameters of a feed, as conditions on its events.
#[derive(Debug, Clone)]
pub(crate) struct Conditions(Vec<(String, Schema, Value)>);

impl Conditions {
    pub(crate) fn new(named: &[Named<'_>]) -> Self {
        let named = named.iter().filter(|named| named.part != Part::Header);
        Self(named.map(|named| (named.name.to_owned(), named.schema.clone(), named.value.clone())).collect())
    }

    /// Whether a message of a type is about the things that the parameters name.
    pub(crate) fn are_met(&self, facts: &Facts, name: &str, message: &Value) -> bool {
        let union = facts.registry.union(name);
        let variant = union.and_then(|(tag, variants)| variant(tag, variants, message));
        let schema = refer(variant.map_or(name, |variant| &variant.name));
        self.0.iter().all(|(name, of_value, value)| fits_somewhere(facts, &schema, message, (name, of_value, value)))
    }
}

/// The page of ids that the parameters ask for: `page` and `limit`, or `first` with an optional `after`.
pub(crate) fn page(ids: Vec<Id>, named: &[Named<'_>]) -> (Vec<Id>, Option<Page>) {
    let value = |name: &str| named.iter().find(|named| named.name == name).map(|named| &named.value);
    let total = ids.len() as u64;
    let rest = match value("after") {
        Some(after) => behind(&ids, after).unwrap_or_default().to_vec(),
        None => ids,
    };
    let Some(limit) = ["limit", "first"].iter().find_map(|name| value(name)?.as_u64()) else { return (rest, None) };
    let number = value("page").and_then(Value::as_u64).unwrap_or(1);
    let start = usize::try_from(number.saturating_sub(1).saturating_mul(limit)).unwrap_or(usize::MAX);
    let length = usize::try_from(limit).unwrap_or(usize::MAX);
    let ids = rest.into_iter().skip(start).take(length).collect();
    (ids, Some(Page { number, limit, total }))
}

/// The ids behind `id` in the list; `None` if `id` is not in the list.
pub(crate) fn behind<'a>(ids: &'a [Id], id: &Value) -> Option<&'a [Id]> {
    let index = ids.iter().position(|known| Some(&**known) == id.as_str())?;
    Some(&ids[index + 1..])
}

/// A parameter as a condition on items: its name, its schema and its value.
type Condition<'a> = (&'a str, &'a Schema, &'a Value);

/// Whether an item fits one parameter. A parameter that names no property of the item fits every item.
fn fits(facts: &Facts, schema: &Schema, item: &Value, condition: Condition<'_>) -> bool {
    let (_, of_value, value) = condition;
    if let Some(members) = value.as_object() {
        return facts.properties(of_value).iter().all(|inner| match members.get(&inner.name) {
            Some(expected) => fits_somewhere(facts, schema, item, (&inner.name, &inner.schema, expected)),
            None => true,
        });
    }
    let property = property_for(facts, schema, condition);
    property.is_none_or(|property| agrees(facts, property, item.get(&property.name), value))
}

/// Whether an item, or an object in a property of the item, fits a member of a filter.
fn fits_somewhere(facts: &Facts, schema: &Schema, item: &Value, condition: Condition<'_>) -> bool {
    if property_for(facts, schema, condition).is_some() {
        return fits(facts, schema, item, condition);
    }
    let properties = facts.properties(schema).iter();
    let holder = properties.into_iter().find(|property| facts.property(&property.schema, condition.0).is_some());
    holder.is_none_or(|holder| {
        let inner = item.get(&holder.name).filter(|inner| inner.is_object());
        inner.is_some_and(|inner| fits(facts, &holder.schema, inner, condition))
    })
}

/// The property for a parameter: by name, by the plural of the name, and for an id by its pool.
fn property_for<'a>(facts: &'a Facts, schema: &'a Schema, (name, of_value, _): Condition<'_>) -> Option<&'a Property> {
    let named = facts.property(schema, name).or_else(|| facts.property(schema, &format!("{name}s")));
    named.or_else(|| {
        let pool = facts.pool(of_value)?;
        let mut properties = facts.properties(schema).iter();
        properties.find(|property| property.name != "id" && facts.pool(&property.schema) == Some(pool))
    })
}

fn agrees(facts: &Facts, property: &Property, value: Option<&Value>, expected: &Value) -> bool {
    let Some(value) = value else { return false };
    if let Some(choices) = expected.as_array() {
        return choices.iter().any(|choice| agrees(facts, property, Some(value), choice));
    }
    if let Some(items) = value.as_array() {
        return items.iter().any(|item| is_equal(item, expected));
    }
    let resolved = facts.resolved(&property.schema);
    let is_free_text = matches!(resolved.shape, Shape::String { format: None, pattern: None, .. });
    match (value.as_str(), expected.as_str()) {
        (Some(text), Some(part)) if is_free_text => text.to_lowercase().contains(&part.to_lowercase()),
        _ => is_equal(value, expected),
    }
}
