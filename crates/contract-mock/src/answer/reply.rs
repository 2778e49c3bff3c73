//! Answers a request of any transport from the state: reads, lists, creates, changes, removes, acts.
//! docs/entity-function.md section 6 defines the rules.

use std::sync::Arc;

use contract_data::{
    Unmade,
    facts::Facts,
    formats::EPOCH,
    hash::key_of,
    value::{Bound, Given, Inside, Making, World as _, make},
};
use contract_model::schema::{Schema, Shape};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::{
    listing::{Page, filtered, page},
    request::{Input, Intent, MockRequest, Named, Part},
};
use crate::state::{State, fitting, type_name};

/// The outcome of a request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Outcome {
    pub value: Option<Data>,
    /// The page, if a list was cut into pages.
    pub page: Option<Page>,
    /// The entity that was created.
    pub created: Option<Created>,
}

/// An entity that a request created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Created {
    pub pool: String,
    pub id: String,
}

/// The data of an answer. The entities in it are those of the state, not copies.
#[derive(Debug, Clone)]
pub(crate) enum Data {
    Value(Arc<Value>),
    /// A list of entities.
    List(Vec<Arc<Value>>),
}

impl Data {
    /// A member of an object.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.as_object()?.get(name)
    }

    pub(crate) fn as_object(&self) -> Option<&Map<String, Value>> {
        match self {
            Self::Value(value) => value.as_object(),
            Self::List(_) => None,
        }
    }

    pub(crate) fn into_value(self) -> Arc<Value> {
        match self {
            Self::Value(value) => value,
            Self::List(items) => Arc::new(items.into_iter().map(Arc::unwrap_or_clone).collect()),
        }
    }
}

impl Serialize for Data {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(serializer),
            Self::List(items) => serializer.collect_seq(items.iter().map(|item| &**item)),
        }
    }
}

impl Outcome {
    fn of(value: Option<Arc<Value>>) -> Self {
        Self { value: value.map(Data::Value), ..Self::default() }
    }
}

/// The state, and the person who sends the request.
pub(crate) struct Responder<'a> {
    pub state: &'a State,
    pub person: Option<&'a str>,
}

impl Responder<'_> {
    /// Answers a request; `None` if its subject was removed or belongs to another person.
    pub(crate) fn reply(&self, request: &MockRequest<'_>) -> Result<Option<Outcome>, Unmade> {
        let outcome = self.outcome(request)?;
        if let (Some(output), Some(data)) =
            (request.output, outcome.as_ref().and_then(|outcome| outcome.value.as_ref()))
        {
            let show = |schema: &Schema, value: &Value| self.state.show(schema, value, self.person);
            match (data, &self.state.facts().resolved(output).shape) {
                (Data::Value(value), _) => show(output, value),
                (Data::List(found), Shape::Array { items, .. }) => found.iter().for_each(|value| show(items, value)),
                (Data::List(_), _) => {}
            }
        }
        Ok(outcome)
    }

    fn outcome(&self, request: &MockRequest<'_>) -> Result<Option<Outcome>, Unmade> {
        let facts = self.state.facts();
        // Two concurrent changes of one entity must not both start from the same old value.
        let _revising = match request.intent {
            Intent::Replace | Intent::Merge | Intent::Remove => Some(self.state.revise()),
            Intent::Read | Intent::Act => None,
        };
        if request.input.names_unavailable(&self.state.view(self.person)) {
            return Ok(None);
        }
        if request.intent == Intent::Remove {
            return self.remove(facts, request);
        }
        if let Some(entity) = request.output.and_then(|output| facts.entity_type(output)) {
            return self.reply_entity(facts, request, entity);
        }
        let shape = request.output.map(|output| &facts.resolved(output).shape);
        if let Some(Shape::Array { items, .. }) = shape
            && let Some(entity) = facts.entity_type(items)
        {
            let view = self.state.view(self.person);
            let (ids, page) = page(filtered(&view, entity, &request.input.named)?, &request.input.named);
            let items: Result<_, Unmade> = ids.iter().map(|id| view.finished(entity.0, id)).collect();
            return Ok(Some(Outcome { value: Some(Data::List(items?)), page, created: None }));
        }
        if request.intent == Intent::Act { self.act(facts, request).map(Some) } else { self.document(facts, request) }
    }

    /// The ids that the answers to one request or message share: the ids that the request names, and those of the
    /// entity that it creates. An answer creates the entity that it carries if that is its only entity and not a
    /// person.
    pub(crate) fn bind(
        &self,
        facts: &Facts,
        input: &Input<'_>,
        outputs: &[&Schema],
        text: &str,
    ) -> Result<(Bound, Option<Created>), Unmade> {
        let mut bound = Bound { ids: input.ids(facts), key: key_of(&[self.state.seed(), text]) };
        let mut created = None;
        for output in outputs {
            let mut carried = facts
                .properties(output)
                .iter()
                .filter(|property| property.required)
                .filter_map(|property| Some((property, facts.entity_type(&property.schema)?)));
            let (Some((property, (_, pool))), None) = (carried.next(), carried.next()) else { continue };
            if facts.is_owner(pool) || bound.ids.contains_key(pool) {
                continue;
            }
            let id = self.state.create(pool, input.overlay(facts, &property.schema), self.person)?;
            bound.ids.insert(pool.to_owned(), id.clone());
            created = Some(Created { pool: pool.to_owned(), id });
        }
        Ok((bound, created))
    }

    fn remove(&self, facts: &Facts, request: &MockRequest<'_>) -> Result<Option<Outcome>, Unmade> {
        let target = target(facts, request, None).filter(|(_, id)| request.place.ends_with(&format!("/{id}")));
        if let Some((pool, id)) = target {
            let entity = request.output.and_then(|output| facts.entity_type(output));
            let outcome = match entity {
                Some((name, pool)) => Outcome::of(self.state.view(self.person).read(name, pool, id)?),
                None => self.act(facts, request)?,
            };
            self.state.remove(pool, id);
            return Ok(Some(outcome));
        }
        if self.state.view(self.person).is_gone(&request.place) {
            return Ok(None);
        }
        self.state.remove_document(&request.place, self.person);
        self.act(facts, request).map(Some)
    }

    fn reply_entity(
        &self,
        facts: &Facts,
        request: &MockRequest<'_>,
        (name, pool): (&str, &str),
    ) -> Result<Option<Outcome>, Unmade> {
        let (Some(output), input) = (request.output, &request.input) else { return Ok(None) };
        let target = target(facts, request, Some(pool)).map(|(_, id)| id.to_owned());
        let view = self.state.view(self.person);
        let first = || {
            let is_caller = facts.is_owner(pool) || view.state().person_pool() == Some(pool);
            let own = view.caller(pool).filter(|_| is_caller).map(str::to_owned);
            own.or_else(|| view.newest(pool, 1).first().map(ToString::to_string))
        };
        let id = match request.intent {
            Intent::Read | Intent::Remove => target.or_else(first),
            Intent::Replace => {
                let id = target.or_else(first);
                if let Some(id) = &id {
                    self.state.change(pool, id, input.replacement(facts));
                }
                id
            }
            Intent::Merge => {
                let id = target.or_else(first);
                if let Some(id) = &id {
                    let current = self.state.view(self.person).read(name, pool, id)?;
                    self.state.change(pool, id, input.merged(facts, current.as_deref()));
                }
                id
            }
            Intent::Act => match target {
                Some(id) => {
                    self.state.change(pool, &id, input.overlay(facts, output));
                    Some(id)
                }
                None => match input.ids(facts).remove(pool) {
                    Some(id) => Some(id),
                    None => {
                        let id = self.state.create(pool, input.overlay(facts, output), self.person)?;
                        // The value is not kept, because most created entities are never read.
                        let value = self.state.view(self.person).entity(name, &id, Inside::OUTSIDE)?;
                        let created = Some(Created { pool: pool.to_owned(), id });
                        return Ok(Some(Outcome { created, ..Outcome::of(Some(Arc::new(value))) }));
                    }
                },
            },
        };
        let Some(id) = id else { return Ok(None) };
        let value = self.state.view(self.person).read(name, pool, &id)?;
        Ok(value.map(|value| Outcome::of(Some(value))))
    }

    fn document(&self, facts: &Facts, request: &MockRequest<'_>) -> Result<Option<Outcome>, Unmade> {
        let MockRequest { place, input, output, .. } = request;
        let parameters = Input { named: input.named.clone(), body: None };
        let mut known = parameters.given(facts);
        if let Some(output) = output.filter(|_| request.intent == Intent::Read) {
            known.extend(self.page_of(facts, output, &input.named)?);
        }
        let bound = Bound { ids: input.ids(facts), key: key_of(&[self.state.seed(), place]) };
        let now = || match output {
            Some(output) => self.state.view(self.person).read_document(output, place, &known, &bound),
            None => Ok(None),
        };
        match request.intent {
            Intent::Replace => self.state.change_document(place, self.person, input.replacement(facts)),
            Intent::Merge => {
                let current = now()?;
                self.state.change_document(place, self.person, input.merged(facts, current.as_ref()));
            }
            Intent::Read | Intent::Act | Intent::Remove => {}
        }
        if self.state.view(self.person).is_gone(place) {
            return Ok(None);
        }
        let value = now()?;
        Ok(Some(Outcome::of(value.map(Arc::new))))
    }

    /// The list of a page and its numbers; `None` if the answer is not a page.
    fn page_of(&self, facts: &Facts, output: &Schema, named: &[Named<'_>]) -> Result<Given, Unmade> {
        let Some((property, items)) = facts.page_list(output) else { return Ok(Given::new()) };
        let Some(entity) = facts.entity_type(items) else { return Ok(Given::new()) };
        let view = self.state.view(self.person);
        let found = filtered(&view, entity, named)?;
        let all = found.len() as u64;
        let (ids, page) = page(found, named);
        let page = page.unwrap_or(Page { number: 1, limit: all, total: all });
        let items = ids.iter().map(|id| view.finished(entity.0, id).map(Arc::unwrap_or_clone));
        let items = items.collect::<Result<_, Unmade>>().map(Value::Array)?;
        let numbers = page.members().map(|(name, number)| (name.to_owned(), Some(number.into())));
        Ok(numbers.into_iter().chain([(property.to_owned(), Some(items))]).collect())
    }

    fn act(&self, facts: &Facts, request: &MockRequest<'_>) -> Result<Outcome, Unmade> {
        let Some(output) = request.output else { return Ok(Outcome::default()) };
        let text = request.text(facts);
        let creating: &[&Schema] = if request.intent == Intent::Act { &[output] } else { &[] };
        let (bound, created) = self.bind(facts, &request.input, creating, &text)?;
        let given = fitting(facts, output, request.input.overlay(facts, output));
        let key = key_of(&[self.state.seed(), type_name(output), &text]);
        let making = Making { given: Some(&given), bound: Some(&bound), ..Making::new(key, EPOCH) };
        let value = make(&self.state.view(self.person), output, making)?;
        Ok(Outcome { created, ..Outcome::of(Some(Arc::new(value))) })
    }
}

/// The last id of a pool that a path or an argument names.
fn target<'a>(facts: &'a Facts, request: &'a MockRequest<'_>, pool: Option<&str>) -> Option<(&'a str, &'a str)> {
    request.input.named.iter().rev().find_map(|named| {
        let names = matches!(named.part, Part::Path | Part::Argument);
        let own = facts.target_pool(named.schema).filter(|own| names && pool.is_none_or(|pool| pool == *own))?;
        Some((own, named.value.as_str()?))
    })
}
