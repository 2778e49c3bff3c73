//! The paragraphs of JSDoc about a schema, an enumeration and a lifecycle.

use contract_model::{
    lifecycle::Lifecycle,
    schema::{Schema, Shape},
};

/// Returns the paragraphs about a schema: text, constraint, default, lifecycle, example.
pub(super) fn schema(schema: &Schema) -> Vec<String> {
    let mut paragraphs: Vec<String> = schema.description.iter().cloned().collect();
    if let Some(constraint) = constraint(&schema.shape) {
        paragraphs.push(constraint);
    }
    if let Some(default) = &schema.default {
        paragraphs.push(format!("@defaultValue {default}"));
    }
    paragraphs.extend(lifecycle(&schema.lifecycle));
    if let Some(example) = schema.examples.first() {
        paragraphs.push(format!("@example {example}"));
    }
    paragraphs
}

/// Returns `@since` and `@deprecated`.
pub(super) fn lifecycle(lifecycle: &Lifecycle) -> Vec<String> {
    let since = lifecycle.since.iter().map(|since| format!("@since {since}"));
    let deprecated = lifecycle.deprecated.iter().map(|deprecated| format!("@deprecated {}", deprecated.reason()));
    since.chain(deprecated).collect()
}

/// Returns a constraint that the type cannot express, for people.
fn constraint(shape: &Shape) -> Option<String> {
    let between = |low: Option<String>, high: Option<String>, unit: &str| match (low, high) {
        (Some(low), Some(high)) if low == high => Some(format!("Exactly {low}{unit}.")),
        (Some(low), Some(high)) => Some(format!("From {low} to {high}{unit}.")),
        (Some(low), None) => Some(format!("At least {low}{unit}.")),
        (None, Some(high)) => Some(format!("At most {high}{unit}.")),
        (None, None) => None,
    };
    match shape {
        Shape::Integer { minimum, maximum } => between(
            (*minimum > i64::from(i32::MIN)).then(|| minimum.to_string()),
            (*maximum < i64::from(i32::MAX)).then(|| maximum.to_string()),
            "",
        ),
        Shape::Number { minimum, maximum } => {
            between(minimum.map(|n| n.to_string()), maximum.map(|n| n.to_string()), "")
        }
        Shape::String { min_length, max_length, .. } => {
            between(min_length.map(|n| n.to_string()), max_length.map(|n| n.to_string()), " characters")
        }
        Shape::Array { min_items, max_items, .. } => {
            between(min_items.map(|n| n.to_string()), max_items.map(|n| n.to_string()), " items")
        }
        Shape::Reference { .. }
        | Shape::Nullable { .. }
        | Shape::Boolean { .. }
        | Shape::Enumeration { .. }
        | Shape::Map { .. }
        | Shape::Object { .. }
        | Shape::Union { .. } => None,
    }
}
