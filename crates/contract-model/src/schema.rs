//! The normal form of a schema: the closed set of shapes that every target of the toolkit can say.
//!
//! Declarations are read into it, and [`json`] writes it as JSON Schema 2020-12. Emitters match on [`Shape`] without a
//! wildcard, so that a new shape breaks the build of each of them.

pub mod json;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{format::Format, lifecycle::Lifecycle};

/// A schema with what is said about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Schema {
    /// Markdown, from the doc comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Values that are valid, as JSON.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Value>,
    /// What the server takes when the value is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// Since when it is there, and whether it is on its way out.
    #[serde(default, skip_serializing_if = "Lifecycle::is_plain")]
    pub lifecycle: Lifecycle,
    /// What values it takes.
    #[serde(flatten)]
    pub shape: Shape,
}

impl Schema {
    /// A schema of that shape with nothing said about it.
    pub fn plain(shape: Shape) -> Self {
        Self { description: None, examples: Vec::new(), default: None, lifecycle: Lifecycle::default(), shape }
    }

    /// A text in a format, with the pattern that decides and an example.
    pub fn of_format(format: Format) -> Self {
        let pattern = Some(format.pattern().to_owned());
        let shape = Shape::String { format: Some(format), pattern, min_length: None, max_length: None };
        Self { examples: vec![format.example().into()], ..Self::plain(shape) }
    }

    /// Calls `visit` on the name of every type this schema refers to directly.
    pub fn references<'a>(&'a self, visit: &mut impl FnMut(&'a str)) {
        match &self.shape {
            Shape::Reference { name } => visit(name),
            Shape::Nullable { value } | Shape::Array { items: value, .. } | Shape::Map { values: value, .. } => {
                value.references(visit);
            }
            Shape::Object { properties, .. } => {
                for property in properties {
                    property.schema.references(visit);
                }
            }
            Shape::Union { variants, .. } => {
                for variant in variants {
                    visit(&variant.name);
                }
            }
            Shape::Boolean { .. }
            | Shape::Integer { .. }
            | Shape::Number { .. }
            | Shape::String { .. }
            | Shape::Enumeration { .. } => {}
        }
    }

    /// Replaces the name of every type this schema refers to directly.
    pub fn rename_references(&mut self, rename: &impl Fn(&str) -> String) {
        match &mut self.shape {
            Shape::Reference { name } => *name = rename(name),
            Shape::Nullable { value } | Shape::Array { items: value, .. } | Shape::Map { values: value, .. } => {
                value.rename_references(rename);
            }
            Shape::Object { properties, .. } => {
                for property in properties {
                    property.schema.rename_references(rename);
                }
            }
            Shape::Union { variants, .. } => {
                for variant in variants {
                    variant.name = rename(&variant.name);
                }
            }
            Shape::Boolean { .. }
            | Shape::Integer { .. }
            | Shape::Number { .. }
            | Shape::String { .. }
            | Shape::Enumeration { .. } => {}
        }
    }
}

/// What values a schema takes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "shape", rename_all = "lowercase", rename_all_fields = "camelCase")]
pub enum Shape {
    /// A named type.
    Reference {
        /// Its name among the registry's types.
        name: String,
    },
    /// A value or null; only where a client may clear what is there (RFC 7396).
    Nullable {
        /// The value.
        value: Box<Schema>,
    },
    /// true or false.
    Boolean {
        /// The only value allowed, where there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        only: Option<bool>,
    },
    /// A whole number of at most 32 bits; `1.0` is one.
    Integer {
        /// Smallest value.
        minimum: i64,
        /// Largest value.
        maximum: i64,
    },
    /// A double-precision number.
    Number {
        /// Smallest value.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minimum: Option<f64>,
        /// Largest value.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        maximum: Option<f64>,
    },
    /// Text.
    String {
        /// What the pattern stands for; an annotation.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<Format>,
        /// ECMA-262 with the `u` flag.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pattern: Option<String>,
        /// Fewest code points.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min_length: Option<u32>,
        /// Most code points.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_length: Option<u32>,
    },
    /// One of some words.
    Enumeration {
        /// The words, in declaration order.
        values: Vec<EnumValue>,
        /// Whether a word that is not among them is kept rather than refused.
        open: bool,
    },
    /// A list.
    Array {
        /// Each item.
        items: Box<Schema>,
        /// Fewest items.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min_items: Option<u32>,
        /// Most items.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_items: Option<u32>,
    },
    /// An object with any keys.
    Map {
        /// Each value.
        values: Box<Schema>,
    },
    /// An object with these properties.
    Object {
        /// In declaration order.
        properties: Vec<Property>,
        /// Whether other properties are refused rather than ignored.
        closed: bool,
    },
    /// One of several objects, told apart by a property.
    Union {
        /// The property that tells them apart.
        tag: String,
        /// In declaration order.
        variants: Vec<Variant>,
    },
}

impl Shape {
    /// The property of this name, where the shape is an object that has it.
    pub fn property(&self, name: &str) -> Option<&Property> {
        let Self::Object { properties, .. } = self else { return None };
        properties.iter().find(|property| property.name == name)
    }
}

/// One word of an enumeration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EnumValue {
    /// As it travels.
    pub value: String,
    /// From its doc comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Since when it is there, and whether it is on its way out.
    #[serde(default, skip_serializing_if = "Lifecycle::is_plain")]
    pub lifecycle: Lifecycle,
}

/// One property of an object.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Property {
    /// As it travels, in camel case.
    pub name: String,
    /// Whether it must be there; an optional one is absent, never null.
    pub required: bool,
    /// Its value.
    pub schema: Schema,
}

/// One alternative of a union.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Variant {
    /// The value of the tag.
    pub value: String,
    /// The named type of the whole object, tag included.
    pub name: String,
}
