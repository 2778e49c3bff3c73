//! Values for a schema: probably valid ones, and others that differ by one step.

use std::collections::BTreeSet;

use fastrand::Rng;
use serde_json::{Map, Value};

use super::{constant, name};

/// The maximum depth of values.
const DEEPEST: usize = 3;

/// Up to `count` different texts.
pub fn values(random: &mut Rng, document: &Value, count: usize) -> Vec<String> {
    let mut texts = BTreeSet::new();
    for round in 0..count * 4 {
        let mut value = if round % 4 == 0 { anything(random, 0) } else { wanted(random, document, document, 0) };
        if round % 3 == 0 {
            change(random, &mut value);
        }
        texts.insert(value.to_string());
        if texts.len() == count {
            break;
        }
    }
    texts.into_iter().collect()
}

fn anything(random: &mut Rng, depth: usize) -> Value {
    match random.u8(..if depth < DEEPEST { 6 } else { 4 }) {
        4 => (0..random.usize(..4)).map(|_| anything(random, depth + 1)).collect(),
        5 => Value::Object((0..random.usize(..4)).map(|_| (name(random), anything(random, depth + 1))).collect()),
        _ => constant(random),
    }
}

/// A value that fits one of the keywords of a schema, at random; it may still be invalid.
fn wanted(random: &mut Rng, document: &Value, schema: &Value, depth: usize) -> Value {
    let Value::Object(keywords) = schema else { return anything(random, depth) };
    if depth > DEEPEST {
        return anything(random, depth);
    }
    if let Some(constant) = keywords.get("const") {
        return constant.clone();
    }
    if let Some(Value::Array(values)) = keywords.get("enum") {
        return random.choice(values).cloned().unwrap_or_default();
    }
    let mut value = match keywords.get("type") {
        Some(Value::String(ty)) => of_type(random, document, keywords, ty, depth),
        Some(Value::Array(types)) => {
            let ty = random.choice(types).and_then(Value::as_str).unwrap_or("null").to_owned();
            of_type(random, document, keywords, &ty, depth)
        }
        _ if ["properties", "required", "patternProperties", "additionalProperties"]
            .iter()
            .any(|k| keywords.contains_key(*k)) =>
        {
            of_type(random, document, keywords, "object", depth)
        }
        _ if ["items", "prefixItems", "contains"].iter().any(|k| keywords.contains_key(*k)) => {
            of_type(random, document, keywords, "array", depth)
        }
        _ => Value::Null,
    };
    // Subschemas that apply in place contribute too, one member of an object each.
    let mut others = Vec::new();
    for keyword in ["allOf", "anyOf", "oneOf"] {
        others.extend(keywords.get(keyword).and_then(Value::as_array).and_then(|list| random.choice(list)));
    }
    others.extend(["if", "then", "else"].iter().filter_map(|keyword| keywords.get(*keyword)));
    let referred = keywords
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|reference| document.pointer(&reference.trim_start_matches('#').replace("%24", "$")));
    others.extend(referred);
    for other in others {
        let other = wanted(random, document, other, depth + 1);
        match (&mut value, other) {
            (Value::Object(members), Value::Object(more)) => members.extend(more),
            (Value::Array(items), Value::Array(more)) if more.len() > items.len() => *items = more,
            (Value::Null, other) if !keywords.contains_key("type") => value = other,
            _ => {}
        }
    }
    if value.is_null() && !keywords.contains_key("type") { anything(random, depth) } else { value }
}

fn of_type(random: &mut Rng, document: &Value, keywords: &Map<String, Value>, ty: &str, depth: usize) -> Value {
    let below = |random: &mut Rng, schema: &Value| wanted(random, document, schema, depth + 1);
    match ty {
        "null" => Value::Null,
        "boolean" => random.bool().into(),
        "integer" | "number" => {
            let bound = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]
                .iter()
                .find_map(|keyword| keywords.get(*keyword).and_then(Value::as_f64))
                .unwrap_or(1.0);
            let steps: &[f64] = if ty == "integer" { &[-1.0, 0.0, 1.0, 6.0] } else { &[-1.0, 0.0, 0.25, 1.0] };
            (bound + random.choice(steps).copied().unwrap_or_default()).into()
        }
        "string" => {
            let choices = ["", "a", "ab", "abc", "😀", "😀b", "책", "1", "a1", "/", "o/", "\n", "A", "]"];
            (*random.choice(choices).expect("one")).into()
        }
        "array" => {
            let mut items: Vec<Value> = Vec::new();
            for schema in keywords.get("prefixItems").and_then(Value::as_array).into_iter().flatten() {
                items.push(below(random, schema));
            }
            for keyword in ["items", "contains", "unevaluatedItems"] {
                if let Some(schema) = keywords.get(keyword) {
                    items.extend((0..random.usize(..3)).map(|_| below(random, schema)));
                }
            }
            if random.u8(..4) == 0 {
                random.shuffle(&mut items);
            }
            items.into()
        }
        _ => {
            let mut members = Map::new();
            let required = keywords.get("required").and_then(Value::as_array).into_iter().flatten();
            members.extend(required.filter_map(Value::as_str).map(|name| (name.to_owned(), Value::from(1))));
            for (name, schema) in keywords.get("properties").and_then(Value::as_object).into_iter().flatten() {
                if members.contains_key(name) || random.bool() {
                    members.insert(name.clone(), below(random, schema));
                }
            }
            for keyword in ["additionalProperties", "unevaluatedProperties"] {
                if let Some(schema) = keywords.get(keyword).filter(|_| random.bool()) {
                    members.insert(name(random), below(random, schema));
                }
            }
            Value::Object(members)
        }
    }
}

/// Changes a value by one step.
fn change(random: &mut Rng, value: &mut Value) {
    match value {
        Value::Object(members) if random.u8(..4) > 0 => {
            let names: Vec<String> = members.keys().cloned().collect();
            match (random.u8(..3), random.choice(&names)) {
                (0, Some(name)) => _ = members.shift_remove(name),
                (1, Some(name)) => change(random, &mut members[name.as_str()]),
                _ => _ = members.insert(name(random), anything(random, 2)),
            }
        }
        Value::Array(items) if random.u8(..4) > 0 => match random.u8(..3) {
            0 => _ = items.pop(),
            1 if !items.is_empty() => {
                let index = random.usize(..items.len());
                change(random, &mut items[index]);
            }
            _ => {
                let item = random.choice(&*items).cloned().unwrap_or_default();
                items.push(item);
            }
        },
        value => *value = anything(random, 1),
    }
}
