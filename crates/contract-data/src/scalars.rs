//! Scalars from a stream's draws, within the bounds of their schemas. docs/entity-function.md section 4 is the rule.

use contract_model::schema::{Schema, Shape};
use serde_json::{Number, Value};

use crate::{
    Unmade,
    draws::Draws,
    facts::Facts,
    formats::{Moment, text_in_format, words_between},
};
use contract_model::format::Format;

/// Where a scalar stands.
#[derive(Debug, Clone, Copy)]
pub struct Site<'a> {
    /// The property's name.
    pub name: &'a str,
    /// When the entity was made that it belongs to.
    pub moment: Moment,
    /// The examples that hold there.
    pub table: &'a [&'a Value],
    /// Whether numbers take an example as it is rather than its neighbourhood.
    pub is_exact: bool,
}

/// A whole number.
pub fn integer(minimum: i64, maximum: i64, draws: &mut Draws, site: Site<'_>) -> Value {
    let example = example_number(draws, site);
    if let Some(example) = example.filter(|_| site.is_exact) {
        return Value::Number(example.clone());
    }
    #[expect(clippy::cast_possible_truncation, reason = "examples of integers have at most 32 bits")]
    let example = example.and_then(Number::as_f64).map(|number| number as i64);
    let (low, high) = match example {
        Some(example) => {
            let spread = (example.abs() / 2).max(1);
            (minimum.max(example - spread), maximum.min(example + spread))
        }
        None if maximum - minimum <= 1000 => (minimum, maximum),
        None if maximum < 0 => (minimum.max(maximum - 100), maximum),
        None => {
            let low = minimum.max(0);
            (low, maximum.min(low + 100))
        }
    };
    Value::from(low + i64::from(draws.next()) % (high - low + 1))
}

/// A number with at most two decimals, unless a bound has more.
pub fn number(minimum: Option<f64>, maximum: Option<f64>, draws: &mut Draws, site: Site<'_>) -> Value {
    let example = example_number(draws, site);
    if let Some(example) = example.filter(|_| site.is_exact) {
        return Value::Number(example.clone());
    }
    let (minimum, maximum) = (minimum.unwrap_or(f64::NEG_INFINITY), maximum.unwrap_or(f64::INFINITY));
    let (low, high) = match example.and_then(Number::as_f64) {
        Some(example) => {
            let spread = if example == 0.0 { 1.0 } else { example.abs() / 2.0 };
            (minimum.max(example - spread), maximum.min(example + spread))
        }
        None if maximum - minimum <= 1000.0 => (minimum, maximum),
        None if maximum < 0.0 => (minimum.max(maximum - 100.0), maximum),
        None => {
            let low = minimum.max(0.0);
            (low, maximum.min(low + 100.0))
        }
    };
    let exactly = low + (high - low) * (f64::from(draws.next()) / 4_294_967_296.0);
    let rounded = (exactly * 100.0 + 0.5).floor() / 100.0;
    let mut value = Value::from(rounded.max(low).min(high));
    contract_model::number::make_canonical(&mut value);
    value
}

/// Text.
///
/// # Errors
/// When the schema has a pattern of its own, and no example shows how to match it.
pub fn text(facts: &Facts, schema: &Schema, draws: &mut Draws, site: Site<'_>) -> Result<Value, Unmade> {
    let Shape::String { format, pattern, min_length, max_length } = &schema.shape else { return Ok(Value::Null) };
    let examples: Vec<&str> = site.table.iter().filter_map(|value| value.as_str()).collect();
    if let Some(format) = format.filter(|format| *format != Format::Uri || examples.is_empty()) {
        return Ok(text_in_format(format, draws, site.moment, site.name).into());
    }
    let text = if examples.is_empty() {
        let bound = |length: &Option<u32>, otherwise| length.map_or(otherwise, |length| length as usize);
        words_between(draws, bound(min_length, 0), bound(max_length, usize::MAX))
    } else {
        (*draws.choose(&examples)).to_owned()
    };
    match pattern {
        Some(pattern) if !facts.matches(pattern, &text) => {
            Err(Unmade::Pattern { name: site.name.to_owned(), pattern: pattern.clone() })
        }
        _ => Ok(text.into()),
    }
}

/// The number among the examples that a draw chooses; the draw is made wherever there are examples.
fn example_number<'a>(draws: &mut Draws, site: Site<'a>) -> Option<&'a Number> {
    if site.table.is_empty() {
        return None;
    }
    let draw = draws.next() as usize;
    let numbers: Vec<&Number> = site.table.iter().filter_map(|value| value.as_number()).collect();
    if numbers.is_empty() { None } else { Some(numbers[draw % numbers.len()]) }
}
