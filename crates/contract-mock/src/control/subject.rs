//! The part of a contract that a rule is about, with the schemas of its values.

use contract_data::facts::{Facts, form, refer, success};
use contract_model::{
    registry::{Argument, Body, Channel, GraphqlField, Location, Operation, Parameter, Receiver, Registry},
    schema::{Property, Schema, Shape},
};

use super::{rule::suggestion, values::split};

/// The part of a contract that a rule is about.
#[derive(Clone, Copy)]
pub(crate) enum Subject<'a> {
    /// The whole contract.
    All,
    /// A whole module.
    Module(&'a str),
    Operation(&'a Operation),
    Field(&'a GraphqlField),
    /// The opening of a channel.
    Channel(&'a Channel),
    /// A message that clients send on a channel.
    Message {
        channel: &'a Channel,
        tag: &'a str,
        receiver: &'a Receiver,
    },
}

impl<'a> Subject<'a> {
    /// Finds the part of a contract with a name.
    pub(crate) fn find(registry: &'a Registry, item: &'a str) -> Option<Self> {
        if item == "*" {
            return Some(Self::All);
        }
        if let Some(module) = item.strip_suffix("/*") {
            return registry.modules.iter().any(|known| known.name == module).then_some(Self::Module(module));
        }
        let operation = registry.operations.iter().find(|operation| operation.id == item).map(Self::Operation);
        let channel = || registry.channels.iter().find(|channel| channel.id == item).map(Self::Channel);
        let field = || registry.fields().find(|field| field_item(field) == item).map(Self::Field);
        let message = || {
            let (id, tag) = item.split_once('.')?;
            let channel = registry.channels.iter().find(|channel| channel.id == id)?;
            let (tag, receiver) = channel.receivers.get_key_value(tag)?;
            Some(Self::Message { channel, tag, receiver })
        };
        operation.or_else(channel).or_else(field).or_else(message)
    }

    /// The schema of the value at a place of the subject's calls.
    pub(crate) fn schema_at(self, facts: &Facts, place: &str) -> Option<Schema> {
        let (source, pointer) = split(place);
        let located = |location: Location| {
            let (name, rest) = pointer[1..]
                .split_once('/')
                .map_or((&pointer[1..], ""), |(name, _)| (name, &pointer[name.len() + 1..]));
            let mut parameters = self.parameters().iter();
            let parameter = parameters.find(|known| {
                known.location == location && (known.name == name || known.name.to_ascii_lowercase() == name)
            })?;
            facts.at(&parameter.schema, rest).cloned()
        };
        match source {
            "body" => facts.at(&self.body(facts)?, pointer).cloned(),
            "path" if !pointer.is_empty() => located(Location::Path),
            "query" if !pointer.is_empty() => located(Location::Query),
            "header" if !pointer.is_empty() => located(Location::Header),
            "answer" => facts.at(&self.answer(facts)?, pointer).cloned(),
            _ => None,
        }
    }

    /// Whether the subject's calls have a value at a place. Besides the values of requests and answers, these are the
    /// person who sends them and the current time.
    pub(crate) fn has_place(self, facts: &Facts, place: &str) -> bool {
        match split(place) {
            ("now", "") => true,
            ("caller", pointer) => {
                let has_owners = facts.owners().next().is_some();
                let mut views = facts.entities().filter(|(_, pool)| facts.is_owner(pool) || !has_owners);
                views.any(|(name, _)| facts.at(&refer(name), pointer).is_some())
            }
            _ => self.schema_at(facts, place).is_some(),
        }
    }

    /// The schema of the data in the answers to the subject's calls.
    pub(crate) fn answer(self, facts: &Facts) -> Option<Schema> {
        match self {
            Self::Operation(operation) => {
                success(operation)?.body.as_ref().map(|body| facts.content(&body.schema).schema.clone())
            }
            Self::Field(field) => Some(field.output.schema.clone()),
            Self::All | Self::Module(_) | Self::Channel(_) | Self::Message { .. } => None,
        }
    }

    /// The channel of the subject.
    pub(crate) fn channel(self) -> Option<&'a Channel> {
        match self {
            Self::Channel(channel) | Self::Message { channel, .. } => Some(channel),
            Self::All | Self::Module(_) | Self::Operation(_) | Self::Field(_) => None,
        }
    }

    fn parameters(self) -> &'a [Parameter] {
        match self {
            Self::Operation(operation) => &operation.parameters,
            Self::Channel(channel) => &channel.parameters,
            Self::All | Self::Module(_) | Self::Field(_) | Self::Message { .. } => &[],
        }
    }

    /// The schema of a body, of the arguments as one object, or of a message.
    fn body(self, facts: &Facts) -> Option<Schema> {
        match self {
            Self::Operation(operation) => match &operation.body {
                Body::Json { schema, .. } => Some((**schema).clone()),
                Body::Multipart { .. } => form(operation),
                // Bytes are compared as text.
                Body::Bytes { .. } => Some(Schema::plain(Shape::String {
                    format: None,
                    pattern: None,
                    min_length: None,
                    max_length: None,
                })),
                Body::None => None,
            },
            Self::Field(field) => {
                let arguments = field.arguments.iter().cloned();
                let properties =
                    arguments.map(|Argument { name, required, schema }| Property { name, required, schema });
                Some(Schema::plain(Shape::Object { properties: properties.collect(), closed: true }))
            }
            Self::Message { channel, tag, .. } => {
                let (_, variants) = facts.registry.union(channel.client.as_deref()?)?;
                variants.iter().find(|variant| variant.value == tag).map(|variant| refer(&variant.name))
            }
            Self::All | Self::Module(_) | Self::Channel(_) => None,
        }
    }
}

/// The name of a GraphQL field in a rule.
pub(crate) fn field_item(field: &GraphqlField) -> String {
    format!("{}.{}", field.root.type_name().to_lowercase(), field.name)
}

/// The name of a client's message in a rule.
pub(crate) fn message_item(channel: &str, tag: &str) -> String {
    format!("{channel}.{tag}")
}

/// Everything that can be the subject of a rule, each with its module.
pub(crate) fn items(registry: &Registry) -> impl Iterator<Item = (String, &str)> {
    let operations = registry.operations.iter().map(|operation| (operation.id.clone(), operation.module.as_str()));
    let channels = registry.channels.iter().map(|channel| (channel.id.clone(), channel.module.as_str()));
    let messages = registry.channels.iter().flat_map(|channel| {
        let receivers = channel.receivers.iter();
        receivers.map(|(tag, receiver)| (message_item(&channel.id, tag), receiver.module.as_str()))
    });
    let fields = registry.fields().map(|field| (field_item(field), field.module.as_str()));
    operations.chain(channels).chain(messages).chain(fields)
}

/// The reason of a mistake: the contract has no such part.
pub(crate) fn unknown(registry: &Registry, item: &str) -> String {
    let modules = registry.modules.iter().map(|module| format!("{}/*", module.name));
    let names: Vec<String> = items(registry).map(|(name, _)| name).chain(modules).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    format!("the contract has no operation, channel or field `{item}`{}", suggestion(item, &names))
}
