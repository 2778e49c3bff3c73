//! The messages of a channel's server, compared with the contract, for any purpose.

use std::collections::BTreeSet;

use contract_data::facts::{Facts, refer};
use contract_model::{
    exchange::Violation as Misfit,
    registry::{Caused, Channel, Implied, ProblemDefinition, Receiver, Stream},
    schema::{Property, Schema, Shape, Variant},
};
use serde_json::Value;

use super::message::ClientMessage;
use crate::{
    findings::Violation,
    judge::{excerpt, place},
    recorded::{Messages, Recorded},
    rules::{self, Rule},
    suite::Suite,
};

/// The server's side of a channel.
pub(super) struct Listener<'s, 'a> {
    pub suite: &'s Suite<'a>,
    pub channel: &'a Channel,
    /// The property that distinguishes messages; `None` if there is only one type of message.
    tag: Option<&'a str>,
    variants: &'a [Variant],
    /// The tags of the events that calls and messages cause on the channel.
    pub caused: BTreeSet<&'a str>,
    /// The tags of the answers to client messages.
    answered: BTreeSet<&'a str>,
}

/// A received message.
#[derive(Debug, Clone)]
pub(super) struct Message {
    pub value: Value,
    /// The tag; empty if the message has no known tag.
    pub tag: String,
    pub is_sound: bool,
}

impl<'s, 'a> Listener<'s, 'a> {
    pub(super) fn new(suite: &'s Suite<'a>, channel: &'a Channel) -> Self {
        let registry = suite.contract.registry();
        let (tag, variants) =
            registry.union(&channel.server).map_or((None, [].as_slice()), |(tag, all)| (Some(tag), all));
        let of_operations = registry.operations.iter().flat_map(|operation| &operation.policy.causes);
        let of_fields = registry.fields().flat_map(|field| &field.causes);
        let of_messages =
            registry.channels.iter().flat_map(|other| other.receivers.values().flat_map(|receiver| &receiver.causes));
        let caused = of_operations.chain(of_fields).chain(of_messages).filter(|caused| is_on(channel, caused));
        let caused = caused.flat_map(|caused| &caused.messages).map(String::as_str).collect();
        let answered = channel.receivers.values().flat_map(|receiver| &receiver.answers).map(String::as_str).collect();
        Self { suite, channel, tag, variants, caused, answered }
    }

    /// Judges a message; `None` if it is not JSON, which is reported.
    pub(super) fn judge(&self, rule: &'static Rule, text: &str, repeat: &str) -> Option<Message> {
        let id = &self.channel.id;
        let value: Value = match serde_json::from_str(text) {
            Ok(value) => value,
            Err(error) => {
                let found = format!("{error}: {}", excerpt(text.as_bytes()));
                self.report(rule, format!("{id}: not JSON"), "a message in JSON".into(), found, repeat);
                return None;
            }
        };
        let misfits = self.suite.contract.validator.named(&self.channel.server, &value);
        for Misfit { pointer, code, detail } in &misfits {
            let place = place(&self.suite.contract.facts, &refer(&self.channel.server), &value, pointer);
            let whole = if pointer.is_empty() { "the message" } else { pointer.as_str() };
            let found = format!("{whole}: {detail}: {}", excerpt(text.as_bytes()));
            self.report(rule, format!("{place}: {code}"), format!("{place} as declared"), found, repeat);
        }
        let tag = self.tag_of(&value);
        let is_sound = misfits.is_empty();
        if is_sound {
            let outcome = if self.tag.is_some() { &tag } else { &self.channel.server };
            self.suite.seen.note(id, format!("<{outcome}"));
        }
        Some(Message { value, tag, is_sound })
    }

    fn tag_of(&self, value: &Value) -> String {
        let found = self.tag.and_then(|tag| value.get(tag)?.as_str()).unwrap_or_default();
        let is_known = self.variants.iter().any(|variant| variant.value == found);
        if is_known { found.to_owned() } else { String::new() }
    }

    /// The name of an event: the tag of the message, or the type of the only message.
    pub(super) fn event_name(&self, message: &Message) -> String {
        if self.tag.is_some() { message.tag.clone() } else { self.channel.server.clone() }
    }

    /// Whether the tag belongs to messages that are only answers.
    pub(super) fn is_only_answer(&self, tag: &str) -> bool {
        self.answered.contains(tag) && !self.caused.contains(tag)
    }

    /// The problem in a message of a type that can carry one.
    pub(super) fn problem_in<'m>(&self, message: &'m Message) -> Option<&'m Value> {
        let holder = self.properties(&message.tag).iter().find(|property| self.holds_problem(property))?;
        message.value.get(&holder.name)
    }

    /// Whether the channel has a message that can carry a problem.
    pub(super) fn tells_problems(&self) -> bool {
        let holds = |variant: &Variant| self.properties_of(variant).iter().any(|property| self.holds_problem(property));
        self.variants.iter().any(holds)
    }

    /// The code of a problem of the contract anywhere in a message.
    pub(super) fn code_in<'m>(&self, value: &'m Value) -> Option<&'m str> {
        match value {
            Value::String(text) => self.suite.contract.registry().problem(text).map(|_| text.as_str()),
            Value::Array(items) => items.iter().find_map(|item| self.code_in(item)),
            Value::Object(members) => members.values().find_map(|member| self.code_in(member)),
            Value::Null | Value::Bool(_) | Value::Number(_) => None,
        }
    }

    /// Whether messages with a tag repeat the `id` of the client's message, which has the schema `id`.
    pub(super) fn echoes(&self, tag: &str, id: &Schema) -> bool {
        let own = self.properties(tag).iter().find(|property| property.name == "id");
        own.is_some_and(|own| match (&own.schema.shape, &id.shape) {
            (Shape::Reference { name }, Shape::Reference { name: other }) => name == other,
            (Shape::String { .. }, Shape::String { .. }) => !own.required,
            _ => false,
        })
    }

    fn properties(&self, tag: &str) -> &'a [Property] {
        let variant = self.variants.iter().find(|variant| variant.value == tag);
        variant.map(|variant| self.properties_of(variant)).unwrap_or_default()
    }

    fn properties_of(&self, variant: &'a Variant) -> &'a [Property] {
        let facts: &'a Facts = &self.suite.contract.facts;
        match &facts.definition(&variant.name).schema.shape {
            Shape::Object { properties, .. } => properties,
            _ => &[],
        }
    }

    fn holds_problem(&self, property: &Property) -> bool {
        let problem = &self.suite.contract.registry().problem_type;
        property.required && matches!(&property.schema.shape, Shape::Reference { name } if name == problem)
    }

    /// Passes the answers to a client's message to the recorder.
    pub(super) fn record_answers(&self, sent: &ClientMessage<'_>, heard: &[Message]) {
        let heard = heard.iter().map(|message| (refer(&self.channel.server), message.value.clone()));
        self.record(Some(sent.tag), "answered", Some(&sent.value), heard.collect());
    }

    /// Passes an event to the recorder.
    pub(super) fn record_event(&self, message: &Message) {
        let name = self.event_name(message);
        self.record(None, &name, None, vec![(refer(&self.channel.server), message.value.clone())]);
    }

    fn record(&self, tag: Option<&str>, outcome: &str, sent: Option<&Value>, heard: Vec<(Schema, Value)>) {
        let id = &self.channel.id;
        self.suite.record(Recorded::Messages(&Messages {
            item: tag.map_or_else(|| id.clone(), |tag| format!("{id}.{tag}")),
            outcome: outcome.to_owned(),
            sent: self.channel.client.as_deref().map(refer).zip(sent.cloned()),
            heard,
        }));
    }

    /// Judges the problem with which a client's message was refused, and returns its code. `tag` is `None` if the
    /// contract has no such message.
    pub(super) fn judge_problem(&self, tag: Option<&str>, problem: &Value, repeat: &str) -> Option<String> {
        let code = problem.get("code").and_then(Value::as_str)?;
        let registry = self.suite.contract.registry();
        let cause = self.cause(tag);
        let Some(definition) = registry.problem(code) else {
            let (expected, found) = ("a code of the contract".into(), format!("`{code}`"));
            self.report(&rules::PROBLEM_DECLARED, code.to_owned(), expected, found, repeat);
            return None;
        };
        if problem.get("status").and_then(Value::as_u64).is_some_and(|status| status != u64::from(definition.status)) {
            let expected = format!("status {} for `{code}`", definition.status);
            let found = format!("`\"status\": {}`", problem["status"]);
            self.report(&rules::PROBLEM_STATUS, code.to_owned(), expected, found, repeat);
        }
        let receiver = tag.and_then(|tag| self.channel.receivers.get(tag));
        if !self.may_raise(receiver, definition) {
            let expected = format!("a problem that `{cause}` declares, or that is implied there");
            self.report(&rules::PROBLEM_DECLARED, format!("{cause}: {code}"), expected, format!("`{code}`"), repeat);
        }
        if definition.status >= 500 && definition.implied == Some(Implied::Always) {
            let is_missing = definition.status == 503 && !definition.retryable;
            let rule = if is_missing { &rules::SERVED } else { &rules::SERVER_ERROR };
            let expected = "an answer that tells of no fault of the server".into();
            self.report(rule, cause, expected, format!("`{code}` (status {})", definition.status), repeat);
        }
        if let Some(tag) = tag {
            self.suite.seen.note(&self.channel.id, format!(">{tag} {code}"));
            self.record(Some(tag), code, None, vec![(refer(&registry.problem_type), problem.clone())]);
        }
        Some(code.to_owned())
    }

    fn may_raise(&self, receiver: Option<&Receiver>, problem: &ProblemDefinition) -> bool {
        let is_declared = receiver.is_some_and(|receiver| receiver.errors.contains(&problem.code));
        is_declared
            || match problem.implied {
                Some(Implied::Always | Implied::Bearer | Implied::Body) => true,
                Some(Implied::Owner) => self.channel.owner.is_some(),
                Some(Implied::Key | Implied::Unrouted | Implied::Client) | None => false,
            }
    }

    /// A client's message, written as the place of a cause.
    pub(super) fn cause(&self, tag: Option<&str>) -> String {
        tag.map_or_else(|| self.channel.id.clone(), |tag| format!("{} >{tag}", self.channel.id))
    }

    pub(super) fn report(&self, rule: &'static Rule, cause: String, expected: String, found: String, repeat: &str) {
        let (item, reproduce) = (self.channel.id.as_str(), Some(repeat.to_owned()));
        self.suite.report(Violation { rule, item, cause, expected, found, reproduce });
    }
}

/// Whether an event is seen on a channel.
pub(super) fn is_on(channel: &Channel, caused: &Caused) -> bool {
    match &caused.stream {
        Stream::Channel(id) => *id == channel.id,
        Stream::Subscription(_) => false,
    }
}
