//! Valid client messages: from the contract's examples, ids that exist on the target, and hints.

use contract_data::{facts::refer, ids::ids_in};
use contract_model::{
    registry::{Body, Channel},
    schema::{Schema, Shape, Variant},
};
use serde_json::{Map, Value};

use super::socket::Frame;
use crate::{
    suite::Suite,
    world::{Person, lay_over},
};

/// A client's message.
#[derive(Debug, Clone)]
pub(super) struct ClientMessage<'a> {
    pub tag: &'a str,
    pub value: Value,
    /// The client's own name for the message, with its schema, if it has one.
    pub id: Option<(String, &'a Schema)>,
}

impl<'a> ClientMessage<'a> {
    /// A message that fits the contract; `None` if the channel has no such message, or a value cannot be generated.
    pub(super) fn of(suite: &Suite<'a>, channel: &'a Channel, tag: &str, person: &Person) -> Option<Self> {
        let facts = &suite.contract.facts;
        let union = channel.client.as_deref()?;
        let (property, variants) = suite.contract.registry().union(union)?;
        let variant: &'a Variant = variants.iter().find(|variant| variant.value == tag)?;
        let Shape::Object { properties, .. } = &facts.definition(&variant.name).schema.shape else { return None };
        let mut members = Map::new();
        let mut id = None;
        for part in properties {
            let value = if part.name == property {
                Value::from(tag)
            } else if part.name == "id" && matches!(facts.resolved(&part.schema).shape, Shape::String { .. }) {
                let made = suite.unique_text(&part.schema)?;
                id = Some((made.clone(), &part.schema));
                Value::from(made)
            } else if part.required {
                example(suite, &part.schema, person)?
            } else {
                continue;
            };
            members.insert(part.name.clone(), value);
        }
        let mut value = Value::Object(members);
        let brings = channel.reauthentication.as_ref().is_some_and(|renewal| renewal.brings == tag);
        if let (true, Some(place), Some(token)) = (brings, value.pointer_mut("/data/token"), &person.token) {
            *place = token.clone().into();
        }
        let hint = suite.hints.channels.get(&channel.id).and_then(|hint| hint.messages.get(tag));
        if let Some(over) = hint {
            lay_over(&mut value, &Value::Object(over.clone()));
        }
        let message = Self { tag: &variant.value, value, id };
        suite.contract.validator.named(union, &message.value).is_empty().then_some(message)
    }

    /// The same message with an id that is not known to exist; `None` if it contains no id.
    pub(super) fn with_unknown_ids(&self, suite: &Suite<'_>, union: &str) -> Option<Self> {
        let facts = &suite.contract.facts;
        let mut known = Vec::new();
        ids_in(facts, &refer(union), &self.value, &mut |pool, id| {
            if !facts.is_owner(pool) {
                known.push((pool.to_owned(), id.to_owned()));
            }
        });
        if known.is_empty() {
            return None;
        }
        let mut message = self.clone();
        for (pool, id) in known {
            let unknown = suite.unknown_id(&pool)?;
            replace(&mut message.value, &id, &unknown);
        }
        suite.contract.validator.named(union, &message.value).is_empty().then_some(message)
    }

    pub(super) fn frame(&self) -> Frame {
        Frame::Text(self.value.to_string())
    }
}

/// An example of a value: its own, that of an operation that takes the same type, or a generated one.
fn example(suite: &Suite<'_>, schema: &Schema, person: &Person) -> Option<Value> {
    if let Some(example) = schema.examples.first() {
        return Some(suite.with_ids(schema, example, person));
    }
    let bodies = suite.contract.registry().operations.iter().filter_map(|operation| match &operation.body {
        Body::Json { schema: other, example } if other.shape == schema.shape => Some(example),
        _ => None,
    });
    if let (Shape::Reference { .. }, Some(example)) = (&schema.shape, bodies.into_iter().next()) {
        return Some(suite.with_ids(schema, example, person));
    }
    suite.value(schema, person, 0)
}

/// Replaces a text with another one everywhere in a value.
fn replace(value: &mut Value, old: &str, new: &str) {
    match value {
        Value::String(text) if text == old => new.clone_into(text),
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, old, new)),
        Value::Object(members) => members.values_mut().for_each(|member| replace(member, old, new)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::replace;

    #[test]
    fn text_is_replaced_at_every_depth() {
        let mut value = json!({ "a": "1", "b": [{ "c": "1" }, "2"] });
        replace(&mut value, "1", "9");
        assert_eq!(value, json!({ "a": "9", "b": [{ "c": "9" }, "2"] }));
    }
}
