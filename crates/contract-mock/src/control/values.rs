//! The values of a call, by the places with which a rule names them: `/price` is a JSON pointer into the body, the
//! arguments or the message; `path/id` and `query/limit` are parameters; `answer/token` is a part of the answer;
//! `caller/name` is a property of the person who sends the call; and `now` is the current time.

use contract_data::json::canonical;
use serde_json::{Map, Value};

use crate::answer::request::{Named, Part};

/// The values of one call.
#[derive(Debug, Clone, Default)]
pub(crate) struct CallValues(Map<String, Value>);

impl CallValues {
    /// The values of a request.
    pub(crate) fn of_request(named: &[Named<'_>], body: Value) -> Self {
        let mut sources: Map<String, Value> = Map::new();
        let mut arguments = Map::new();
        for Named { part, name, value, .. } in named {
            let (source, name) = match part {
                Part::Path => ("path", (*name).to_owned()),
                Part::Query => ("query", (*name).to_owned()),
                Part::Header => ("header", name.to_ascii_lowercase()),
                Part::Argument => {
                    arguments.insert((*name).to_owned(), value.clone());
                    continue;
                }
            };
            let members = sources.entry(source).or_insert_with(|| Value::Object(Map::new()));
            members.as_object_mut().map(|members| members.insert(name, value.clone()));
        }
        let body = if arguments.is_empty() { body } else { Value::Object(arguments) };
        sources.insert("body".to_owned(), body);
        Self(sources)
    }

    /// The same values with those of another source.
    pub(crate) fn with(mut self, source: &str, value: Value) -> Self {
        self.0.insert(source.to_owned(), value);
        self
    }

    /// The value at a place.
    pub(crate) fn get(&self, place: &str) -> Option<&Value> {
        let (source, pointer) = split(place);
        self.0.get(source)?.pointer(pointer)
    }

    /// A value with each `{place}` in its texts replaced. A text that consists of one place becomes the value there,
    /// whatever its type. `None` if a place has no value.
    pub(crate) fn filled(&self, value: &Value) -> Option<Value> {
        match value {
            Value::String(text) => match Piece::all(text).as_slice() {
                [Piece::Place(place)] => self.get(place).cloned(),
                _ => self.filled_text(text).map(Value::String),
            },
            Value::Array(items) => items.iter().map(|item| self.filled(item)).collect(),
            Value::Object(members) => {
                let filled = members.iter().map(|(name, value)| Some((name.clone(), self.filled(value)?)));
                filled.collect::<Option<Map<_, _>>>().map(Value::Object)
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => Some(value.clone()),
        }
    }

    /// A text with each `{place}` in it replaced.
    pub(crate) fn filled_text(&self, text: &str) -> Option<String> {
        let pieces = Piece::all(text).into_iter().map(|piece| match piece {
            Piece::Text(text) => Some(text.to_owned()),
            Piece::Place(place) => match self.get(place)? {
                Value::String(text) => Some(text.clone()),
                value => Some(value.to_string()),
            },
        });
        pieces.collect()
    }

    /// All values as one text, for the key of a stream.
    pub(crate) fn text(&self) -> String {
        canonical(&Value::Object(self.0.clone()))
    }
}

/// The source of a place, and the JSON pointer into it.
pub(crate) fn split(place: &str) -> (&str, &str) {
    if place.is_empty() || place.starts_with('/') {
        return ("body", place);
    }
    place.find('/').map_or((place, ""), |slash| place.split_at(slash))
}

/// The places that the texts of a value name.
pub(crate) fn places(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => {
            let pieces = Piece::all(text).into_iter();
            pieces.filter_map(|piece| if let Piece::Place(place) = piece { Some(place) } else { None }).collect()
        }
        Value::Array(items) => items.iter().flat_map(places).collect(),
        Value::Object(members) => members.values().flat_map(places).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

/// A text with each `{place}` replaced by another text.
pub(crate) fn with_places_as(text: &str, other: &str) -> String {
    Piece::all(text).into_iter().map(|piece| if let Piece::Text(text) = piece { text } else { other }).collect()
}

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    /// The place between two braces.
    Place(&'a str),
}

impl<'a> Piece<'a> {
    fn all(text: &'a str) -> Vec<Self> {
        let (mut pieces, mut rest) = (Vec::new(), text);
        while let Some((before, (place, after))) =
            rest.split_once('{').and_then(|(before, behind)| Some((before, behind.split_once('}')?)))
        {
            pieces.extend((!before.is_empty()).then_some(Self::Text(before)));
            pieces.push(Self::Place(place));
            rest = after;
        }
        pieces.extend((!rest.is_empty()).then_some(Self::Text(rest)));
        pieces
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_place_alone_is_its_value_and_among_text_its_text() {
        let values =
            CallValues::default().with("body", json!({ "a": { "b": 7 } })).with("answer", json!({ "id": "x" }));
        assert_eq!(
            values.filled(&json!({ "whole": "{/a}", "text": "no {/a/b} of {answer/id}" })),
            Some(json!({ "whole": { "b": 7 }, "text": "no 7 of x" }))
        );
        assert_eq!(values.filled(&json!("{/missing}")), None);
        assert_eq!(values.filled(&json!("a { brace")), Some(json!("a { brace")));
    }
}
