//! Parameters at and beyond the limits of every constraint, unknown ones, and repeated ones.

use contract_model::{
    registry::{Implied, Location, Operation, Parameter},
    schema::{Schema, Shape},
};
use serde_json::Value;

use super::expect::Refusal;
use crate::{
    http::Request,
    rules::{self, Rule},
    suite::Suite,
    variations::variations,
    world::{Draft, Person, text},
};

pub(super) async fn run(suite: &Suite<'_>) {
    suite.each(suite.harmless_operations(), |operation| parameters(suite, operation)).await;
}

async fn parameters(suite: &Suite<'_>, operation: &Operation) {
    let person = suite.first_person();
    let Some(draft) = Draft::of(suite, operation, &person, 0) else { return };
    let request = draft.request().with_query("conformanceUnknown", "1");
    let (rule, because) = (&rules::PARAMETER_UNKNOWN, "the query has `conformanceUnknown`, which is not declared");
    refuse(suite, rule, operation, request, &person, because.into(), Some("query/conformanceUnknown".into())).await;
    for parameter in &operation.parameters {
        if suite.is_lost() {
            return;
        }
        constraints(suite, &draft, parameter, &person).await;
        repeated(suite, &draft, parameter, &person).await;
        required(suite, &draft, parameter, &person).await;
    }
}

async fn constraints(suite: &Suite<'_>, draft: &Draft<'_>, parameter: &Parameter, person: &Person) {
    let operation = draft.operation;
    let Parameter { name, location, schema, .. } = parameter;
    let known = draft.parameters.get(name).cloned().or_else(|| suite.value(schema, person, 0));
    let Some(base) = known else { return };
    let check = |value: &Value| suite.contract.validator.parameter(&operation.id, name, value);
    let another = |schema: &Schema| suite.value(schema, person, 1);
    for variation in variations(suite.contract, schema, &base, &check, &another) {
        if !travels(suite, parameter, &variation.value) {
            continue;
        }
        let mut varied = draft.clone();
        varied.parameters.insert(name.clone(), variation.value.clone());
        let because = format!("the parameter `{name}` {}", variation.difference);
        if let Some(first) = variation.violations.first() {
            let place = match location {
                Location::Path => format!("path/{name}"),
                Location::Query => format!("query/{name}"),
                Location::Header => format!("header/{}", name.to_ascii_lowercase()),
            };
            let pointer = Some(format!("{place}{}", first.pointer));
            let rule = &rules::PARAMETER_CONSTRAINT;
            refuse(suite, rule, operation, varied.request(), person, because, pointer).await;
        } else {
            let cause = format!("{}: {because}", operation.id);
            let rule = &rules::PARAMETER_BOUND;
            suite.accept(rule, operation, varied.request(), &person.label, (cause, &because)).await;
        }
    }
}

/// Whether a value still differs from a valid one after it has been written as text, and stays in its place in the
/// request.
fn travels(suite: &Suite<'_>, parameter: &Parameter, value: &Value) -> bool {
    let shown = match value {
        Value::Array(items) if items.is_empty() => return false,
        Value::Array(items) => items.iter().map(text).collect(),
        Value::Object(_) | Value::Null => return false,
        scalar => text(scalar),
    };
    let is_plain = shown.chars().all(|character| ('!'..='~').contains(&character));
    !is_ambiguous(suite, &parameter.schema, value)
        && match parameter.location {
            Location::Path => !shown.is_empty() && shown != "." && shown != "..",
            Location::Query => true,
            Location::Header => !shown.is_empty() && is_plain && shown.len() < 4_000,
        }
}

/// Whether the text of a value represents a valid one: a number and its text are the same parameter.
fn is_ambiguous(suite: &Suite<'_>, schema: &Schema, value: &Value) -> bool {
    match &suite.contract.facts.resolved(schema).shape {
        Shape::Integer { .. } | Shape::Number { .. } | Shape::Boolean { .. } => value.is_string(),
        Shape::String { .. } | Shape::Enumeration { .. } => !value.is_string(),
        Shape::Array { items, .. } => match value {
            Value::Array(found) => found.iter().any(|item| is_ambiguous(suite, items, item)),
            _ => true,
        },
        _ => false,
    }
}

async fn repeated(suite: &Suite<'_>, draft: &Draft<'_>, parameter: &Parameter, person: &Person) {
    let is_list = matches!(suite.contract.facts.resolved(&parameter.schema).shape, Shape::Array { .. });
    if parameter.location != Location::Query || is_list {
        return;
    }
    let Some(value) = suite.value(&parameter.schema, person, 0) else { return };
    let mut request = draft.request();
    request.query.retain(|(name, _)| *name != parameter.name);
    let request = request.with_query(&parameter.name, text(&value)).with_query(&parameter.name, text(&value));
    let because = format!("the parameter `{}` comes twice", parameter.name);
    let pointer = Some(format!("query/{}", parameter.name));
    refuse(suite, &rules::PARAMETER_REPEATED, draft.operation, request, person, because, pointer).await;
}

async fn required(suite: &Suite<'_>, draft: &Draft<'_>, parameter: &Parameter, person: &Person) {
    if !parameter.required || parameter.location == Location::Path {
        return;
    }
    let mut without = draft.clone();
    without.parameters.remove(&parameter.name);
    let because = format!("the parameter `{}` is missing", parameter.name);
    refuse(suite, &rules::PARAMETER_REQUIRED, draft.operation, without.request(), person, because, None).await;
}

async fn refuse(
    suite: &Suite<'_>,
    rule: &'static Rule,
    operation: &Operation,
    request: Request,
    person: &Person,
    because: String,
    pointer: Option<String>,
) {
    let codes = suite.implied(operation, 400, &[Implied::Always]);
    let refusal = Refusal::new(rule, operation, request, &person.label, codes, because);
    suite.refuse(Refusal { pointer, ..refusal }).await;
}
