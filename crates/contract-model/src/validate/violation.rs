//! Converts errors of the JSON Schema library into violations, worded with the messages of the contract.

use jsonschema::{
    JsonType, ValidationError,
    error::{TypeKind, ValidationErrorKind},
};
use serde_json::Value;

use super::{Union, Validator, patterns::Patterns};
use crate::{exchange::Violation, pointer::escaped};

/// The maximum number of reported violations per value. Each violation is compared with all previous ones, and a body
/// can have one for every few of its bytes.
const MOST: usize = 1_000;

/// The number of characters of a value that a violation shows.
const SHOWN: usize = 60;

/// Reads the errors of one value.
pub(super) struct ErrorReader<'a> {
    pub validator: &'a Validator,
    /// The patterns of the compiled schema, besides those of named types.
    pub patterns: &'a Patterns,
}

impl ErrorReader<'_> {
    /// Returns the violations for some errors. Where a text breaks both its pattern and its format, both have the same
    /// message, which is reported once.
    pub(super) fn violations<'a>(&self, errors: impl Iterator<Item = ValidationError<'a>>) -> Vec<Violation> {
        let mut found: Vec<Violation> = Vec::new();
        for error in errors {
            self.add(&error, &mut found);
            if found.len() >= MOST {
                break;
            }
        }
        // A value of the wrong type breaks every other rule as well.
        let of_other_type: Vec<String> = found
            .iter()
            .filter(|violation| violation.code == "type")
            .map(|violation| violation.pointer.clone())
            .collect();
        found.retain(|violation| violation.code == "type" || !of_other_type.contains(&violation.pointer));
        found
    }

    fn add(&self, error: &ValidationError<'_>, found: &mut Vec<Violation>) {
        let mut add = |step: Option<&str>, code: &str, detail: String| {
            if found.len() >= MOST {
                return;
            }
            let mut pointer = error.instance_path().to_string();
            if let Some(step) = step {
                pointer = format!("{pointer}/{}", escaped(step));
            }
            if !found.iter().any(|known| known.pointer == pointer && known.detail == detail) {
                found.push(Violation { pointer, code: code.to_owned(), detail });
            }
        };
        let keyword = error.kind().keyword();
        match error.kind() {
            ValidationErrorKind::AnyOf { context } => {
                // A nullable value, or a text of an open enumeration: the branch that the sender meant is known.
                let meant = match &context[..] {
                    [of_value, of_null] if of_null.iter().all(is_not_null) => of_value,
                    [_, of_text] => of_text,
                    _ => return add(None, keyword, error.to_string()),
                };
                for error in meant {
                    self.add(error, found);
                }
            }
            ValidationErrorKind::OneOfNotValid { context } => {
                let Some(Union { tag, values }) = self.union(error) else {
                    return add(None, keyword, error.to_string());
                };
                let Value::Object(members) = error.instance().as_ref() else {
                    return add(None, "type", self.message("type.object", "", error));
                };
                let Some(value) = members.get(tag) else {
                    return add(Some(tag), "required", self.validator.message("required", ""));
                };
                match values.iter().position(|known| value.as_str() == Some(known)) {
                    Some(variant) => context[variant].iter().for_each(|error| self.add(error, found)),
                    None => {
                        let sentence = self.validator.message("enum", &listed(values.iter().map(String::as_str)));
                        add(Some(tag), "enum", format!("{sentence} It is {}.", shown(value)));
                    }
                }
            }
            ValidationErrorKind::Required { property } => {
                add(property.as_str(), keyword, self.validator.message("required", ""));
            }
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                for name in unexpected {
                    add(Some(name), keyword, self.validator.message("additionalProperties", ""));
                }
            }
            ValidationErrorKind::Type { kind: TypeKind::Single(expected) } => {
                add(None, keyword, self.message(&format!("type.{expected}"), "", error));
            }
            ValidationErrorKind::Pattern { .. } | ValidationErrorKind::Format { .. } => {
                let detail = match self.pattern(error) {
                    Some(key) => self.message(key, "", error),
                    None => error.to_string(),
                };
                add(None, keyword, detail);
            }
            ValidationErrorKind::Enum { options } => {
                let options = options.as_array().into_iter().flatten().map(Value::to_string);
                let options: Vec<_> = options.collect();
                add(None, keyword, self.message("enum", &options.join(", "), error));
            }
            ValidationErrorKind::Minimum { limit } | ValidationErrorKind::Maximum { limit } => {
                add(None, keyword, self.message(keyword, &limit.to_string(), error));
            }
            ValidationErrorKind::MinLength { limit }
            | ValidationErrorKind::MaxLength { limit }
            | ValidationErrorKind::MinItems { limit }
            | ValidationErrorKind::MaxItems { limit } => {
                let sentence = self.validator.message(keyword, &limit.to_string());
                add(None, keyword, format!("{sentence} It has {}.", length(error.instance())));
            }
            _ => add(None, keyword, error.to_string()),
        }
    }

    /// Returns a message of the contract, and the value that was found.
    fn message(&self, key: &str, limit: &str, error: &ValidationError<'_>) -> String {
        format!("{} It is {}.", self.validator.message(key, limit), shown(error.instance()))
    }

    /// Returns the key of the message about a pattern, by the place of the pattern.
    fn pattern(&self, error: &ValidationError<'_>) -> Option<&str> {
        let path = error.schema_path().as_str();
        let (path, _) = path.rsplit_once('/')?;
        let key = match path.rfind("/$defs/") {
            Some(start) => self.validator.patterns.get(&path[start..]),
            None => self.patterns.get(path),
        };
        key.map(String::as_str)
    }

    fn union(&self, error: &ValidationError<'_>) -> Option<&Union> {
        let (_, name) = error.schema_path().as_str().strip_suffix("/oneOf")?.rsplit_once("/$defs/")?;
        self.validator.unions.get(name)
    }
}

/// Whether an error says that a value is not null.
fn is_not_null(error: &ValidationError<'_>) -> bool {
    matches!(error.kind(), ValidationErrorKind::Type { kind: TypeKind::Single(JsonType::Null) })
}

fn listed<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts.map(|text| Value::from(text).to_string()).collect::<Vec<_>>().join(", ")
}

/// Returns the number of characters of a text, or of items of a list.
fn length(value: &Value) -> usize {
    match value {
        Value::String(text) => text.chars().count(),
        Value::Array(items) => items.len(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => 0,
    }
}

/// Writes a value for a person. Invisible characters of a text are escaped.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => {
            let start: String = text.chars().take(SHOWN).collect();
            let more = if start.len() < text.len() { "…" } else { "" };
            format!("{start:?}{more}")
        }
        Value::Array(_) => "a list".into(),
        Value::Object(_) => "an object".into(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}
