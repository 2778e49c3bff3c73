//! Types as their declarations describe them.

use super::{About, Literal};
use crate::{format::Format, schema::Schema};

/// Collects the types that occur while descriptions are read.
pub trait Declare {
    /// Adds a declared type and all types that it refers to. Returns a reference to the type.
    fn declare(&mut self, description: &TypeDescription) -> Schema;
}

/// Returns the schema of a place that has a type, and declares the type with all types that it refers to.
pub type SchemaOf = fn(&mut dyn Declare) -> Schema;

/// A named type, or a generic type with its arguments.
#[derive(Debug, Clone, Copy)]
pub struct TypeDescription {
    /// Its name; for a generic type, the name without its arguments.
    pub name: &'static str,
    /// Returns the path of the Rust type, which distinguishes two types with the same name.
    pub rust: fn() -> &'static str,
    /// Its documentation and lifecycle.
    pub about: About,
    /// Its kind, with the data of that kind.
    pub kind: Kind,
    /// Its names in GraphQL.
    pub graphql: GraphqlNames,
    /// Returns a valid value as JSON, where the type has an example of its own.
    pub example: Option<fn() -> serde_json::Value>,
    /// The type parameters of a generic type.
    pub parameters: Option<Parameters>,
}

/// The parameters of a generic type.
#[derive(Debug, Clone, Copy)]
pub struct Parameters {
    /// Their names, in their order.
    pub names: &'static [&'static str],
    /// Functions that return the name of each argument.
    pub arguments: &'static [fn() -> String],
    /// Functions that return the schema of each argument.
    pub schemas: &'static [SchemaOf],
    /// Returns the description of the type with a placeholder for each argument.
    pub template: fn() -> &'static TypeDescription,
}

/// The names of a type in GraphQL; `None` where it has no such name.
#[derive(Debug, Clone, Copy)]
pub struct GraphqlNames {
    /// The name of its output type.
    pub output: Option<&'static str>,
    /// The name of its input type.
    pub input: Option<&'static str>,
}

/// The kinds of types that an author declares.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// A struct with named fields.
    Object {
        /// The fields, in declaration order.
        fields: &'static [FieldDescription],
        /// The tag, where the struct is a variant of a union.
        tag: Option<Tag>,
    },
    /// A newtype.
    Newtype {
        /// The inner type.
        inner: Inner,
        /// Its constraints.
        constraints: Constraints,
        /// A valid value, where the author gave one.
        example: Option<Literal>,
        /// Whether it is the id of an entity.
        is_id: bool,
    },
    /// A text in a format.
    Format(Format),
    /// An enum of unit variants.
    Enumeration {
        /// The values, in declaration order.
        words: &'static [Word],
        /// Whether later versions of the contract may add values.
        open: bool,
    },
    /// An enum of struct variants.
    Union {
        /// The discriminator property.
        tag: &'static str,
        /// The variants, in declaration order.
        variants: &'static [VariantDescription],
    },
}

/// A type that a newtype may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inner {
    /// `String`.
    String,
    /// [`Uuid`](crate::values::Uuid).
    Uuid,
    /// `f64`.
    Number,
    /// A whole number between two bounds.
    Integer(i64, i64),
}

/// A field of a struct, a parameter, an argument, or a part with a value.
#[derive(Debug, Clone, Copy)]
pub struct FieldDescription {
    /// Its name, as it is sent.
    pub name: &'static str,
    /// Whether it is required.
    pub required: bool,
    /// The schema of its type.
    pub schema: SchemaOf,
    /// Its documentation and lifecycle.
    pub about: About,
    /// Its constraints.
    pub constraints: Constraints,
    /// A valid value, where the author gave one.
    pub example: Option<Literal>,
    /// The default for an absent value.
    pub default: Option<Literal>,
}

/// The constraints of a value.
#[derive(Debug, Clone, Copy)]
pub struct Constraints {
    /// The number of characters.
    pub length: Bounds,
    /// The number of items.
    pub items: Bounds,
    /// The number.
    pub range: Bounds,
    /// A regular expression: ECMA-262 with the `u` flag.
    pub pattern: Option<&'static str>,
    /// The message for a person whose text does not match the pattern.
    pub message: Option<&'static str>,
}

/// A lower and an upper bound, both inclusive.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// The lower bound.
    pub low: Option<Literal>,
    /// The upper bound.
    pub high: Option<Literal>,
}

/// The discriminator of a struct that is a variant of a union.
#[derive(Debug, Clone, Copy)]
pub struct Tag {
    /// The name of the union.
    pub union: &'static str,
    /// The discriminator property.
    pub property: &'static str,
    /// Its value for this variant.
    pub word: &'static str,
}

/// A variant of a union.
#[derive(Debug, Clone, Copy)]
pub struct VariantDescription {
    /// The value of the tag.
    pub word: &'static str,
    /// The schema of the struct that represents the variant.
    pub schema: SchemaOf,
}

/// A value of an enumeration.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// The value, as it is sent.
    pub value: &'static str,
    /// Its documentation and lifecycle.
    pub about: About,
}

impl TypeDescription {
    /// Returns the name of the type; for an instance of a generic type, with the names of its arguments.
    pub fn instance_name(&self) -> String {
        match &self.parameters {
            None => self.name.to_owned(),
            Some(parameters) => {
                let arguments: Vec<_> = parameters.arguments.iter().map(|name| name()).collect();
                format!("{}Of{}", self.name, arguments.join("And"))
            }
        }
    }
}

impl Constraints {
    /// No names in GraphQL.
    pub const NONE: Self =
        Self { length: Bounds::NONE, items: Bounds::NONE, range: Bounds::NONE, pattern: None, message: None };
}

impl Bounds {
    /// No bounds.
    pub const NONE: Self = Self { low: None, high: None };
}
