//! Random schemas.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::{constant, name, pattern};

/// The maximum depth of schemas.
const DEEPEST: usize = 3;
/// The names of every document's definitions.
const DEFINITIONS: &[&str] = &["A", "B", "a/b", "x~y"];
/// References to the definitions, and to other places.
const REFERENCES: &[&str] = &[
    "#",
    "#/$defs/A",
    "#/$defs/B",
    "#/$defs/a~1b",
    "#/$defs/x~0y",
    "#/%24defs/A",
    "#named",
    "https://example.com/other",
];
const TYPES: &[&str] = &["null", "boolean", "integer", "number", "string", "array", "object"];

/// A random document.
pub fn schema(random: &mut Rng) -> Value {
    let mut root = match one(random, 0) {
        Value::Object(root) => root,
        always => Map::from_iter([("allOf".to_owned(), json!([always]))]),
    };
    let definitions = DEFINITIONS.iter().map(|name| ((*name).to_owned(), one(random, 2)));
    let mut definitions: Map<_, _> = definitions.collect();
    definitions.insert("named".into(), with(random, "$anchor", json!("named")));
    definitions.insert("other".into(), with(random, "$id", json!("https://example.com/other")));
    root.insert("$defs".into(), Value::Object(definitions));
    Value::Object(root)
}

/// A small schema with an additional keyword.
fn with(random: &mut Rng, keyword: &str, value: Value) -> Value {
    let mut schema = match one(random, DEEPEST) {
        Value::Object(schema) => schema,
        always => Map::from_iter([("not".to_owned(), json!({ "not": always }))]),
    };
    // A reference would be resolved against a different base.
    schema.shift_remove("$ref");
    schema.insert(keyword.to_owned(), value);
    Value::Object(schema)
}

fn one(random: &mut Rng, depth: usize) -> Value {
    match random.u8(..20) {
        0 => return true.into(),
        1 => return false.into(),
        _ => {}
    }
    let mut schema = Map::new();
    if random.bool() {
        let ty =
            if random.u8(..4) == 0 { json!(random.choose_multiple(TYPES, 2)) } else { json!(random.choice(TYPES)) };
        schema.insert("type".into(), ty);
    }
    for _ in 0..random.usize(1..4) {
        match random.u8(..if depth < DEEPEST { 12 } else { 5 }) {
            0 => numbers(random, &mut schema),
            1 => texts(random, &mut schema),
            2 => _ = schema.insert("const".into(), constant(random)),
            3 => {
                let values = (0..random.usize(1..4)).map(|_| constant(random)).collect();
                schema.insert("enum".into(), values);
            }
            4 | 5 => objects(random, &mut schema, depth),
            6 | 7 => arrays(random, &mut schema, depth),
            8 => _ = schema.insert("$ref".into(), json!(random.choice(REFERENCES))),
            _ => in_place(random, &mut schema, depth),
        }
    }
    Value::Object(schema)
}

fn numbers(random: &mut Rng, schema: &mut Map<String, Value>) {
    let keyword =
        random.choice(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]).expect("one");
    let bounds: &[f64] =
        if keyword == "multipleOf" { &[0.5, 1.0, 2.0, 3.0, 0.25] } else { &[-1.0, 0.0, 1.0, 2.5, 3.0, 1e15] };
    schema.insert(keyword.into(), json!(random.choice(bounds)));
}

fn texts(random: &mut Rng, schema: &mut Map<String, Value>) {
    match random.u8(..3) {
        0 => schema.insert("minLength".into(), json!(random.u8(..3))),
        1 => schema.insert("maxLength".into(), json!(random.u8(..3))),
        _ => schema.insert("pattern".into(), pattern(random).into()),
    };
}

fn names(random: &mut Rng) -> Value {
    let mut names: Vec<_> = (0..random.usize(..3)).map(|_| name(random)).collect();
    names.sort();
    names.dedup();
    json!(names)
}

fn objects(random: &mut Rng, schema: &mut Map<String, Value>, depth: usize) {
    let named = |random: &mut Rng, key: fn(&mut Rng) -> String| {
        let count = random.usize(1..4);
        Value::Object((0..count).map(|_| (key(random), one(random, depth + 1))).collect())
    };
    match random.u8(..if depth < DEEPEST { 13 } else { 4 }) {
        0 => _ = schema.insert("minProperties".into(), json!(random.u8(..3))),
        1 => _ = schema.insert("maxProperties".into(), json!(random.u8(..3))),
        2 => _ = schema.insert("required".into(), names(random)),
        3 => {
            let dependent: Map<_, _> = (0..2).map(|_| (name(random), names(random))).collect();
            schema.insert("dependentRequired".into(), Value::Object(dependent));
        }
        4 => _ = schema.insert("patternProperties".into(), named(random, pattern)),
        5 => _ = schema.insert("additionalProperties".into(), one(random, depth + 1)),
        6 => _ = schema.insert("propertyNames".into(), one(random, DEEPEST)),
        7 => _ = schema.insert("dependentSchemas".into(), named(random, name)),
        8 => _ = schema.insert("unevaluatedProperties".into(), one(random, DEEPEST)),
        9 => _ = schema.insert("unevaluatedProperties".into(), false.into()),
        _ => {
            let properties = named(random, name);
            if random.bool() {
                let required: Vec<_> = properties.as_object().into_iter().flatten().map(|(name, _)| name).collect();
                schema.insert("required".into(), json!(required[..random.usize(..=required.len())]));
            }
            if random.u8(..3) == 0 {
                schema.insert("type".into(), json!("object"));
            }
            schema.insert("properties".into(), properties);
        }
    }
}

fn arrays(random: &mut Rng, schema: &mut Map<String, Value>, depth: usize) {
    let list = |random: &mut Rng| (0..random.usize(1..3)).map(|_| one(random, depth + 1)).collect::<Value>();
    match random.u8(..9) {
        0 => _ = schema.insert("minItems".into(), json!(random.u8(..3))),
        1 => _ = schema.insert("maxItems".into(), json!(random.u8(..3))),
        2 => _ = schema.insert("uniqueItems".into(), random.bool().into()),
        3 => _ = schema.insert("items".into(), one(random, depth + 1)),
        4 => {
            let others = if random.bool() { one(random, DEEPEST) } else { false.into() };
            schema.insert("unevaluatedItems".into(), others);
        }
        5 => {
            schema.insert("contains".into(), one(random, depth + 1));
            if random.bool() {
                schema.insert("minContains".into(), json!(random.u8(..3)));
            }
            if random.bool() {
                schema.insert("maxContains".into(), json!(random.u8(..3)));
            }
        }
        6 => {
            // In the form of a tuple.
            let items = list(random);
            schema.insert("minItems".into(), json!(items.as_array().map_or(0, Vec::len)));
            schema.insert("prefixItems".into(), items);
            schema.insert("type".into(), json!("array"));
            if random.bool() {
                schema.insert("items".into(), random.bool().into());
            }
        }
        _ => _ = schema.insert("prefixItems".into(), list(random)),
    }
}

fn in_place(random: &mut Rng, schema: &mut Map<String, Value>, depth: usize) {
    let list = |random: &mut Rng| (0..random.usize(1..4)).map(|_| one(random, depth + 1)).collect::<Value>();
    match random.u8(..7) {
        0 => _ = schema.insert("allOf".into(), list(random)),
        1 => _ = schema.insert("anyOf".into(), list(random)),
        2 => _ = schema.insert("oneOf".into(), list(random)),
        3 => _ = schema.insert("not".into(), one(random, depth + 1)),
        4 => {
            // Variants that a word distinguishes.
            let tagged = |word: &str, random: &mut Rng| {
                json!({
                    "type": "object",
                    "properties": { "a": { "const": word }, (name(random)): one(random, DEEPEST) },
                    "required": ["a"],
                })
            };
            let keyword = if random.bool() { "oneOf" } else { "anyOf" };
            schema.insert(keyword.into(), json!([tagged("a", random), tagged("ab", random)]));
        }
        _ => {
            for keyword in ["if", "then", "else"] {
                if keyword == "if" || random.u8(..4) > 0 {
                    schema.insert(keyword.into(), one(random, depth + 1));
                }
            }
        }
    }
}
