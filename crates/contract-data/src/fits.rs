//! Decides whether a value fits a schema. The edge reports why a request does not fit; for generated values, yes or no
//! is enough.

use contract_model::schema::{Schema, Shape};
use serde_json::Value;

use crate::facts::{Facts, variant};

/// Whether a value is valid against a schema. Formats need no rule of their own, because each has a pattern that
/// decides.
pub fn fits(facts: &Facts, schema: &Schema, value: &Value) -> bool {
    match &schema.shape {
        Shape::Reference { name } => fits(facts, &facts.definition(name).schema, value),
        Shape::Nullable { value: inner } => value.is_null() || fits(facts, inner, value),
        Shape::Boolean { only } => value.as_bool().is_some_and(|found| only.is_none_or(|only| only == found)),
        Shape::Integer { minimum, maximum } => value.as_f64().is_some_and(|number| {
            #[expect(clippy::cast_precision_loss, reason = "the bounds of an integer have at most 32 bits")]
            let range = *minimum as f64..=*maximum as f64;
            number.fract() == 0.0 && range.contains(&number)
        }),
        Shape::Number { minimum, maximum } => value.as_f64().is_some_and(|number| {
            minimum.is_none_or(|minimum| number >= minimum) && maximum.is_none_or(|maximum| number <= maximum)
        }),
        Shape::String { pattern, min_length, max_length, .. } => value.as_str().is_some_and(|text| {
            let length = text.chars().count();
            min_length.is_none_or(|least| length >= least as usize)
                && max_length.is_none_or(|most| length <= most as usize)
                && pattern.as_ref().is_none_or(|pattern| facts.matches(pattern, text))
        }),
        Shape::Enumeration { values, open } => {
            value.as_str().is_some_and(|word| *open || values.iter().any(|known| known.value == word))
        }
        Shape::Array { items, min_items, max_items } => value.as_array().is_some_and(|found| {
            min_items.is_none_or(|least| found.len() >= least as usize)
                && max_items.is_none_or(|most| found.len() <= most as usize)
                && found.iter().all(|item| fits(facts, items, item))
        }),
        Shape::Map { values } => {
            value.as_object().is_some_and(|members| members.values().all(|inner| fits(facts, values, inner)))
        }
        Shape::Object { properties, closed } => value.as_object().is_some_and(|members| {
            let are_known = !closed || members.keys().all(|name| properties.iter().any(|known| known.name == *name));
            are_known
                && properties.iter().all(|property| match members.get(&property.name) {
                    Some(inner) => fits(facts, &property.schema, inner),
                    None => !property.required,
                })
        }),
        Shape::Union { tag, variants } => variant(tag, variants, value)
            .is_some_and(|variant| fits(facts, &facts.definition(&variant.name).schema, value)),
    }
}
