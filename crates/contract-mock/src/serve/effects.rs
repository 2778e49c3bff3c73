//! The events that a request causes for listeners.

use contract_data::{facts::Facts, hash::key_of, value::Bound};
use contract_model::{
    registry::{Caused, Root, Stream as Target, Transport},
    schema::Shape,
};
use serde_json::Value;

use super::{Mock, feeds::Stream};
use crate::answer::{
    messages,
    reply::Outcome,
    request::{Input, MockRequest},
};

impl Mock {
    /// Sends the events that a request causes. They carry the values of the request and of its answer, and go to the
    /// person who sent it.
    pub(super) fn publish(
        &self,
        causes: &[Caused],
        request: &MockRequest<'_>,
        outcome: &Outcome,
        person: Option<&str>,
    ) {
        if causes.is_empty() {
            return;
        }
        let text = request.text(self.facts());
        causes.iter().for_each(|caused| self.publish_one(caused, &text, &request.input, outcome, person));
    }

    fn publish_one(&self, caused: &Caused, text: &str, input: &Input<'_>, outcome: &Outcome, person: Option<&str>) {
        for value in self.events(caused, text, input, outcome, person) {
            match &caused.stream {
                Target::Subscription(name) => self.0.feeds.publish(Stream::subscription(name), person, value),
                Target::Channel(id) => self.send(id, person, value),
            }
        }
    }

    /// Sends the events that a message of a socket causes. Events that are also answers to the message go only to the
    /// other sockets of the channel. Only the sender gets its own name for the message.
    pub(super) fn publish_message(
        &self,
        channel: usize,
        connection: u64,
        causes: &[Caused],
        message: &Value,
        answers: &[Value],
        person: Option<&str>,
    ) {
        let registry = &self.facts().registry;
        let sent = &registry.channels[channel];
        let input = sent
            .client
            .as_deref()
            .and_then(|union| messages::input(self.facts(), union, &messages::unnamed(self.facts(), union, message)));
        let (input, text, outcome) = (input.unwrap_or_default(), message.to_string(), Outcome::default());
        for caused in causes {
            if !matches!(&caused.stream, Target::Channel(id) if *id == sent.id) {
                self.publish_one(caused, &text, &input, &outcome, person);
                continue;
            }
            let tag = registry.union(&sent.server).map(|(tag, _)| tag).unwrap_or_default();
            let answered = answers.iter().filter(|answer| {
                answer
                    .get(tag)
                    .and_then(Value::as_str)
                    .is_some_and(|found| caused.messages.iter().any(|tag| tag == found))
            });
            let mut events: Vec<Value> =
                answered.map(|answer| messages::unnamed(self.facts(), &sent.server, answer)).collect();
            if events.is_empty() {
                events = self.events(caused, &text, &input, &outcome, person);
            }
            events.iter().for_each(|event| self.0.sockets.send_to_all_but(channel, Some(connection), event));
        }
    }

    fn send(&self, id: &str, person: Option<&str>, value: Value) {
        let mut channels = self.facts().registry.channels.iter().enumerate();
        let Some((index, channel)) = channels.find(|(_, channel)| channel.id == id) else { return };
        match channel.transport {
            Transport::Websocket => self.0.sockets.send(index, person, &value),
            // A feed with an end has sent its whole series when it is opened.
            Transport::Sse if channel.ends.is_empty() => self.0.feeds.publish(Stream::channel(id), person, value),
            Transport::Sse => {}
        }
    }

    fn events(
        &self,
        caused: &Caused,
        text: &str,
        input: &Input<'_>,
        outcome: &Outcome,
        person: Option<&str>,
    ) -> Vec<Value> {
        let facts = self.facts();
        let Some(name) = message_type(facts, &caused.stream) else { return Vec::new() };
        let state = self.state();
        let view = state.view(person);
        if let Some(pool) = facts.entity_pool(name) {
            let created = outcome.created.as_ref().filter(|created| created.pool == pool);
            let entity = created.and_then(|created| view.read(name, pool, &created.id).ok().flatten());
            return entity.map(|entity| Value::clone(&entity)).into_iter().collect();
        }
        let mut given = input.given(facts);
        let answered = outcome.value.as_ref().and_then(|value| value.as_object()).into_iter().flatten();
        given.extend(answered.map(|(name, value)| (name.clone(), Some(value.clone()))));
        let mut bound = Bound { ids: input.ids(facts), key: key_of(&[view.seed(), text]) };
        bound.ids.extend(outcome.created.iter().map(|created| (created.pool.clone(), created.id.clone())));
        let made = messages::caused(&view, name, &caused.messages, &given, &bound);
        made.unwrap_or_else(|unmade| {
            tracing::error!(%unmade, "the events that a request causes cannot be made");
            Vec::new()
        })
    }
}

/// The type of the messages of a stream.
fn message_type<'a>(facts: &'a Facts, stream: &Target) -> Option<&'a str> {
    match stream {
        Target::Channel(id) => {
            let mut channels = facts.registry.channels.iter();
            channels.find(|channel| channel.id == *id).map(|channel| channel.server.as_str())
        }
        Target::Subscription(name) => {
            let mut fields = facts.registry.fields();
            let field = fields.find(|field| field.root == Root::Subscription && field.name == *name)?;
            let Shape::Reference { name } = &field.output.schema.shape else { return None };
            Some(name)
        }
    }
}
