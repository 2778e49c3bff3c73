//! Scalars from a stream's draws, within the bounds of their schemas. docs/entity-function.md section 4 is the
//! specification.

use contract_model::schema::{Schema, Shape};
use serde_json::{Number, Value};

use crate::{
    Unmade,
    draws::Draws,
    facts::Facts,
    formats::{Moment, text_in_format, words_between},
};
use contract_model::format::Format;

/// The place of a scalar.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Site<'a> {
    /// The property's name.
    pub name: &'a str,
    /// The creation time of the entity that contains it.
    pub moment: Moment,
    /// The examples for this place.
    pub table: Table<'a>,
    /// Whether numbers repeat an example exactly rather than vary it.
    pub is_exact: bool,
}

/// The examples for a place.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Table<'a> {
    /// The examples of a schema.
    Own(&'a [Value]),
    /// The values at this place inside the examples of a surrounding schema.
    Inside(&'a [&'a Value]),
}

impl<'a> Table<'a> {
    pub(crate) const NONE: Table<'static> = Table::Own(&[]);

    /// Returns the examples of a schema itself. A schema without examples has its default as the only one.
    pub(crate) fn of(schema: &'a Schema) -> Self {
        Self::Own(if schema.examples.is_empty() { schema.default.as_slice() } else { &schema.examples })
    }

    pub(crate) fn is_empty(self) -> bool {
        self.iter().next().is_none()
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = &'a Value> {
        let (own, inside): (&[Value], &[&Value]) = match self {
            Self::Own(own) => (own, &[]),
            Self::Inside(inside) => (&[], inside),
        };
        own.iter().chain(inside.iter().copied())
    }
}

/// Returns a whole number.
pub(crate) fn integer(minimum: i64, maximum: i64, draws: &mut Draws, site: Site<'_>) -> Value {
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

/// Returns a number with at most two decimals, unless a bound has more.
pub(crate) fn number(minimum: Option<f64>, maximum: Option<f64>, draws: &mut Draws, site: Site<'_>) -> Value {
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

/// Returns a text.
///
/// # Errors
/// When the schema has a pattern of its own, and no example shows how to match it.
pub(crate) fn text(facts: &Facts, schema: &Schema, draws: &mut Draws, site: Site<'_>) -> Result<Value, Unmade> {
    let Shape::String { format, pattern, min_length, max_length } = &schema.shape else { return Ok(Value::Null) };
    let examples = || site.table.iter().filter_map(Value::as_str);
    let count = examples().count();
    if let Some(format) = format.filter(|format| *format != Format::Uri || count == 0) {
        return Ok(text_in_format(format, draws, site.moment, site.name).into());
    }
    let chosen = if count == 0 { None } else { examples().nth(draws.next() as usize % count) };
    let text = chosen.map_or_else(
        || {
            let bound = |length: &Option<u32>, otherwise| length.map_or(otherwise, |length| length as usize);
            words_between(draws, bound(min_length, 0), bound(max_length, usize::MAX))
        },
        str::to_owned,
    );
    match pattern {
        Some(pattern) if !facts.matches(pattern, &text) => {
            Err(Unmade::Pattern { name: site.name.to_owned(), pattern: pattern.clone() })
        }
        _ => Ok(text.into()),
    }
}

/// Returns the number among the examples that a draw chooses. The draw is made whenever there are examples.
fn example_number<'a>(draws: &mut Draws, site: Site<'a>) -> Option<&'a Number> {
    if site.table.is_empty() {
        return None;
    }
    let draw = draws.next() as usize;
    let numbers = || site.table.iter().filter_map(Value::as_number);
    numbers().nth(draw % numbers().count().max(1))
}
