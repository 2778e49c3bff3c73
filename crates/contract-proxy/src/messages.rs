//! Checks single messages: events of feeds, and both sides of a socket.

use std::{collections::HashMap, sync::Arc};

use contract_edge::graphql::Prepared;
use contract_model::{exchange::Violation, registry::Channel};
use serde_json::Value;

use crate::{Passage, answer::Judge, graphql};
use contract_mock::Direction;

/// A checked message: its name and its violations.
pub(crate) struct Message {
    pub name: String,
    pub violations: Vec<Violation>,
}

impl Judge<'_> {
    /// Checks a message of a channel.
    pub(crate) fn message(&self, channel: &Channel, direction: Direction, text: &str) -> Message {
        let union = match direction {
            Direction::Request => channel.client.as_ref(),
            Direction::Answer => Some(&channel.server),
        };
        let Some(union) = union else {
            let detail = "This channel accepts no client messages.".to_owned();
            return Message::wrong("message", "", "message", detail);
        };
        let value: Value = match serde_json::from_str(text) {
            Ok(value) => value,
            Err(error) => return Message::wrong(union, "", "json", format!("The message is not JSON: {error}.")),
        };
        let tag = self.registry.union(union).and_then(|(tag, _)| value[tag].as_str());
        let name = tag.unwrap_or(union).to_owned();
        Message { name, violations: self.validator.named(union, &value) }
    }

    /// Checks an event of a feed. If the messages have no tag, clients know the type by the name of the event.
    pub(crate) fn event(&self, channel: &Channel, event: Option<&str>, data: &str) -> Message {
        let mut message = self.message(channel, Direction::Answer, data);
        if self.registry.union(&channel.server).is_none() && event != Some(channel.server.as_str()) {
            let found = event.map_or_else(|| "has none".to_owned(), |event| format!("is `{event}`"));
            let detail = format!("The name of the event must be `{}`, but {found}.", channel.server);
            message.violations.push(Violation { pointer: "event".into(), code: "const".into(), detail });
        }
        message
    }
}

impl Message {
    pub(crate) fn wrong(name: &str, pointer: &str, code: &str, detail: String) -> Self {
        let violation = Violation { pointer: pointer.to_owned(), code: code.to_owned(), detail };
        Self { name: name.to_owned(), violations: vec![violation] }
    }
}

/// The operations of one GraphQL connection, by the ids that its client chose.
#[derive(Default)]
pub(crate) struct Operations(HashMap<String, Arc<Prepared>>);

impl Operations {
    /// Checks a message of graphql-transport-ws, if it carries data of the contract.
    pub(crate) fn check(&mut self, passage: &Passage, direction: Direction, text: &str) -> Option<Message> {
        let value: Value = serde_json::from_str(text).ok()?;
        let (kind, id) = (value["type"].as_str()?, value["id"].as_str().unwrap_or_default());
        match (direction, kind) {
            (Direction::Request, "subscribe") => {
                let payload = value["payload"].as_object().cloned().unwrap_or_default();
                let read = passage.graphql.as_ref()?.read_payload(payload);
                let violations = match read {
                    Ok(prepared) => {
                        let violations = prepared.argument_violations(&passage.validator);
                        self.0.insert(id.to_owned(), Arc::new(prepared));
                        violations
                    }
                    Err(violations) => violations,
                };
                Some(Message { name: kind.to_owned(), violations })
            }
            (Direction::Answer, "next") => {
                let operation = self.0.get(id).map(|operation| &**operation);
                let result = passage.judge().result(operation, &value["payload"]);
                Some(Message { name: kind.to_owned(), violations: result.violations })
            }
            (Direction::Answer, "error") => {
                let operation = self.0.remove(id);
                let mut result = graphql::Result::default();
                for (index, error) in value["payload"].as_array().into_iter().flatten().enumerate() {
                    passage.judge().error(operation.as_deref(), error, &format!("/{index}"), &mut result);
                }
                Some(Message { name: kind.to_owned(), violations: result.violations })
            }
            (_, "complete") => {
                self.0.remove(id);
                None
            }
            _ => None,
        }
    }
}
