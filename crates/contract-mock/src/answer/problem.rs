//! Problems (RFC 9457) in the contract's own type.

use std::collections::BTreeMap;

use contract_data::{
    Unmade,
    facts::{Facts, refer},
    formats::EPOCH,
    hash::key_of,
    value::{Given, Making, World as _, make},
};
use contract_model::{
    exchange::{Details, Violation},
    pointer::unescaped,
    registry::ProblemDefinition,
    schema::{Schema, Shape},
};
use serde_json::{Map, Value, json};

use crate::state::{fitting, view::View};

/// The number of violations that the detail of a problem shows.
const SHOWN: usize = 5;

/// The body of a problem, valid by the contract's problem type.
pub(crate) fn body(
    view: &View<'_>,
    definition: &ProblemDefinition,
    details: &Details,
    instance: &str,
    request_id: &str,
) -> Result<Value, Unmade> {
    let facts = view.facts();
    let schema = refer(&facts.registry.problem_type);
    let violations = &details.violations;
    let mut given: Given = facts
        .properties(&schema)
        .iter()
        .filter(|property| !property.required)
        .map(|property| (property.name.clone(), None))
        .collect();
    let mut members = vec![
        ("type", type_uri(facts, &schema, &definition.code).into()),
        ("title", definition.title.as_str().into()),
        ("status", definition.status.into()),
        ("detail", detail(definition, details).into()),
        ("instance", instance.into()),
        ("success", false.into()),
        ("message", definition.title.as_str().into()),
        ("code", definition.code.as_str().into()),
        ("errorType", definition.error_type.as_str().into()),
        ("recoverable", definition.recoverable.into()),
        ("retryable", definition.retryable.into()),
        ("requestId", request_id.into()),
    ];
    if !violations.is_empty() {
        members.push(("errors", errors(violations)));
        let shown = violations.iter();
        let shown = shown.map(|found| json!({ "pointer": found.pointer, "code": found.code, "detail": found.detail }));
        members.push(("violations", shown.collect()));
    }
    let members =
        members.into_iter().map(|(name, value)| (name.to_owned(), Some(shortened(facts, &schema, name, value))));
    given.extend(fitting(facts, &schema, members.collect()));
    let key = key_of(&[view.seed(), "problem", &definition.code]);
    make(view, &schema, Making { given: Some(&given), ..Making::new(key, EPOCH) })
}

fn detail(definition: &ProblemDefinition, details: &Details) -> String {
    let detail = details.detail.as_deref().unwrap_or(&definition.title);
    if details.violations.is_empty() {
        return detail.to_owned();
    }
    let shown = details.violations.iter().take(SHOWN).map(|found| {
        let path = path(&found.pointer);
        format!("{}: {}", if path.is_empty() { "the body" } else { &path }, found.detail)
    });
    format!("{detail}: {}", shown.collect::<Vec<_>>().join("; "))
}

/// A text cut to the maximum length of its property.
fn shortened(facts: &Facts, schema: &Schema, name: &str, value: Value) -> Value {
    let longest = facts.property(schema, name).and_then(|property| match &facts.resolved(&property.schema).shape {
        Shape::String { max_length, .. } => *max_length,
        _ => None,
    });
    match (value, longest) {
        (Value::String(text), Some(longest)) => text.chars().take(longest as usize).collect::<String>().into(),
        (value, _) => value,
    }
}

/// The example of the problem type's `type`, with the code in place of its last segment.
fn type_uri(facts: &Facts, schema: &Schema, code: &str) -> String {
    let example = facts.property(schema, "type").and_then(|property| property.schema.examples.first()?.as_str());
    let base = example.and_then(|example| Some(&example[..=example.rfind('/')?]));
    format!("{}{}", base.unwrap_or("https://example.com/problems/"), code.to_lowercase().replace('_', "-"))
}

/// The reasons by the path of their property: `address.city`, `tags.0`.
fn errors(violations: &[Violation]) -> Value {
    let mut errors: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for violation in violations {
        errors.entry(path(&violation.pointer)).or_default().push(&violation.detail);
    }
    Value::Object(errors.into_iter().map(|(path, reasons)| (path, reasons.into())).collect::<Map<_, _>>())
}

fn path(pointer: &str) -> String {
    let steps = pointer.strip_prefix('/').unwrap_or(pointer).split('/');
    steps.map(unescaped).collect::<Vec<_>>().join(".")
}
