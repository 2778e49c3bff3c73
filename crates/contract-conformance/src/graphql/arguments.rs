//! Arguments that break a constraint, and arguments at the edge of one.

use std::collections::BTreeSet;

use contract_model::{
    registry::{Argument, GraphqlField},
    schema::{Schema, Shape},
};
use serde_json::Value;

use super::{
    Graph,
    breaches::{Change, changes},
    draft::Draft,
};
use crate::{judge::place, rules, world::Person};

/// The maximum number of values at the edge of a constraint that are sent per argument: each may create something.
const AT_EDGE: usize = 60;

pub(super) async fn run(graph: &Graph<'_, '_>) {
    let person = graph.suite.first_person();
    for field in graph.single() {
        let Some(draft) = Draft::of(graph, field, &person, 0) else { continue };
        for argument in &field.arguments {
            if !graph.suite.is_lost() {
                of_argument(graph, &draft, argument, &person).await;
            }
        }
    }
}

/// The changes of an argument, each with whether its value is still valid.
pub(super) fn changes_of(
    graph: &Graph<'_, '_>,
    draft: &Draft<'_>,
    argument: &Argument,
    value: &Value,
) -> Vec<(Change, bool)> {
    let contract = graph.suite.contract;
    let mut sent = BTreeSet::from([value.to_string()]);
    let mut found = Vec::new();
    for change in changes(&contract.facts, &argument.schema, value) {
        // GraphQL allows null for an optional argument.
        let is_absent = change.value.is_null() && !argument.required;
        if !is_absent && sent.insert(change.value.to_string()) {
            let is_valid = is_valid(graph, &draft.clone().with(&argument.name, change.value.clone()));
            found.push((change, is_valid));
        }
    }
    found
}

/// Whether the arguments of a request fit the contract.
pub(super) fn is_valid(graph: &Graph<'_, '_>, draft: &Draft<'_>) -> bool {
    let (field, arguments) = (draft.field, Value::Object(draft.arguments.clone()));
    graph.suite.contract.validator.arguments(field.root, &field.name, &arguments).is_empty()
}

async fn of_argument(graph: &Graph<'_, '_>, draft: &Draft<'_>, argument: &Argument, person: &Person) {
    let field = draft.field;
    let Some(value) = graph.argument(field, argument, person, 0) else { return };
    let value = filled(graph, &argument.schema, value, person, 0);
    if !is_valid(graph, &draft.clone().with(&argument.name, value.clone())) {
        return;
    }
    // If the platform refuses a value by its own rules, similar values prove nothing.
    let Some(unchanged) = graph.ask(&draft.clone().with(&argument.name, value.clone()), &person.label).await else {
        return;
    };
    let mut left = if graph.says_invalid(&unchanged) { 0 } else { AT_EDGE };
    for (change, is_valid) in changes_of(graph, draft, argument, &value) {
        let changed = draft.clone().with(&argument.name, change.value.clone());
        if !is_valid {
            broken(graph, &changed, argument, &change, person).await;
        } else if left > 0 && !is_cursor(field, argument) {
            left -= 1;
            at_edge(graph, &changed, argument, &change, person).await;
        }
    }
}

/// Whether only texts from the server are valid, regardless of their form.
fn is_cursor(field: &GraphqlField, argument: &Argument) -> bool {
    field.output.connection && ["after", "before"].contains(&argument.name.as_str())
}

async fn broken(graph: &Graph<'_, '_>, draft: &Draft<'_>, argument: &Argument, change: &Change, person: &Person) {
    let Some(answered) = graph.ask(draft, &person.label).await else { return };
    // A fault of the server, or an answer that is not GraphQL, has already been reported.
    if answered.is_success() {
        let cause = cause(graph, draft.field, argument, change);
        let expected = format!("an error: {} breaks `{}`", shown(change), change.label);
        graph.report(&rules::GRAPHQL_ARGUMENT, cause, expected, &answered);
    }
}

async fn at_edge(graph: &Graph<'_, '_>, draft: &Draft<'_>, argument: &Argument, change: &Change, person: &Person) {
    let Some(answered) = graph.ask(draft, &person.label).await else { return };
    if !answered.is_success() && graph.says_invalid(&answered) {
        let cause = format!("{}, at its edge", cause(graph, draft.field, argument, change));
        let expected = format!("no refusal as invalid: {} is within `{}`", shown(change), change.label);
        graph.report(&rules::GRAPHQL_ARGUMENT, cause, expected, &answered);
    }
}

pub(super) fn shown(change: &Change) -> String {
    let text = change.value.pointer(&change.pointer).unwrap_or(&Value::Null).to_string();
    let start: String = text.chars().take(60).collect();
    let place = if change.pointer.is_empty() { String::new() } else { format!(" at `{}`", change.pointer) };
    if start.len() < text.len() { format!("`{start}…`{place}") } else { format!("`{text}`{place}") }
}

/// The place of the cause: `NewBook.title: maxLength`, or `Query.books(first): maximum`.
pub(super) fn cause(graph: &Graph<'_, '_>, field: &GraphqlField, argument: &Argument, change: &Change) -> String {
    let place = place(&graph.suite.contract.facts, &argument.schema, &change.value, &change.pointer);
    let place = if place.contains('.') { place } else { format!("{}({})", field.path(), argument.name) };
    format!("{place}: {}", change.label)
}

/// A value with every optional property that can be generated.
fn filled(graph: &Graph<'_, '_>, schema: &Schema, value: Value, person: &Person, depth: usize) -> Value {
    let facts = &graph.suite.contract.facts;
    let Shape::Object { properties, .. } = &facts.resolved(schema).shape else { return value };
    let Value::Object(mut members) = value else { return value };
    for property in properties {
        let is_id = facts.pool(&property.schema).is_some();
        let inner = match members.get(&property.name) {
            Some(inner) => Some(inner.clone()),
            None if depth > 3 || is_id => None,
            None => graph.suite.value(&property.schema, person, 0),
        };
        if let Some(inner) = inner {
            members.insert(property.name.clone(), filled(graph, &property.schema, inner, person, depth + 1));
        }
    }
    Value::Object(members)
}
