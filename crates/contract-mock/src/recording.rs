//! Records the answers of another server in the state of the mock, so that a scenario of the state gives the same
//! reads.

use std::collections::BTreeMap;

use contract_data::{
    facts::{Facts, refer},
    ids::Id,
    value::Given,
};
use contract_edge::graphql::{Prepared, SelectedObject};
use contract_model::{
    registry::{Operation, Root},
    schema::{Schema, Shape},
};
use serde_json::{Map, Value};

use crate::{Mock, answer::request::Intent, serve::place, state::State};

/// The depth to which entities are searched for in a document.
const DEPTH: usize = 4;

impl Mock {
    /// Records the valid answer of another server to an operation: the operation's index, the coerced parameters of the
    /// request, and the status and the JSON of the answer.
    pub fn record_answer(&self, index: usize, parameters: &Value, status: u16, body: Option<&Value>) {
        let facts = self.facts();
        let operation = &facts.registry.operations[index];
        let state = self.state();
        // A scenario that is written at the same time contains all of a list, or nothing of it.
        let _revising = state.revise();
        let recorder = Recorder { facts, state: &state };
        let intent = Intent::of_method(&operation.method);
        if intent == Intent::Remove {
            recorder.remove(operation, parameters);
            return;
        }
        let schema =
            operation.answers.iter().find(|answer| answer.status == status).and_then(|answer| answer.body.as_ref());
        let (Some(schema), Some(body)) = (schema, body) else { return };
        let content = facts.content(&schema.schema);
        let data = if content.envelope.is_some() { &body["data"] } else { body };
        if let Some((name, pool)) = facts.entity_type(content.schema) {
            let is_own = recorder.is_own(operation, pool, parameters);
            recorder.entity(name, pool, data, is_own);
        } else if let Some((name, pool)) = listed(facts, content.schema) {
            if intent == Intent::Read {
                recorder.state.forget_seeded(pool);
            }
            recorder.list(name, pool, data, is_first_page(parameters));
        } else {
            recorder.document(operation, parameters, content.schema, data, intent);
        }
    }

    /// Records the objects in the answer of another server to a GraphQL operation.
    pub fn record_objects(&self, operation: Option<&Prepared>, objects: Vec<SelectedObject>) {
        let facts = self.facts();
        let state = self.state();
        // A scenario that is written at the same time contains all of a list, or nothing of it.
        let _revising = state.revise();
        let recorder = Recorder { facts, state: &state };
        for used in operation.into_iter().flat_map(Prepared::uses).filter(|used| used.field.root == Root::Query) {
            let output = &used.field.output;
            let entity =
                if output.connection { facts.entity_type(&output.schema) } else { listed(facts, &output.schema) };
            if let Some((_, pool)) = entity {
                recorder.state.forget_seeded(pool);
            }
        }
        let is_first_page = operation
            .into_iter()
            .flat_map(Prepared::uses)
            .all(|used| used.arguments.is_ok_and(|arguments| arguments.get("after").is_none_or(Value::is_null)));
        let mut listed: BTreeMap<String, Listed> = BTreeMap::new();
        for SelectedObject { type_name, properties } in objects {
            let Some(pool) = facts.entity_pool(&type_name) else { continue };
            let Some(id) = properties.get("id").and_then(Value::as_str).map(str::to_owned) else { continue };
            let given = properties.into_iter().filter(|(_, value)| !has_null(value));
            let is_new = recorder.put(pool, &id, given.map(|(name, value)| (name, Some(value))).collect());
            listed.entry(pool.to_owned()).or_default().add(&id, is_new);
        }
        for (pool, Listed { ids, added }) in listed {
            recorder.state.arrange(&pool, &ids, &added, is_first_page);
        }
    }
}

/// The entities of a list, and those among them that are new.
#[derive(Default)]
struct Listed {
    ids: Vec<Id>,
    added: Vec<Id>,
}

impl Listed {
    fn add(&mut self, id: &str, is_new: bool) {
        let id = Id::from(id);
        self.added.extend(is_new.then(|| Id::clone(&id)));
        self.ids.push(id);
    }
}

struct Recorder<'a> {
    facts: &'a Facts,
    state: &'a State,
}

impl Recorder<'_> {
    fn entity(&self, name: &str, pool: &str, data: &Value, is_own: bool) {
        let (Some(members), Some(id)) = (data.as_object(), data["id"].as_str()) else { return };
        let given = given(self.facts, &refer(name), members);
        match self.state.first_person().filter(|_| is_own) {
            // In the mock, the caller has a different id.
            Some(first) => self.state.change(pool, first, given),
            None => _ = self.put(pool, id, given),
        }
    }

    /// Puts an entity where all persons see it, and returns whether it is new.
    fn put(&self, pool: &str, id: &str, given: Given) -> bool {
        if self.state.person_pool() == Some(pool) && self.facts.is_personal(pool) {
            // Only that person would see it.
            return false;
        }
        let is_created = || self.state.changes().is_created(pool, id);
        let was_created = is_created();
        self.state.put(pool, id, given, None);
        !was_created && is_created()
    }

    fn list(&self, name: &str, pool: &str, data: &Value, is_first_page: bool) {
        let mut listed = Listed::default();
        for item in data.as_array().into_iter().flatten() {
            let (Some(members), Some(id)) = (item.as_object(), item["id"].as_str()) else { continue };
            let is_new = self.put(pool, id, given(self.facts, &refer(name), members));
            listed.add(id, is_new);
        }
        self.state.arrange(pool, &listed.ids, &listed.added, is_first_page);
    }

    /// Records a value that is not an entity: the document of a path, and the entities in it.
    fn document(&self, operation: &Operation, parameters: &Value, schema: &Schema, data: &Value, intent: Intent) {
        let is_object = matches!(self.facts.resolved(schema).shape, Shape::Object { .. });
        if let Some(members) = data.as_object().filter(|_| is_object) {
            if intent != Intent::Act && self.is_readable(operation) {
                let place = self.place(operation, parameters);
                self.state.change_document(&place, None, given(self.facts, schema, members));
            }
            self.inside(schema, members, is_first_page(parameters), DEPTH);
        }
    }

    /// Records the entities inside a value.
    fn inside(&self, schema: &Schema, members: &Map<String, Value>, is_first_page: bool, depth: usize) {
        let facts = self.facts;
        for property in facts.properties(schema) {
            let Some(value) = members.get(&property.name) else { continue };
            if let Some((name, pool)) = facts.entity_type(&property.schema) {
                self.entity(name, pool, value, false);
            } else if let Some((name, pool)) = listed(facts, &property.schema) {
                self.list(name, pool, value, is_first_page);
            } else if let Some(inner) = value.as_object().filter(|_| depth > 0) {
                self.inside(&property.schema, inner, is_first_page, depth - 1);
            }
        }
    }

    fn remove(&self, operation: &Operation, parameters: &Value) {
        let place = self.place(operation, parameters);
        let last = operation
            .parameters
            .iter()
            .rev()
            .find(|parameter| operation.path.ends_with(&format!("/{{{}}}", parameter.name)));
        let target =
            last.and_then(|last| Some((self.facts.target_pool(&last.schema)?, parameters[&last.name].as_str()?)));
        match target {
            Some((pool, id)) => self.state.remove(pool, id),
            None if self.is_readable(operation) => self.state.remove_document(&place, None),
            None => {}
        }
    }

    /// Whether some operation reads at the path of this one.
    fn is_readable(&self, operation: &Operation) -> bool {
        let mut operations = self.facts.registry.operations.iter();
        operations.any(|other| other.method == "GET" && other.path == operation.path)
    }

    /// Whether an entity is the caller: a person that no parameter except the owner names.
    fn is_own(&self, operation: &Operation, pool: &str, parameters: &Value) -> bool {
        let names_another = operation.parameters.iter().any(|parameter| {
            self.facts.target_pool(&parameter.schema) == Some(pool)
                && operation.policy.owner.as_ref() != Some(&parameter.name)
                && parameters.get(&parameter.name).is_some()
        });
        self.state.person_pool() == Some(pool) && !names_another
    }

    /// The path of a request, with the caller's id in the mock.
    fn place(&self, operation: &Operation, parameters: &Value) -> String {
        let mut parameters = parameters.clone();
        if let (Some(owner), Some(first)) = (&operation.policy.owner, self.state.first_person())
            && let Some(named) = parameters.get_mut(owner)
        {
            *named = first.into();
        }
        place(&operation.path, &parameters)
    }
}

/// The properties of an object, including absent ones.
fn given(facts: &Facts, schema: &Schema, members: &Map<String, Value>) -> Given {
    let properties = facts.properties(schema).iter();
    let known = properties.filter_map(|property| match members.get(&property.name) {
        // A scenario cannot express null.
        Some(value) if has_null(value) => None,
        Some(value) => Some((property.name.clone(), Some(value.clone()))),
        None => Some((property.name.clone(), None)),
    });
    known.collect()
}

fn has_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.iter().any(has_null),
        Value::Object(members) => members.values().any(has_null),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// The entity type of the items, if a schema is a list of entities.
fn listed<'a>(facts: &'a Facts, schema: &'a Schema) -> Option<(&'a str, &'a str)> {
    let Shape::Array { items, .. } = &facts.resolved(schema).shape else { return None };
    facts.entity_type(items)
}

fn is_first_page(parameters: &Value) -> bool {
    parameters["page"].as_u64().is_none_or(|page| page == 1) && parameters.get("after").is_none()
}
