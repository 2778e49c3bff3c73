//! Tokens: texts that follow from the seed, and fit the schemas of the answers that bring them.

use contract_model::schema::{Schema, Shape};
use serde_json::Value;

use crate::data::{
    draws::Draws,
    facts::Facts,
    fits::fits,
    hash::key_of,
    ids::{ALPHABETS, with_tail},
};

/// The token with a number that a schema takes; nothing where none of the tokens that are tried fits it.
pub(crate) fn token(facts: &Facts, seed: &str, kind: &str, number: u64, schema: Option<&Schema>) -> Option<String> {
    let mut draws = Draws::new(key_of(&[seed, "token", kind, &number.to_string()]));
    let mut text = format!("mock-{kind}-");
    let shortest = match schema.map(|schema| &facts.resolved(schema).shape) {
        Some(Shape::String { min_length: Some(length), .. }) => *length as usize,
        _ => 0,
    };
    let enough = shortest.max(text.len() + 32);
    while text.len() < enough {
        text.push_str(&format!("{:08x}", draws.next()));
    }
    let Some(schema) = schema else { return Some(text) };
    let is_valid = |text: &String| fits(facts, schema, &Value::String(text.clone()));
    if is_valid(&text) {
        return Some(text);
    }
    let examples = facts.resolved(schema).examples.iter().filter_map(Value::as_str);
    let mut anew = examples.flat_map(|example| ALPHABETS.map(|alphabet| with_tail(example, alphabet, &mut draws)));
    anew.find(is_valid)
}

/// The schema at a JSON pointer into a value of a schema.
pub(crate) fn schema_at<'a>(facts: &'a Facts, schema: &'a Schema, pointer: &str) -> Option<&'a Schema> {
    pointer.split('/').skip(1).try_fold(schema, |schema, step| Some(&facts.property(schema, step)?.schema))
}
