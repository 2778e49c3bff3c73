//! The operations for each kind of thing, derived from paths and types: the operation that creates it, shows it, lists
//! it, changes it and deletes it.

use contract_data::facts::{Facts, success};
use contract_model::{
    registry::{Location, Operation, Role},
    schema::{Schema, Shape},
};
use serde_json::Value;

use crate::{
    suite::Suite,
    world::{Draft, Person},
};

/// The operations of the things whose ids are of one type.
#[derive(Debug)]
pub(crate) struct Things<'a> {
    /// The type of the ids.
    pub pool: String,
    pub creates: Option<&'a Operation>,
    pub reads: Option<&'a Operation>,
    pub lists: Vec<&'a Operation>,
    pub changes: Vec<&'a Operation>,
    pub deletes: Option<&'a Operation>,
}

impl<'a> Things<'a> {
    /// Every kind of thing that is tested.
    pub(crate) fn all(suite: &Suite<'a>) -> Vec<Self> {
        let facts = &suite.contract.facts;
        let mut pools: Vec<&str> = facts.entities().map(|(_, pool)| pool).collect();
        pools.sort_unstable();
        pools.dedup();
        pools.retain(|pool| facts.definition(pool).role == Role::Id);
        pools.into_iter().map(|pool| Self::of(suite, pool)).collect()
    }

    /// A request of an operation that names one of the things in its path.
    pub(crate) fn draft<'o>(
        &self,
        suite: &Suite<'_>,
        operation: &'o Operation,
        id: &str,
        person: &Person,
        salt: u64,
    ) -> Option<Draft<'o>> {
        let name = named_by(&suite.contract.facts, operation, &self.pool)?;
        let mut draft = Draft::of(suite, operation, person, salt)?;
        draft.parameters.insert(name.to_owned(), id.into());
        Some(draft)
    }

    fn of(suite: &Suite<'a>, pool: &str) -> Self {
        let facts = &suite.contract.facts;
        let mut things = Self {
            pool: pool.to_owned(),
            creates: None,
            reads: None,
            lists: Vec::new(),
            changes: Vec::new(),
            deletes: None,
        };
        for operation in suite.operations() {
            if suite.contract.identity.role(facts, operation).is_some() {
                continue;
            }
            let shows = shown_pool(facts, operation) == Some((pool, false));
            let lists = shown_pool(facts, operation) == Some((pool, true));
            let is_named =
                named_by(facts, operation, pool).is_some_and(|name| operation.path.ends_with(&format!("{{{name}}}")));
            match operation.method.as_str() {
                "POST" if shows && !is_named && things.creates.is_none() => things.creates = Some(operation),
                "GET" if shows && is_named && things.reads.is_none() => things.reads = Some(operation),
                "GET" if lists => things.lists.push(operation),
                "PUT" | "PATCH" if is_named => things.changes.push(operation),
                "DELETE" if is_named && things.deletes.is_none() => things.deletes = Some(operation),
                _ => {}
            }
        }
        things
    }
}

/// The path parameter by which an operation names a thing of a pool, if it is the only path parameter.
fn named_by<'a>(facts: &Facts, operation: &'a Operation, pool: &str) -> Option<&'a str> {
    let mut parameters = operation.parameters.iter().filter(|parameter| parameter.location == Location::Path);
    let (Some(parameter), None) = (parameters.next(), parameters.next()) else { return None };
    (facts.pool(&parameter.schema) == Some(pool)).then_some(parameter.name.as_str())
}

/// The pool of the thing, or of the list of things, in the answer of an operation; and whether it is a list.
fn shown_pool<'a>(facts: &'a Facts, operation: &'a Operation) -> Option<(&'a str, bool)> {
    let schema = content_schema(facts, operation)?;
    if let Some((_, pool)) = facts.entity_type(schema) {
        return Some((pool, false));
    }
    let (_, items) = list_in(facts, schema)?;
    Some((facts.entity_type(items)?.1, true))
}

/// The schema of the value in the answer of an operation, without its envelope.
pub(crate) fn content_schema<'a>(facts: &'a Facts, operation: &'a Operation) -> Option<&'a Schema> {
    let body = success(operation)?.body.as_ref()?;
    Some(facts.content(&body.schema).schema)
}

/// The value in an answer, without its envelope.
pub(crate) fn content<'v>(facts: &Facts, operation: &Operation, body: &'v Value) -> Option<&'v Value> {
    let declared = success(operation)?.body.as_ref()?;
    if facts.content(&declared.schema).envelope.is_some() { body.get("data") } else { Some(body) }
}

/// The list in a value: the value itself, or the only list of things among its properties. Returns its property, and
/// the schema of its items.
pub(crate) fn list_in<'a>(facts: &'a Facts, schema: &'a Schema) -> Option<(Option<&'a str>, &'a Schema)> {
    if let Shape::Array { items, .. } = &facts.resolved(schema).shape {
        return Some((None, items));
    }
    let mut lists = facts.properties(schema).iter().filter_map(|property| {
        let Shape::Array { items, .. } = &facts.resolved(&property.schema).shape else { return None };
        facts.entity_type(items)?;
        Some((Some(property.name.as_str()), &**items))
    });
    let (Some(list), None) = (lists.next(), lists.next()) else { return None };
    Some(list)
}

/// The items of the list in an answer.
pub(crate) fn items<'v>(facts: &Facts, operation: &Operation, body: &'v Value) -> Option<&'v Vec<Value>> {
    let (property, _) = list_in(facts, content_schema(facts, operation)?)?;
    let content = content(facts, operation, body)?;
    property.map_or(Some(content), |name| content.get(name))?.as_array()
}

/// The names of the properties, other than `id`, that two object types share with the same schema.
pub(crate) fn shared_properties(facts: &Facts, one: &Schema, other: &Schema) -> Vec<String> {
    let others = facts.properties(other);
    let is_shared = |name: &str, schema: &Schema| {
        others.iter().any(|property| property.name == name && property.schema.shape == schema.shape)
    };
    let properties = facts.properties(one).iter();
    properties
        .filter(|property| property.name != "id" && is_shared(&property.name, &property.schema))
        .map(|property| property.name.clone())
        .collect()
}

/// The first of the named properties whose values differ in two objects.
pub(crate) fn first_difference<'n>(names: &'n [String], one: &Value, other: &Value) -> Option<&'n str> {
    let differs = |name: &&String| match (one.get(name), other.get(name)) {
        (Some(one), Some(other)) => !contract_data::json::is_equal(one, other),
        (None, None) => false,
        _ => true,
    };
    names.iter().find(differs).map(String::as_str)
}
