//! The consequences of a call besides its answer, as a rule defines them: an entity is created, properties are laid
//! over one, or a message is sent.

use contract_data::{
    facts::{Facts, refer, success},
    fits::fits,
};
use contract_model::{
    registry::{Channel, Registry, Transport},
    schema::Schema,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{
    rule::suggestion,
    subject::Subject,
    values::{places, split, with_places_as},
};

/// The word that stands for the end of a socket.
pub(crate) const CLOSE: &str = "close";

/// A consequence of a call. It has one of `creates`, `document` and `sends`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Consequence {
    /// The code of the problem with which the call ends, or `close` for the end of a socket; by default, a success.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// An entity type: an entity is created for the caller and sent to the listeners of each stream of its type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub creates: Option<String>,
    /// The path of an answer over which the properties are laid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// The tag of a message that the server sends on a socket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sends: Option<String>,
    /// The sockets that a message is sent to.
    #[serde(default, skip_serializing_if = "Audience::is_everybody")]
    pub to: Audience,
    /// An entity whose properties are taken if they fit; `properties` take precedence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub like: Option<Like>,
    /// The properties. `{place}` in a text is a value of the call.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub properties: Map<String, Value>,
}

/// An entity by its type and its id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Like {
    /// An entity type of the contract.
    #[serde(rename = "type")]
    pub name: String,
    /// Its id, such as `{/orderId}`.
    pub id: String,
}

/// The sockets of a channel that a message is sent to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Audience {
    /// All sockets of the channel.
    #[default]
    Everybody,
    /// The sockets of the person who calls.
    Caller,
}

impl Audience {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    fn is_everybody(&self) -> bool {
        *self == Self::Everybody
    }
}

impl Consequence {
    /// Checks the consequence against the part of the contract that its rule is about, and returns the mistakes.
    pub(super) fn check(&self, facts: &Facts, subject: Subject<'_>) -> Vec<String> {
        let registry = &facts.registry;
        let mut reasons = Vec::new();
        if let Some(on) = &self.on {
            let is_socket = subject.channel().is_some_and(|channel| channel.transport == Transport::Websocket);
            let is_close = on == CLOSE && is_socket && matches!(subject, Subject::Channel(_));
            if !is_close && registry.problem(on).is_none() {
                let codes: Vec<&str> = registry.problems.iter().map(|problem| problem.code.as_str()).collect();
                reasons.push(format!("`on` is no problem of the contract, but `{on}`{}", suggestion(on, &codes)));
            }
        }
        let like = self.like.as_ref().map(|like| &like.name);
        if let Some(name) = like.filter(|name| facts.entity_pool(name).is_none()) {
            reasons.push(format!("`like` names no entity type of the contract, but `{name}`"));
        }
        let id = self.like.as_ref().map(|like| Value::from(like.id.as_str()));
        let document = self.document.as_deref().map(Value::from);
        let texts = self.properties.values().chain(&id).chain(&document);
        for place in texts.flat_map(places) {
            if !self.has_place(facts, subject, place) {
                reasons.push(format!("a call of this item has no value at `{{{place}}}`"));
            }
        }
        match (&self.creates, &self.document, &self.sends) {
            (Some(name), None, None) => match facts.entity_pool(name) {
                Some(_) => reasons.extend(self.wrong_properties(facts, &refer(name), name)),
                None => {
                    let known: Vec<&str> = facts.entities().map(|(name, _)| name).collect();
                    let close = suggestion(name, &known);
                    reasons.push(format!("`creates` names no entity type of the contract, but `{name}`{close}"));
                }
            },
            (None, Some(path), None) => match document_schema(facts, path) {
                Some(schema) => reasons.extend(self.wrong_properties(facts, schema, path)),
                None => reasons.push(format!("no GET operation reads `{path}`")),
            },
            (None, None, Some(tag)) => match socket_with(registry, subject, tag) {
                Some((_, _, name)) => reasons.extend(self.wrong_properties(facts, &refer(name), tag)),
                None => reasons.push(format!("no socket of the contract sends a message `{tag}`")),
            },
            _ => reasons.push("`then` needs one of `creates`, `document` and `sends`".into()),
        }
        reasons
    }

    fn has_place(&self, facts: &Facts, subject: Subject<'_>, place: &str) -> bool {
        match (split(place), &self.like) {
            (("like", pointer), Some(like)) => facts.at(&refer(&like.name), pointer).is_some(),
            _ => subject.has_place(facts, place),
        }
    }

    fn wrong_properties(&self, facts: &Facts, schema: &Schema, owner: &str) -> Vec<String> {
        let wrong = |(name, value): (&String, &Value)| {
            let Some(property) = facts.property(schema, name) else {
                return Some(format!("`{owner}` has no property `{name}`"));
            };
            let is_wrong = places(value).is_empty() && !fits(facts, &property.schema, value);
            is_wrong
                .then(|| format!("the property `{name}` of `{owner}` cannot be {value}: it does not fit the contract"))
        };
        self.properties.iter().filter_map(wrong).collect()
    }
}

/// The schema of the data that a path is answered with. A part in braces matches any text.
fn document_schema<'a>(facts: &'a Facts, path: &str) -> Option<&'a Schema> {
    let path = with_places_as(path, "any");
    let body = success(facts.registry.operation_at("GET", &path)?)?.body.as_ref()?;
    Some(facts.content(&body.schema).schema)
}

/// The socket channel that sends a message, with its index, and the type of the message. If the rule is about a
/// channel, only that channel is considered.
pub(crate) fn socket_with<'a>(
    registry: &'a Registry,
    subject: Subject<'_>,
    tag: &str,
) -> Option<(usize, &'a Channel, &'a str)> {
    let own = subject.channel().map(|channel| channel.id.as_str());
    let sockets =
        registry.channels.iter().enumerate().filter(|(_, channel)| {
            channel.transport == Transport::Websocket && own.is_none_or(|own| own == channel.id)
        });
    let mut found = sockets.filter_map(|(index, channel)| {
        let (_, variants) = registry.union(&channel.server)?;
        let variant = variants.iter().find(|variant| variant.value == tag)?;
        Some((index, channel, variant.name.as_str()))
    });
    found.next()
}
