//! JSON in its exact spelling: numbers keep their spelling, objects their duplicate keys.

use std::fmt;

/// The members of an object; keys may repeat.
pub(super) type Members = Vec<(String, Json)>;

/// A JSON text as a tree.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// A number, `true`, `false` or `null`, in its exact spelling.
    Raw(String),
    /// A text.
    Text(String),
    /// A list.
    Array(Vec<Json>),
    /// An object; keys may repeat.
    Object(Members),
}

impl Json {
    /// A token in its exact spelling.
    #[expect(clippy::needless_pass_by_value, reason = "callers hand in numbers and words, not references")]
    pub fn raw(token: impl ToString) -> Self {
        Self::Raw(token.to_string())
    }
}

impl From<&serde_json::Value> for Json {
    fn from(value: &serde_json::Value) -> Self {
        match value {
            serde_json::Value::String(text) => Self::Text(text.clone()),
            serde_json::Value::Array(items) => Self::Array(items.iter().map(Self::from).collect()),
            serde_json::Value::Object(object) => {
                Self::Object(object.iter().map(|(k, v)| (k.clone(), v.into())).collect())
            }
            other => Self::Raw(other.to_string()),
        }
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Raw(token) => f.write_str(token),
            Self::Text(text) => write!(f, "{}", serde_json::Value::from(text.as_str())),
            Self::Array(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if index == 0 { "" } else { "," })?;
                }
                f.write_str("]")
            }
            Self::Object(properties) => {
                f.write_str("{")?;
                for (index, (key, value)) in properties.iter().enumerate() {
                    let key = serde_json::Value::from(key.as_str());
                    write!(f, "{}{key}:{value}", if index == 0 { "" } else { "," })?;
                }
                f.write_str("}")
            }
        }
    }
}
