//! Random JSON Schemas over every keyword, and values for them: bounded, and the same for the same seed.
//!
//! This module does not know which values are valid: several validators judge them, and must agree.

mod schemas;
mod values;

pub use schemas::schema;
pub use values::values;

/// The names of properties, including names with a meaning in JavaScript.
const NAMES: &[&str] =
    &["a", "b", "c", "", "a/b", "x~y", "책", "1", "constructor", "toString", "hasOwnProperty", "__proto__"];

/// Regular expressions of ECMA-262.
const PATTERNS: &[&str] = &["^a", "[0-9]+$", "^\\p{L}+$", "/", "^.{1,2}$", "o", "^(?!a)", "[/\\]]", "\\u{1F600}|b", ""];

/// Values that occur both in constants and in judged values.
const CONSTANTS: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "1",
    "-1",
    "2.5",
    "3",
    "1e15",
    "\"\"",
    "\"a\"",
    "\"ab\"",
    "\"😀\"",
    "\"1\"",
    "\"o/\"",
    "[]",
    "[1]",
    "[1,\"a\"]",
    "{}",
    "{\"a\":1}",
    "{\"a\":1,\"b\":[null]}",
    "{\"b\":[null],\"a\":1}",
    "{\"__proto__\":1}",
    "{\"constructor\":0}",
    "[{\"a\":1},{\"a\":1}]",
    "[0,false]",
    "[[1],[1]]",
    "1.0",
    "-0.0",
];

fn constant(random: &mut fastrand::Rng) -> serde_json::Value {
    let text = random.choice(CONSTANTS).expect("not empty");
    serde_json::from_str(text).expect("they are JSON")
}

fn name(random: &mut fastrand::Rng) -> String {
    // The first names are frequent, so that keywords interact.
    let count = if random.u8(..3) == 0 { NAMES.len() } else { 4 };
    NAMES[random.usize(..count)].to_owned()
}

fn pattern(random: &mut fastrand::Rng) -> String {
    (*random.choice(PATTERNS).expect("not empty")).to_owned()
}
