//! The path at which a new entity can be read.

use contract_data::facts::{Facts, success};
use contract_model::{
    registry::{Location, Operation},
    schema::Schema,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::{reply::Outcome, request::MockRequest};

/// The characters that `encodeURIComponent` of JavaScript encodes.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// The path at which the new entity can be read, the first that exists of these: the path of the operation that reads
/// the answer by its id; of one that reads by an id that is in the answer but not in the request; of one without
/// parameters that reads an entity of the answer; the request's own path, with the id.
pub(crate) fn location(facts: &Facts, request: &MockRequest<'_>, outcome: &Outcome) -> String {
    let (Some(output), Some(value)) = (request.output, &outcome.value) else { return request.place.clone() };
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let own = match facts.entity_type(output) {
        Some((_, pool)) => text("id").map(|id| (pool, id)),
        None => outcome.created.as_ref().map(|created| (created.pool.as_str(), created.id.as_str())),
    };
    let carried = facts.properties(output).iter().filter_map(|property| {
        let pool = facts.pool(&property.schema)?;
        let is_sent =
            request.input.body.as_ref().is_some_and(|(body, _)| facts.property(body, &property.name).is_some());
        Some((pool, text(&property.name).filter(|_| !is_sent)?))
    });
    let gets: Vec<&Operation> =
        facts.registry.operations.iter().filter(|operation| operation.method == "GET").collect();
    for (pool, id) in own.into_iter().chain(carried) {
        if let Some(path) = gets.iter().find_map(|operation| path_by_id(facts, operation, pool)) {
            return format!("{}{}{}", path.0, encoded(id), path.1);
        }
    }
    if let Some((_, id)) = own {
        return format!("{}/{}", request.place, encoded(id));
    }
    let pools: Vec<&str> =
        facts.properties(output).iter().filter_map(|property| pool_of(facts, &property.schema)).collect();
    let alone = gets.into_iter().find(|operation| {
        let body = success(operation).and_then(|answer| answer.body.as_ref());
        let read = body.and_then(|body| pool_of(facts, facts.content(&body.schema).schema));
        !operation.path.contains('{') && read.is_some_and(|pool| pools.contains(&pool))
    });
    alone.map_or_else(|| request.place.clone(), |operation| operation.path.clone())
}

/// The parts of an operation's path around its path parameter, if that is its only one and is an id of the pool.
fn path_by_id<'a>(facts: &Facts, operation: &'a Operation, pool: &str) -> Option<(&'a str, &'a str)> {
    let mut parameters = operation.parameters.iter().filter(|parameter| parameter.location == Location::Path);
    let (Some(only), None) = (parameters.next(), parameters.next()) else { return None };
    if facts.target_pool(&only.schema) != Some(pool) {
        return None;
    }
    let (before, rest) = operation.path.split_once('{')?;
    Some((before, rest.split_once('}')?.1))
}

fn pool_of<'a>(facts: &'a Facts, schema: &'a Schema) -> Option<&'a str> {
    facts.entity_type(schema).map(|(_, pool)| pool)
}

fn encoded(id: &str) -> String {
    utf8_percent_encode(id, COMPONENT).to_string()
}
