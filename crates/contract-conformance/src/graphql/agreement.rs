//! The same thing, read by GraphQL and by REST.

use contract_data::facts::variant;
use contract_model::{
    registry::{Auth, GraphqlField, Location, Operation, Root},
    schema::{Schema, Shape},
};
use serde_json::Value;

use super::{Answered, Graph, draft::Draft};
use crate::{
    judge::Outcome,
    rules,
    suite::Suite,
    things::content,
    world::{Draft as RestDraft, Person},
};

/// The number of things of a type that are compared.
const COMPARED: usize = 3;

pub(super) async fn run(graph: &Graph<'_, '_>) {
    let person = graph.suite.first_person();
    for field in graph.of(Root::Query).filter(|field| !field.output.connection) {
        let Some((pool, argument)) = read_by_id(graph.suite, field) else { continue };
        for operation in graph.suite.operations().filter(|operation| reads_the_same(graph.suite, field, operation)) {
            let mut ids = graph.suite.pools.all(&person.label, pool);
            ids.reverse();
            for id in ids.iter().take(COMPARED) {
                compare(graph, field, argument, operation, id, &person).await;
            }
        }
    }
}

/// The pool and the argument of a field that returns one thing by its id, and has no other required argument.
fn read_by_id<'f>(suite: &'f Suite<'_>, field: &'f GraphqlField) -> Option<(&'f str, &'f str)> {
    let facts = &suite.contract.facts;
    let (_, pool) = facts.entity_type(&field.output.schema)?;
    let mut required = field.arguments.iter().filter(|argument| argument.required);
    let argument = required.next().filter(|argument| facts.pool(&argument.schema) == Some(pool))?;
    required.next().is_none().then_some((pool, argument.name.as_str()))
}

/// Whether an operation reads things of the same type by the same ids.
fn reads_the_same(suite: &Suite<'_>, field: &GraphqlField, operation: &Operation) -> bool {
    let facts = &suite.contract.facts;
    let mut required = operation.parameters.iter().filter(|parameter| parameter.required);
    let Some(id) = required.next() else { return false };
    let body = operation.answers.first().and_then(|answer| answer.body.as_ref());
    operation.method == "GET"
        && id.location == Location::Path
        && required.next().is_none()
        && facts.pool(&id.schema) == facts.entity_type(&field.output.schema).map(|(_, pool)| pool)
        && body.is_some_and(|body| facts.content(&body.schema).schema.shape == field.output.schema.shape)
        && (operation.auth == Auth::Bearer) == (field.auth == Auth::Bearer)
}

async fn compare(
    graph: &Graph<'_, '_>,
    field: &GraphqlField,
    argument: &str,
    operation: &Operation,
    id: &str,
    person: &Person,
) {
    let suite = graph.suite;
    let Some(before) = read(suite, operation, id, person).await else { return };
    let Some(draft) = Draft::of(graph, field, person, 0) else { return };
    let draft = draft.with(argument, id.into());
    let Some(answered) = graph.ask(&draft, &person.label).await else { return };
    // A thing that changes by itself cannot be compared.
    let Some(after) = read(suite, operation, id, person).await else { return };
    let Some(value) = &answered.value else {
        // A result of the wrong type was reported when it was read.
        if answered.exchange.verdict.is_sound && answered.data.is_null() {
            let expected = format!("the thing that `{}` answers for this id", operation.id);
            graph.report(&rules::GRAPHQL_AGREES, format!("{}: not found", field.path()), expected, &answered);
        }
        return;
    };
    let mut comparison = Comparison { suite, depth: 0, found: Vec::new() };
    let schema = &field.output.schema;
    comparison.object(schema, &before, value);
    let stable: Vec<Difference> = comparison.found.drain(..).collect();
    comparison.object(schema, &after, value);
    for difference in stable.iter().filter(|difference| comparison.found.contains(difference)) {
        report(graph, operation, difference, &answered);
    }
}

fn report(graph: &Graph<'_, '_>, operation: &Operation, difference: &Difference, answered: &Answered) {
    let Difference { place, by_rest, by_graphql } = difference;
    graph.suite.report(crate::findings::Violation {
        rule: &rules::GRAPHQL_AGREES,
        item: &answered.exchange.item,
        cause: place.clone(),
        expected: format!("`{place}` as `{}` answers it: {by_rest}", operation.id),
        found: by_graphql.clone(),
        reproduce: Some(graph.suite.curl(&answered.exchange.request)),
    });
}

/// A thing in a REST answer, without its envelope.
async fn read(suite: &Suite<'_>, operation: &Operation, id: &str, person: &Person) -> Option<Value> {
    let mut draft = RestDraft::of(suite, operation, person, 0)?;
    let name = operation.parameters.iter().find(|parameter| parameter.required)?.name.clone();
    draft.parameters.insert(name, id.into());
    let exchange = suite.ask(operation, draft.request(), &person.label).await?;
    let Outcome::Success(_) = exchange.verdict.outcome else { return None };
    let body = exchange.verdict.body.filter(|_| exchange.verdict.is_sound)?;
    content(&suite.contract.facts, operation, &body).cloned()
}

/// A property that has different values.
#[derive(Debug, PartialEq)]
struct Difference {
    place: String,
    by_rest: String,
    by_graphql: String,
}

struct Comparison<'s, 'a> {
    suite: &'s Suite<'a>,
    /// The number of objects around the one that is compared.
    depth: usize,
    found: Vec<Difference>,
}

impl Comparison<'_, '_> {
    /// The properties of two values of one type. An entity may be shortened inside another thing, so only its id is
    /// compared.
    fn object(&mut self, schema: &Schema, by_rest: &Value, by_graphql: &Value) {
        let facts = &self.suite.contract.facts;
        let name = if let Shape::Reference { name } = &schema.shape { name.as_str() } else { "" };
        match &facts.resolved(schema).shape {
            Shape::Object { properties, .. } => {
                for property in properties {
                    let place = format!("{name}.{}", property.name);
                    let value = |whole: &Value| whole.get(&property.name).cloned().unwrap_or_default();
                    self.value(&property.schema, &value(by_rest), &value(by_graphql), &place);
                }
            }
            Shape::Union { tag, variants } => match variant(tag, variants, by_rest) {
                Some(variant) => {
                    let schema = contract_data::facts::refer(&variant.name);
                    self.object(&schema, by_rest, by_graphql);
                }
                None => self.differ(name, by_rest, by_graphql),
            },
            _ => self.value(schema, by_rest, by_graphql, name),
        }
    }

    fn value(&mut self, schema: &Schema, by_rest: &Value, by_graphql: &Value, place: &str) {
        let facts = &self.suite.contract.facts;
        match (&facts.resolved(schema).shape, by_rest, by_graphql) {
            (Shape::Array { items, .. }, Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
                for (one, other) in one.iter().zip(other) {
                    self.value(items, one, other, &format!("{place}[]"));
                }
            }
            (Shape::Object { .. } | Shape::Union { .. }, Value::Object(_), Value::Object(_)) => {
                if facts.entity_type(schema).is_none() {
                    self.depth += 1;
                    self.object(schema, by_rest, by_graphql);
                    self.depth -= 1;
                } else if by_rest.get("id") != by_graphql.get("id") {
                    self.differ(&format!("{place}.id"), by_rest, by_graphql);
                }
            }
            // At depth, a thing may be shortened on one side only.
            (Shape::Object { .. } | Shape::Union { .. } | Shape::Array { .. }, ..) if self.depth > 0 => {}
            (_, one, other) if is_same(one, other) => {}
            _ => self.differ(place, by_rest, by_graphql),
        }
    }

    fn differ(&mut self, place: &str, by_rest: &Value, by_graphql: &Value) {
        let shown = |value: &Value| if value.is_null() { "nothing".to_owned() } else { format!("`{value}`") };
        let (by_rest, by_graphql) = (shown(by_rest), shown(by_graphql));
        self.found.push(Difference { place: place.to_owned(), by_rest, by_graphql });
    }
}

/// Whether two values are equal; `1` equals `1.0`.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(_), Value::Number(_)) => one.as_f64() == other.as_f64(),
        _ => one == other,
    }
}
