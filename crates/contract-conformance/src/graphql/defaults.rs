//! Omitted arguments, and variables without a value, have their declared defaults.

use contract_model::{
    registry::{GraphqlField, Root},
    schema::{Schema, Shape},
};
use serde_json::Value;

use super::{Answered, Graph, draft::Draft};
use crate::{rules, world::Person};

pub(super) async fn run(graph: &Graph<'_, '_>) {
    let person = graph.suite.first_person();
    for field in graph.single() {
        for argument in field.arguments.iter().filter(|argument| !argument.required) {
            if let Some(default) = &argument.schema.default {
                match field.root {
                    Root::Query => same_result(graph, field, &argument.name, default, &person).await,
                    Root::Mutation => echoed(graph, field, &Place::of(&argument.name), default, &person).await,
                    Root::Subscription => {}
                }
            }
        }
        if field.root == Root::Mutation {
            for argument in field.arguments.iter().filter(|argument| argument.required) {
                for property in graph.suite.contract.facts.properties(&argument.schema) {
                    if let Some(default) = &property.schema.default {
                        let place = Place { argument: &argument.name, property: Some(&property.name) };
                        echoed(graph, field, &place, default, &person).await;
                    }
                }
            }
        }
    }
}

/// A query has the same result with the default, without the argument, and with a variable that has no value.
async fn same_result(graph: &Graph<'_, '_>, field: &GraphqlField, name: &str, default: &Value, person: &Person) {
    let Some(without) = Draft::of(graph, field, person, 0) else { return };
    let without = without.without(name);
    let Some(explicit) = data(graph, &without.clone().with(name, default.clone()), person).await else { return };
    let mut unset = without.clone();
    unset.unset.push(name.to_owned());
    for (label, draft) in [("left out", without), ("an unset variable", unset)] {
        let Some(found) = graph.ask(&draft, &person.label).await else { return };
        if found.data == explicit.data {
            continue;
        }
        // A result that changes by itself cannot be compared.
        let Some(again) = data(graph, &draft.clone().with(name, default.clone()), person).await else { return };
        if again.data == explicit.data && (found.is_success() || graph.says_invalid(&found)) {
            let cause = format!("{}({name}): {label}", field.path());
            graph.report(&rules::GRAPHQL_DEFAULT, cause, format!("the result of `{name}: {default}`"), &found);
        }
    }
}

async fn data(graph: &Graph<'_, '_>, draft: &Draft<'_>, person: &Person) -> Option<Answered> {
    graph.ask(draft, &person.label).await.filter(Answered::is_success)
}

/// The place of a value that has a default: an argument, or a property of one.
struct Place<'n> {
    argument: &'n str,
    property: Option<&'n str>,
}

impl<'n> Place<'n> {
    const fn of(argument: &'n str) -> Self {
        Self { argument, property: None }
    }

    fn name(&self) -> &'n str {
        self.property.unwrap_or(self.argument)
    }

    fn set(&self, draft: &mut Draft<'_>, value: Option<Value>) {
        let members = match self.property {
            None => Some(&mut draft.arguments),
            Some(_) => draft.arguments.get_mut(self.argument).and_then(Value::as_object_mut),
        };
        if let Some(members) = members {
            match value {
                Some(value) => _ = members.insert(self.name().to_owned(), value),
                None => _ = members.shift_remove(self.name()),
            }
        }
    }
}

/// A mutation that echoes two sent values in a property of the same name also echoes the default.
async fn echoed(graph: &Graph<'_, '_>, field: &GraphqlField, place: &Place<'_>, default: &Value, person: &Person) {
    let facts = &graph.suite.contract.facts;
    let sent = field.arguments.iter().find(|argument| argument.name == place.argument).map(|argument| &argument.schema);
    let sent = sent.and_then(|schema| match place.property {
        None => Some(schema),
        Some(name) => facts.property(schema, name).map(|property| &property.schema),
    });
    let shown = facts.property(&field.output.schema, place.name()).map(|property| &property.schema);
    let (Some(sent), Some(shown)) = (sent, shown) else { return };
    if sent.shape != shown.shape {
        return;
    }
    let Some(other) = other_than(graph, sent, default, person) else { return };
    let Some(base) = Draft::of(graph, field, person, 0) else { return };
    for value in [Some(default.clone()), Some(other), None] {
        let mut draft = base.clone();
        place.set(&mut draft, value.clone());
        let Some(answered) = data(graph, &draft, person).await else { return };
        let echo = answered.value.as_ref().and_then(|answer| answer.get(place.name()));
        match value {
            // The mutation does not echo the sent value.
            Some(value) if echo != Some(&value) => return,
            Some(_) => {}
            None if echo == Some(default) => {}
            None => {
                let cause = format!("{}({}): left out", field.path(), place.name());
                let expected = format!("`{}: {default}`, the default", place.name());
                graph.report(&rules::GRAPHQL_DEFAULT, cause, expected, &answered);
            }
        }
    }
}

/// A value of a schema that differs from its default.
fn other_than(graph: &Graph<'_, '_>, schema: &Schema, default: &Value, person: &Person) -> Option<Value> {
    if let Shape::Enumeration { values, .. } = &graph.suite.contract.facts.resolved(schema).shape {
        return values.iter().map(|word| Value::from(word.value.clone())).find(|word| word != default);
    }
    (1..4).filter_map(|salt| graph.suite.value(schema, person, salt)).find(|value| value != default)
}
