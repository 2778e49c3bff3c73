//! Parses JSON text into a value. A repeated key, which `serde_json` alone accepts, is an error here.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Number, Value};

use super::refusal::{Refusal, Unrepresentable};

/// Reads a document.
///
/// # Errors
/// When it is not JSON, repeats a key or nests too deeply; the error has the line and column.
pub(super) fn parse(text: &str) -> Result<Value, Unrepresentable> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(Refusal::of_text("the document is empty")
            .help("a JSON Schema is an object, `true` or `false`")
            .alone());
    }
    let Unique(value) = serde_json::from_str(text).map_err(|error| Refusal::of_text(error.to_string()).alone())?;
    Ok(value)
}

/// A value whose objects have no repeated keys.
struct Unique(Value);

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(UniqueVisitor).map(Self)
    }
}

struct UniqueVisitor;

impl<'de> Visitor<'de> for UniqueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(Unique(item)) = list.next_element()? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if members.contains_key(&key) {
                return Err(de::Error::custom(format!("the key {} stands twice in one object", Value::from(key))));
            }
            let Unique(value) = map.next_value()?;
            members.insert(key, value);
        }
        Ok(Value::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(text: &str) -> String {
        parse(text).expect_err(text).refusals[0].reason.clone()
    }

    #[test]
    fn invalid_document_error_has_reason_and_place() {
        assert_eq!(reason(" \n"), "the document is empty");
        assert_eq!(reason("{\"a\": 1,\n \"a\": 2}"), "the key \"a\" stands twice in one object at line 2 column 4");
        assert_eq!(reason("{\"a\": }"), "expected value at line 1 column 7");
        assert_eq!(reason("{} {}"), "trailing characters at line 1 column 4");
        assert_eq!(reason("[1e400]"), "number out of range at line 1 column 6");
        assert!(reason(&"[".repeat(100_000)).starts_with("recursion limit exceeded"));
    }

    #[test]
    fn numbers_are_the_nearest_double() {
        let value = parse("[0.1, 1.7976931348623157e308, 5e-324, 2.2250738585072011e-308]").expect("JSON");
        assert_eq!(value.to_string(), "[0.1,1.7976931348623157e+308,5e-324,2.225073858507201e-308]");
    }
}
