//! The place of a value in the contract: `Book.title` rather than `/data/items/3/title`.

use contract_data::facts::{Facts, variant};
use contract_model::{
    pointer::steps,
    schema::{Schema, Shape},
};
use serde_json::Value;

/// The type and property to which a JSON pointer leads, from a value and its schema.
pub(crate) fn place(facts: &Facts, schema: &Schema, value: &Value, pointer: &str) -> String {
    let mut schema = schema;
    let mut value = Some(value);
    let mut name = String::new();
    let mut steps = steps(pointer);
    loop {
        match &schema.shape {
            Shape::Reference { name: next } => {
                let definition = facts.definition(next);
                // The instances of a generic type have its properties.
                definition.generic().unwrap_or(next).clone_into(&mut name);
                schema = &definition.schema;
                continue;
            }
            Shape::Nullable { value: inner } => {
                schema = inner;
                continue;
            }
            Shape::Union { tag, variants } => {
                if let Some(variant) = value.and_then(|value| variant(tag, variants, value)) {
                    name.clone_from(&variant.name);
                    schema = &facts.definition(&variant.name).schema;
                    continue;
                }
            }
            _ => {}
        }
        let Some(step) = steps.next() else { return name };
        value = value.and_then(|value| match value {
            Value::Array(items) => items.get(step.parse::<usize>().ok()?),
            other => other.get(&step),
        });
        match &schema.shape {
            Shape::Object { properties, .. } => {
                name = format!("{name}.{step}");
                let Some(property) = properties.iter().find(|property| property.name == step) else { return name };
                schema = &property.schema;
            }
            Shape::Array { items, .. } => {
                name = format!("{name}[]");
                schema = items;
            }
            Shape::Map { values } => {
                name = format!("{name}{{}}");
                schema = values;
            }
            _ => return format!("{name}.{step}"),
        }
    }
}
