//! Random valid values of a schema.

use contract_kit::{
    registry::Registry,
    schema::{Schema, Shape},
};

use super::{Json, resolve, spellings};

/// The depth of a value from which optional and repeated parts are omitted.
const DEEPEST: usize = 6;

/// A random valid value of a schema; the first rounds use the contract's own examples.
pub(super) fn valid(registry: &Registry, schema: &Schema, random: &mut fastrand::Rng, round: usize) -> Json {
    value(registry, schema, random, round, 0)
}

fn value(registry: &Registry, schema: &Schema, random: &mut fastrand::Rng, round: usize, depth: usize) -> Json {
    let example = schema.examples.first().or_else(|| resolve(registry, schema).examples.first());
    let schema = resolve(registry, schema);
    match &schema.shape {
        Shape::Reference { .. } => unreachable!("resolved"),
        Shape::Nullable { value: inner } => {
            if random.u8(..4) == 0 {
                Json::raw("null")
            } else {
                value(registry, inner, random, round, depth)
            }
        }
        Shape::Boolean { only } => Json::raw(only.unwrap_or_else(|| random.bool())),
        Shape::Integer { minimum, maximum } => Json::raw(random.i64(*minimum..=*maximum)),
        Shape::Number { minimum, maximum } => {
            let (low, high) = (minimum.unwrap_or(-1e6), maximum.unwrap_or(1e6));
            let fraction = f64::from(random.u16(..)) / f64::from(u16::MAX);
            Json::raw(low + (high - low) * fraction)
        }
        Shape::String { format: Some(format), .. } => {
            let spelling = random.choice(spellings::for_format(*format)).copied().unwrap_or_default();
            Json::Text(if round.is_multiple_of(2) { format.example().to_owned() } else { spelling.to_owned() })
        }
        Shape::String { pattern: Some(_), .. } => example.map_or_else(|| Json::Text("a".into()), Json::from),
        Shape::String { min_length, max_length, .. } => {
            let low = min_length.unwrap_or(0) as usize;
            let high = max_length.map_or(low + 12, |max| max as usize).min(low + 40);
            let length = random.usize(low..=high);
            Json::Text(
                (0..length)
                    .map(|_| *random.choice(&['a', 'Z', '7', ' ', '홍', '길', 'é', '😀', '𝄞', '-']).expect("not empty"))
                    .collect(),
            )
        }
        Shape::Enumeration { values, .. } => {
            Json::Text(random.choice(values).map(|word| word.value.clone()).unwrap_or_default())
        }
        Shape::Array { items, min_items, max_items } => {
            let low = min_items.unwrap_or(0) as usize;
            let high = if depth > DEEPEST { low } else { max_items.map_or(low + 2, |max| max as usize).min(low + 2) };
            Json::Array(
                (0..random.usize(low..=high)).map(|_| value(registry, items, random, round, depth + 1)).collect(),
            )
        }
        Shape::Map { values } => {
            let count = if depth > DEEPEST { 0 } else { random.usize(..3) };
            let keys = ["a", "토지", "toString", "constructor", ""];
            Json::Object(
                (0..count)
                    .map(|index| {
                        (keys[index + random.usize(..2)].to_owned(), value(registry, values, random, round, depth + 1))
                    })
                    .collect(),
            )
        }
        Shape::Object { properties, .. } => {
            let mut members = Vec::new();
            for property in properties {
                let present = property.required || (depth <= DEEPEST && (round == 0 || random.bool()));
                // Recursion ends, because a required property of a recursive type is a list or a map.
                if present && (property.required || depth < DEEPEST) {
                    members.push((property.name.clone(), value(registry, &property.schema, random, round, depth + 1)));
                }
            }
            if random.u8(..4) == 0 {
                random.shuffle(&mut members);
            }
            Json::Object(members)
        }
        Shape::Union { variants, .. } => {
            let variant = &variants[round % variants.len()];
            value(registry, &registry.types[&variant.name].schema, random, round, depth)
        }
    }
}
