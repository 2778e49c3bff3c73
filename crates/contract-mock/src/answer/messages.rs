//! The messages that a server sends by itself or in answer to a client. docs/entity-function.md section 7 is the rule.

use contract_data::{
    Unmade,
    facts::{Facts, refer},
    formats::EPOCH,
    hash::{child_key, key_of},
    json::canonical,
    value::{Bound, Given, Making, World as _, make},
};
use contract_model::{
    registry::Channel,
    schema::{Schema, Shape, Variant},
};
use serde_json::Value;

use super::{
    reply::Responder,
    request::{Input, Named, Part},
};
use crate::state::{fitting, view::View};

/// The maximum number of messages of one type in a series.
pub(crate) const SERIES: usize = 3;

/// The messages of a feed. For a union: each variant once, in the order of the contract and up to the first that ends
/// the feed, without variants that carry a problem. For an entity: the three newest, oldest first. Otherwise: three
/// values.
pub(crate) fn series(
    view: &View<'_>,
    name: &str,
    place: &str,
    named: Vec<Named<'_>>,
    ends: &[String],
) -> Result<Vec<Value>, Unmade> {
    let facts = view.facts();
    let input = Input { named, body: None };
    let given = input.given(facts);
    let bound = Bound { ids: input.ids(facts), key: key_of(&[view.seed(), name, place]) };
    if let Shape::Union { variants, .. } = &facts.resolved(&facts.definition(name).schema).shape {
        let mut series = Vec::new();
        for variant in variants.iter().filter(|variant| !carries_problem(facts, &variant.name)) {
            series.push(message(view, &variant.name, child_key(bound.key, &variant.value), &given, Some(&bound))?);
            if ends.contains(&variant.value) {
                break;
            }
        }
        return Ok(series);
    }
    if let Some(pool) = facts.entity_pool(name) {
        let ids = match bound.ids.get(pool) {
            Some(id) => vec![id.as_str().into()],
            None => {
                let mut newest = view.newest(pool, SERIES);
                newest.reverse();
                newest
            }
        };
        let read = ids.iter().filter_map(|id| view.read(name, pool, id).transpose());
        return read.map(|entity| entity.map(|entity| Value::clone(&entity))).collect();
    }
    let each = |index: usize| message(view, name, child_key(bound.key, &index.to_string()), &given, Some(&bound));
    (0..SERIES).map(each).collect()
}

/// The messages that answer a valid client message: those with the given tags, in their order.
pub(crate) fn answers(
    responder: &Responder<'_>,
    facts: &Facts,
    channel: &Channel,
    tags: &[String],
    sent: &Value,
) -> Result<Vec<Value>, Unmade> {
    let (Some(input), Shape::Union { variants, .. }) = (
        channel.client.as_deref().and_then(|union| input(facts, union, sent)),
        &facts.resolved(&facts.definition(&channel.server).schema).shape,
    ) else {
        return Ok(Vec::new());
    };
    let variants = tags.iter().filter_map(|name| variants.iter().find(|variant| variant.value == *name));
    let variants: Vec<_> = variants.map(|variant| (variant, refer(&variant.name))).collect();
    let outputs: Vec<_> = variants.iter().map(|(_, schema)| schema).collect();
    let (bound, _) = responder.bind(facts, &input, &outputs, &format!("{} {}", channel.id, canonical(sent)))?;
    let view = responder.state.view(responder.person);
    let answer = |(index, (variant, schema)): (usize, &(&Variant, Schema))| {
        let given = input.overlay(facts, schema);
        let key = child_key(bound.key, &variant.value);
        // A second message of the same type must differ from the first.
        let before = variants[..index].iter().filter(|(other, _)| other.value == variant.value).count();
        let key = if before == 0 { key } else { child_key(key, &before.to_string()) };
        let message = message(&view, &variant.name, key, &given, Some(&bound))?;
        responder.state.show(schema, &message, responder.person);
        Ok(message)
    };
    variants.iter().enumerate().map(answer).collect()
}

/// The messages that a request causes. For a union: those with these tags; for another type: one message.
pub(crate) fn caused(
    view: &View<'_>,
    name: &str,
    tags: &[String],
    given: &Given,
    bound: &Bound,
) -> Result<Vec<Value>, Unmade> {
    let facts = view.facts();
    let Some((_, variants)) = facts.registry.union(name) else {
        return Ok(vec![message(view, name, child_key(bound.key, name), given, Some(bound))?]);
    };
    let variants = tags.iter().filter_map(|tag| variants.iter().find(|variant| variant.value == *tag));
    variants
        .map(|variant| message(view, &variant.name, child_key(bound.key, &variant.value), given, Some(bound)))
        .collect()
}

/// The properties of a client's message, without its tag, as values of a request.
pub(crate) fn input<'a>(facts: &'a Facts, union: &str, received: &Value) -> Option<Input<'a>> {
    let (property, variants) = facts.registry.union(union)?;
    let tag = received.get(property)?.as_str()?;
    let variant = variants.iter().find(|variant| variant.value == tag)?;
    let named = facts.properties(&facts.definition(&variant.name).schema).iter().filter_map(|inner| {
        let value = received.get(&inner.name).filter(|_| inner.name != property)?.clone();
        Some(Named { part: Part::Argument, name: &inner.name, schema: &inner.schema, value })
    });
    Some(Input { named: named.collect(), body: None })
}

/// A message of a union without its `id`, if that `id` is the client's own name for the message that it sent.
pub(crate) fn unnamed(facts: &Facts, union: &str, message: &Value) -> Value {
    let mut message = message.clone();
    let variant = facts.registry.union(union).and_then(|(property, variants)| {
        let tag = message.get(property)?.as_str()?;
        variants.iter().find(|variant| variant.value == tag)
    });
    let name = variant.map_or(union, |variant| &variant.name);
    if let (Some(id), Some(members)) = (facts.property(&refer(name), "id"), message.as_object_mut())
        && !id.required
    {
        members.shift_remove("id");
    }
    message
}

/// The server's `error` message with a problem in it, if the channel has such a message.
pub(crate) fn error(
    view: &View<'_>,
    channel: &Channel,
    correlation: Option<&str>,
    problem: Value,
) -> Result<Option<Value>, Unmade> {
    let facts = view.facts();
    let Some((_, variants)) = facts.registry.union(&channel.server) else { return Ok(None) };
    let Some(variant) = variants.iter().find(|variant| variant.value == "error") else { return Ok(None) };
    let mut properties = facts.properties(&facts.definition(&variant.name).schema).iter();
    let holder = properties.find(|property| is_problem(facts, &property.schema.shape));
    let Some(holder) = holder else { return Ok(None) };
    let mut given: Given = [(holder.name.clone(), Some(problem))].into();
    given.extend(correlation.map(|id| ("id".to_owned(), Some(id.into()))));
    message(view, &variant.name, key_of(&[view.seed(), &channel.id, "error"]), &given, None).map(Some)
}

/// A message with the values of its request. An optional `id` is the client's own name for its message, or absent.
fn message(view: &View<'_>, name: &str, key: u32, given: &Given, bound: Option<&Bound>) -> Result<Value, Unmade> {
    let facts = view.facts();
    let schema = refer(name);
    let mut known = Given::new();
    if facts.property(&schema, "id").is_some_and(|id| !id.required) {
        known.insert("id".to_owned(), None);
    }
    known.extend(fitting(facts, &schema, given.clone()));
    make(view, &schema, Making { given: Some(&known), bound, ..Making::new(key, EPOCH) })
}

fn carries_problem(facts: &Facts, name: &str) -> bool {
    let mut properties = facts.properties(&facts.definition(name).schema).iter();
    properties.any(|property| property.required && is_problem(facts, &property.schema.shape))
}

fn is_problem(facts: &Facts, shape: &Shape) -> bool {
    matches!(shape, Shape::Reference { name } if *name == facts.registry.problem_type)
}
