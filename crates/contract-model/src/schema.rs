//! The normal form of a schema: the closed set of shapes that every target of the toolkit can express.
//!
//! Declarations are converted into it, and [`json`] writes it as JSON Schema 2020-12. Emitters match on [`Shape`]
//! without a wildcard, so that a new shape breaks the build of each of them.

pub mod json;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{format::Format, lifecycle::Lifecycle};

/// A shape with its annotations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Schema {
    /// Markdown, from the doc comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Valid values, as JSON.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Value>,
    /// The value that the server uses when the value is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// The version that added it, and its deprecation.
    #[serde(default, skip_serializing_if = "Lifecycle::is_plain")]
    pub lifecycle: Lifecycle,
    /// The set of valid values.
    #[serde(flatten)]
    pub shape: Shape,
}

impl Schema {
    /// Returns a schema of that shape without annotations.
    pub fn plain(shape: Shape) -> Self {
        Self { description: None, examples: Vec::new(), default: None, lifecycle: Lifecycle::default(), shape }
    }

    /// Returns a text in a format, with the format's pattern and an example.
    pub fn of_format(format: Format) -> Self {
        let pattern = Some(format.pattern().to_owned());
        let shape = Shape::String { format: Some(format), pattern, min_length: None, max_length: None };
        Self { examples: vec![format.example().into()], ..Self::plain(shape) }
    }

    /// Calls `visit` on the name of every type that this schema refers to directly.
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

    /// Renames every type that this schema refers to directly.
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

/// The set of values that a schema accepts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "shape", rename_all = "lowercase", rename_all_fields = "camelCase")]
pub enum Shape {
    /// A named type.
    Reference {
        /// Its name among the registry's types.
        name: String,
    },
    /// A value or null; only where a client may clear a value (RFC 7396).
    Nullable {
        /// The value.
        value: Box<Schema>,
    },
    /// `true` or `false`.
    Boolean {
        /// The only allowed value, where there is only one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        only: Option<bool>,
    },
    /// A whole number of at most 32 bits; `1.0` is one.
    Integer {
        /// The smallest allowed value.
        minimum: i64,
        /// The largest allowed value.
        maximum: i64,
    },
    /// A double-precision number.
    Number {
        /// The smallest allowed value.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minimum: Option<f64>,
        /// The largest allowed value.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        maximum: Option<f64>,
    },
    /// A text.
    String {
        /// The format that the pattern describes; an annotation.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<Format>,
        /// A regular expression: ECMA-262 with the `u` flag.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pattern: Option<String>,
        /// The minimum number of code points.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min_length: Option<u32>,
        /// The maximum number of code points.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_length: Option<u32>,
    },
    /// One value of a list of texts.
    Enumeration {
        /// The values, in declaration order.
        values: Vec<EnumValue>,
        /// Whether an unknown value is kept rather than refused.
        open: bool,
    },
    /// A list.
    Array {
        /// The schema of each item.
        items: Box<Schema>,
        /// The minimum number of items.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min_items: Option<u32>,
        /// The maximum number of items.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_items: Option<u32>,
    },
    /// An object with any keys.
    Map {
        /// The schema of each value.
        values: Box<Schema>,
    },
    /// An object with these properties.
    Object {
        /// The properties, in declaration order.
        properties: Vec<Property>,
        /// Whether unknown properties are refused rather than ignored.
        closed: bool,
    },
    /// One of several objects, with a property as the discriminator.
    Union {
        /// The discriminator property.
        tag: String,
        /// The variants, in declaration order.
        variants: Vec<Variant>,
    },
}

impl Shape {
    /// Returns the property with this name, where the shape is an object that has it.
    pub fn property(&self, name: &str) -> Option<&Property> {
        let Self::Object { properties, .. } = self else { return None };
        properties.iter().find(|property| property.name == name)
    }
}

/// One value of an enumeration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EnumValue {
    /// The value, as it is sent.
    pub value: String,
    /// Markdown, from its doc comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The version that added it, and its deprecation.
    #[serde(default, skip_serializing_if = "Lifecycle::is_plain")]
    pub lifecycle: Lifecycle,
}

/// One property of an object.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Property {
    /// Its name as it is sent, in camel case.
    pub name: String,
    /// Whether it is required; an optional property is absent, never null.
    pub required: bool,
    /// The schema of its value.
    pub schema: Schema,
}

/// One variant of a union.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Variant {
    /// The value of the tag.
    pub value: String,
    /// The named type of the whole object, including the tag.
    pub name: String,
}
