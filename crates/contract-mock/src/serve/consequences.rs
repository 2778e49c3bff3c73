//! Changes a call's answer as rules say, and carries out the other consequences of the call.

use std::{collections::BTreeMap, sync::Arc};

use contract_data::{
    Unmade,
    facts::refer,
    fits::fits,
    hash::key_of,
    value::{Bound, Given},
};
use contract_edge::Failed;
use contract_model::{
    exchange::{File, RawBody},
    pointer::{steps, unescaped},
    registry::{Auth, Root, Transport},
    schema::{Schema, Shape},
};
use serde_json::{Map, Value};

use super::{Mock, feeds::Stream};
use crate::{
    answer::{
        messages,
        reply::{Data, Outcome},
    },
    control::{
        consequence::{Audience, Consequence, socket_with},
        layer::BaseUrl,
        rule::Rule,
        subject::Subject,
        values::CallValues,
    },
    state::fitting,
};

/// A call that has been answered: its part of the contract, its values, and the person who sent it.
#[derive(Clone, Copy)]
pub(super) struct Answered<'a> {
    pub subject: Subject<'a>,
    pub values: &'a CallValues,
    pub person: Option<&'a str>,
}

impl Mock {
    /// Changes the data of an answer as a rule says, and carries out the consequences of a success.
    pub(super) fn conclude(&self, rule: &Rule, output: Option<&Schema>, call: Answered<'_>, outcome: &mut Outcome) {
        if rule.set.is_empty() && rule.then.is_empty() {
            return;
        }
        let Answered { values, person, .. } = call;
        let data = outcome.value.take().map(Data::into_value);
        let mut value = data.map(Arc::unwrap_or_clone);
        let known = |value: &Option<Value>| {
            let answer = value.clone().unwrap_or_default();
            self.known(values, person).with("answer", answer)
        };
        if let (Some(value), Some(output)) = (&mut value, output) {
            let known = known(&Some(value.clone()));
            for (pointer, wanted) in &rule.set {
                match known.filled(wanted) {
                    Some(wanted) => self.set(output, value, pointer, wanted),
                    None => tracing::warn!(item = rule.item, pointer, "`set` names a value that this call has not"),
                }
            }
        }
        let values = known(&value);
        outcome.value = value.map(|value| Data::Value(Arc::new(value)));
        self.lead_to(&rule.then, None, Answered { values: &values, ..call });
    }

    /// Keeps the file of a request, and puts its address into the answer.
    pub(super) fn keep_file(
        &self,
        rule: &Rule,
        output: Option<&Schema>,
        (body, base): (&RawBody, &BaseUrl),
        outcome: &mut Outcome,
    ) {
        let (Some(kept), Some(output)) = (&rule.file, output) else { return };
        let sent = match body {
            RawBody::Bytes(file) => Some(file),
            RawBody::Multipart { files, .. } => files.first().map(|(_, file)| file),
            RawBody::None | RawBody::Json(_) => None,
        };
        let Some(File { bytes, .. }) = sent else { return };
        let Some(data) = outcome.value.take() else { return };
        let mut value = Arc::unwrap_or_clone(data.into_value());
        let path = self.0.files.keep(&kept.media_type, bytes.clone().into());
        self.set(output, &mut value, &kept.at, format!("{}{path}", base.0).into());
        outcome.value = Some(Data::Value(Arc::new(value)));
    }

    /// Sets a value in an answer, and in the entity that the answer is.
    fn set(&self, output: &Schema, answer: &mut Value, pointer: &str, wanted: Value) {
        let facts = self.facts();
        if !facts.at(output, pointer).is_some_and(|schema| fits(facts, schema, &wanted)) {
            tracing::warn!(pointer, %wanted, "`set` leads to a value that does not fit the contract");
            return;
        }
        let (holder, name) = pointer.rsplit_once('/').unwrap_or_default();
        let Some(members) = answer.pointer_mut(holder).and_then(Value::as_object_mut) else { return };
        members.insert(unescaped(name), wanted);
        if let (Some((_, pool)), Some(id)) = (facts.entity_type(output), answer["id"].as_str()) {
            let first = steps(pointer).next().unwrap_or_default();
            let changed = answer.get(&first).cloned();
            let given: Given = [(first, changed)].into();
            self.state().change(pool, id, given);
        }
    }

    /// Carries out the consequences of a failure.
    pub(super) fn fail(&self, rule: &Rule, failed: &Failed, call: Answered<'_>) {
        if let (Failed::Problem(problem), false) = (failed, rule.then.is_empty()) {
            let values = self.known(call.values, call.person);
            self.lead_to(&rule.then, Some(&problem.code), Answered { values: &values, ..call });
        }
    }

    /// Carries out the consequences of a call that ends in this way.
    pub(super) fn lead_to(&self, then: &[Consequence], end: Option<&str>, call: Answered<'_>) {
        for consequence in then.iter().filter(|consequence| consequence.on.as_deref() == end) {
            if let Err(unmade) = self.carry_out(consequence, call) {
                tracing::error!(%unmade, "a consequence of a rule cannot be made");
            }
        }
    }

    fn carry_out(&self, consequence: &Consequence, call: Answered<'_>) -> Result<(), Unmade> {
        let Answered { subject, values, person } = call;
        let facts = self.facts();
        let mut values = values.clone();
        let mut given = Given::new();
        if let Some(like) = &consequence.like
            && let (Some(pool), Some(id)) = (facts.entity_pool(&like.name), values.filled_text(&like.id))
            && let Some(entity) = self.state().view(person).read(&like.name, pool, &id)?
        {
            let members = entity.as_object().into_iter().flatten();
            let members = members.filter(|(name, _)| *name != "id");
            given.extend(members.map(|(name, value)| (name.clone(), Some(value.clone()))));
            values = values.with("like", Value::clone(&entity));
        }
        for (name, wanted) in &consequence.properties {
            match values.filled(wanted) {
                Some(value) => _ = given.insert(name.clone(), Some(value)),
                None => tracing::warn!(name, "a property of a consequence names a value that this call has not"),
            }
        }
        if let Some(name) = &consequence.creates {
            self.create_and_tell(name, given, person)?;
        } else if let Some(path) = &consequence.document {
            if let Some(path) = values.filled_text(path) {
                self.state().change_document(&path, self.reader(&path, person), given);
            }
        } else if let Some(tag) = &consequence.sends
            && let Some((index, channel, name)) = socket_with(&facts.registry, subject, tag)
        {
            let given = fitting(facts, &refer(name), given);
            let made = {
                let state = self.state();
                let view = state.view(person);
                let bound = Bound { ids: BTreeMap::new(), key: key_of(&[view.seed(), tag, &values.text()]) };
                messages::caused(&view, &channel.server, std::slice::from_ref(tag), &given, &bound)?
            };
            for message in made {
                match consequence.to {
                    Audience::Everybody => self.0.sockets.send_to_all_but(index, None, &message),
                    Audience::Caller => self.0.sockets.send(index, person, &message),
                }
            }
        }
        Ok(())
    }

    /// Creates an entity for a person, and sends it on every stream of its type.
    fn create_and_tell(&self, name: &str, given: Given, person: Option<&str>) -> Result<(), Unmade> {
        let facts = self.facts();
        let Some(pool) = facts.entity_pool(name) else { return Ok(()) };
        let entity = {
            let state = self.state();
            let id = state.create(pool, given, person)?;
            state.view(person).finished(name, &id)?
        };
        let channels = facts.registry.channels.iter();
        let feeds = channels.filter(|channel| channel.transport == Transport::Sse && channel.server == name);
        let feeds = feeds.map(|feed| Stream::channel(&feed.id));
        let subscriptions = facts.registry.fields().filter(|field| {
            let is_of_type = matches!(&field.output.schema.shape, Shape::Reference { name: other } if other == name);
            field.root == Root::Subscription && is_of_type
        });
        let subscriptions = subscriptions.map(|field| Stream::subscription(&field.name));
        for stream in feeds.chain(subscriptions) {
            self.0.feeds.publish(stream, person, Value::clone(&entity));
        }
        Ok(())
    }

    /// The person who reads a path; `None` if the path needs no token.
    fn reader<'a>(&self, path: &str, person: Option<&'a str>) -> Option<&'a str> {
        let read = self.facts().registry.operation_at("GET", path);
        person.filter(|_| read.is_some_and(|operation| operation.auth == Auth::Bearer))
    }

    /// The values of a call, with the person who sends it and the current time.
    pub(super) fn known(&self, values: &CallValues, person: Option<&str>) -> CallValues {
        let caller = self.person_properties(person);
        values.clone().with("caller", caller).with("now", self.now().to_string().into())
    }

    /// All properties of a person that the contract shows.
    fn person_properties(&self, person: Option<&str>) -> Value {
        let (Some(pool), facts, state) = (&self.0.identity.person_pool, self.facts(), self.state()) else {
            return Value::Null;
        };
        let Some(id) = person.or_else(|| state.first_person()) else { return Value::Null };
        let mut properties = Map::new();
        for (name, _) in facts.entities().filter(|(_, other)| other == pool) {
            let view = state.view(Some(id)).finished(name, id).ok();
            properties
                .extend(view.iter().filter_map(|view| view.as_object()).flatten().map(|(n, v)| (n.clone(), v.clone())));
        }
        Value::Object(properties)
    }
}
