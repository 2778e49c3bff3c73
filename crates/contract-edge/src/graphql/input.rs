//! Input as a client writes it: a literal in a document, or the JSON of a variable.

use std::fmt;

use async_graphql_value::Value as Literal;
use serde_json::{Number, Value};

/// The number of bytes of an input that a message shows.
const SHOWN: usize = 60;

/// An input value.
#[derive(Clone, Copy)]
pub(super) enum Input<'a> {
    /// The JSON of a variable.
    Json(&'a Value),
    /// A literal of a document.
    Literal(&'a Literal),
}

/// An input value, from either form.
pub(super) enum View<'a> {
    Null,
    Boolean(bool),
    Number(&'a Number),
    Text(&'a str),
    /// A name without quotes, which only a literal can be.
    Word(&'a str),
    List(Vec<Input<'a>>),
    Object(Vec<(&'a str, Input<'a>)>),
    Variable(&'a str),
}

impl<'a> Input<'a> {
    pub(super) fn view(self) -> View<'a> {
        match self {
            // A document has no syntax for bytes.
            Self::Json(Value::Null) | Self::Literal(Literal::Null | Literal::Binary(_)) => View::Null,
            Self::Json(Value::Bool(value)) | Self::Literal(Literal::Boolean(value)) => View::Boolean(*value),
            Self::Json(Value::Number(number)) | Self::Literal(Literal::Number(number)) => View::Number(number),
            Self::Json(Value::String(text)) | Self::Literal(Literal::String(text)) => View::Text(text),
            Self::Json(Value::Array(items)) => View::List(items.iter().map(Self::Json).collect()),
            Self::Json(Value::Object(members)) => {
                View::Object(members.iter().map(|(key, value)| (key.as_str(), Self::Json(value))).collect())
            }
            Self::Literal(Literal::Enum(word)) => View::Word(word),
            Self::Literal(Literal::List(items)) => View::List(items.iter().map(Self::Literal).collect()),
            Self::Literal(Literal::Object(members)) => {
                View::Object(members.iter().map(|(key, value)| (key.as_str(), Self::Literal(value))).collect())
            }
            Self::Literal(Literal::Variable(name)) => View::Variable(name),
        }
    }
}

impl fmt::Display for Input<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = match self {
            Self::Json(value) => value.to_string(),
            Self::Literal(literal) => literal.to_string(),
        };
        if text.len() > SHOWN {
            text.truncate(text.floor_char_boundary(SHOWN));
            text.push('…');
        }
        f.write_str(&text)
    }
}
