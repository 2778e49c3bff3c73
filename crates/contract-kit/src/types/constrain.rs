//! Applies the constraints of a place to the schema of its type.

use std::fmt::Display;

use serde_json::Value;

use crate::{
    describe::{Bounds, Constraints, Literal},
    diagnostic::{Diagnostic, Diagnostics},
    schema::{Schema, Shape},
};

/// Applies `constraints` to `schema`. A constraint that does not apply to the shape is reported as a mistake of
/// `subject`.
pub(super) fn constrain(schema: &mut Schema, subject: &str, constraints: &Constraints, diagnostics: &mut Diagnostics) {
    let Constraints { length, items, range, pattern, message: _ } = constraints;
    let mut place = Place { subject, diagnostics };
    match &mut schema.shape {
        Shape::String { format, pattern: of_type, min_length, max_length } => {
            if let Some(given) = pattern {
                if format.is_some() {
                    place.mistake(
                        "bare-format",
                        "a type with a format has a pattern already, and a second one would replace it",
                        "leave the pattern out, or declare a newtype of String with this pattern",
                    );
                } else {
                    *of_type = Some((*given).to_owned());
                }
            }
            place.counts(length, ["minLength", "maxLength"], min_length, max_length);
            place.refuse(items, ["minItems", "maxItems"]);
            place.refuse(range, ["minimum", "maximum"]);
        }
        Shape::Array { min_items, max_items, .. } => {
            place.counts(items, ["minItems", "maxItems"], min_items, max_items);
            place.refuse(length, ["minLength", "maxLength"]);
            place.refuse(range, ["minimum", "maximum"]);
            place.refuse_pattern(*pattern);
        }
        Shape::Integer { minimum, maximum } => {
            let low = place.bound(range.low, "minimum", Value::as_i64);
            let high = place.bound(range.high, "maximum", Value::as_i64);
            *minimum = low.unwrap_or(*minimum).max(*minimum);
            *maximum = high.unwrap_or(*maximum).min(*maximum);
            place.ordered(Some(*minimum), Some(*maximum));
            place.refuse(length, ["minLength", "maxLength"]);
            place.refuse(items, ["minItems", "maxItems"]);
            place.refuse_pattern(*pattern);
        }
        Shape::Number { minimum, maximum } => {
            *minimum = place.bound(range.low, "minimum", Value::as_f64);
            *maximum = place.bound(range.high, "maximum", Value::as_f64);
            place.ordered(*minimum, *maximum);
            place.refuse(length, ["minLength", "maxLength"]);
            place.refuse(items, ["minItems", "maxItems"]);
            place.refuse_pattern(*pattern);
        }
        Shape::Reference { .. }
        | Shape::Nullable { .. }
        | Shape::Boolean { .. }
        | Shape::Enumeration { .. }
        | Shape::Map { .. }
        | Shape::Object { .. }
        | Shape::Union { .. } => {
            place.refuse(length, ["minLength", "maxLength"]);
            place.refuse(items, ["minItems", "maxItems"]);
            place.refuse(range, ["minimum", "maximum"]);
            place.refuse_pattern(*pattern);
        }
    }
}

/// The place that has the constraints.
struct Place<'a> {
    subject: &'a str,
    diagnostics: &'a mut Diagnostics,
}

impl Place<'_> {
    fn mistake(&mut self, code: &str, message: &str, help: &str) {
        self.diagnostics.push(Diagnostic::error(code, self.subject, message).help(help));
    }

    /// Applies bounds to a number of characters or items.
    fn counts(&mut self, bounds: &Bounds, names: [&str; 2], low: &mut Option<u32>, high: &mut Option<u32>) {
        for (literal, name, bound) in [(bounds.low, names[0], &mut *low), (bounds.high, names[1], &mut *high)] {
            let Some(value) = literal.map(Literal::value) else { continue };
            match value.as_u64().and_then(|count| u32::try_from(count).ok()) {
                Some(count) => *bound = Some(count),
                None => self.error("bound", format!("`{name}` is {value}: a count is a whole number from 0")),
            }
        }
        self.ordered(*low, *high);
    }

    /// Reads a bound of a number.
    fn bound<T>(&mut self, literal: Option<Literal>, name: &str, read: impl Fn(&Value) -> Option<T>) -> Option<T> {
        let value = literal?.value();
        let bound = read(&value);
        if bound.is_none() {
            self.error("bound", format!("`{name}` is {value}: the bound of a whole number is one"));
        }
        bound
    }

    /// Reports bounds that exclude every value.
    fn ordered<T: PartialOrd + Display>(&mut self, low: Option<T>, high: Option<T>) {
        if let (Some(low), Some(high)) = (low, high)
            && low > high
        {
            self.error("bound", format!("nothing lies between {low} and {high}"));
        }
    }

    fn refuse(&mut self, bounds: &Bounds, names: [&str; 2]) {
        for (literal, name) in [(bounds.low, names[0]), (bounds.high, names[1])] {
            if literal.is_some() {
                self.refuse_keyword(name);
            }
        }
    }

    fn refuse_pattern(&mut self, pattern: Option<&str>) {
        if pattern.is_some() {
            self.refuse_keyword("pattern");
        }
    }

    fn refuse_keyword(&mut self, keyword: &str) {
        self.mistake(
            "keyword",
            &format!("`{keyword}` does not apply here, or some format cannot say it"),
            "constraints stand where a type is declared, not where it is used: length and pattern on a text, items on a list, range on a number",
        );
    }

    fn error(&mut self, code: &str, message: String) {
        self.diagnostics.push(Diagnostic::error(code, self.subject, message));
    }
}
