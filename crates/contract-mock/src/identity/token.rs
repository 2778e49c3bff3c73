//! Tokens: texts that are derived from the seed and fit the schemas of the answers that contain them.

use contract_data::{
    draws::Draws,
    facts::Facts,
    fits::fits,
    hash::key_of,
    ids::{ALPHABETS, with_tail},
};
use contract_model::schema::{Schema, Shape};
use serde_json::Value;

/// The token with a number, valid for a schema; `None` if none of the tokens that are tried fits it.
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
    let examples = facts.resolved(schema).examples.iter().filter_map(Value::as_str);
    let anew = examples.flat_map(|example| ALPHABETS.map(|alphabet| with_tail(example, alphabet, &mut draws)));
    // A token in the form of the contract's example: clients may check how a token begins.
    anew.chain([text]).find(is_valid)
}

/// The word in an answer that replaces a refresh token which is in a cookie.
pub(crate) fn word(token: &str) -> String {
    let mut draws = Draws::new(key_of(&["cookie", token]));
    (0..4).fold("cookie_".to_owned(), |word, _| word + &format!("{:08x}", draws.next()))
}
