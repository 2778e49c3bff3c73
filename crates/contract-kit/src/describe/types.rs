//! Types as their declarations describe them.

use super::{About, Literal};
use crate::{format::Format, schema::Schema};

/// Takes the types that are met while descriptions are read.
pub trait Declare {
    /// Adds a declared type with all that it refers to. Returns the reference to it.
    fn declare(&mut self, description: &TypeDescription) -> Schema;
}

/// Gives the schema of a place where a type stands, and declares the type with all that it refers to.
pub type SchemaOf = fn(&mut dyn Declare) -> Schema;

/// A named type, or a generic type with its arguments.
#[derive(Debug, Clone, Copy)]
pub struct TypeDescription {
    /// Its name; of a generic type without its arguments.
    pub name: &'static str,
    /// Gives the path of the Rust type, by which two types of one name are told apart.
    pub rust: fn() -> &'static str,
    /// Its documentation and lifecycle.
    pub about: About,
    /// Its kind, with everything it holds.
    pub kind: Kind,
    /// Its names in GraphQL.
    pub graphql: GraphqlNames,
    /// Gives a valid value as JSON, where the type has one of its own.
    pub example: Option<fn() -> serde_json::Value>,
    /// Present on a generic type.
    pub parameters: Option<Parameters>,
}

/// The parameters of a generic type.
#[derive(Debug, Clone, Copy)]
pub struct Parameters {
    /// Their names, in their order.
    pub names: &'static [&'static str],
    /// Gives the name of each argument.
    pub arguments: &'static [fn() -> String],
    /// Gives the schema of each argument.
    pub schemas: &'static [SchemaOf],
    /// Gives the description of the type with a placeholder for each argument.
    pub template: fn() -> &'static TypeDescription,
}

/// The names of a type in GraphQL; none where it has none.
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
        /// As declared.
        fields: &'static [FieldDescription],
        /// Present where it is a variant of a union.
        tag: Option<Tag>,
    },
    /// A newtype.
    Newtype {
        /// The type inside.
        inner: Inner,
        /// Its constraints.
        constraints: Constraints,
        /// A valid value, where the author gave one.
        example: Option<Literal>,
        /// Whether it is the id of something.
        is_id: bool,
    },
    /// A text in a format.
    Format(Format),
    /// An enum of units.
    Enumeration {
        /// As declared.
        words: &'static [Word],
        /// Whether it may grow.
        open: bool,
    },
    /// An enum of struct variants.
    Union {
        /// The property that tells its variants apart.
        tag: &'static str,
        /// As declared.
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
    /// As it travels.
    pub name: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// The schema of its type.
    pub schema: SchemaOf,
    /// Its documentation and lifecycle.
    pub about: About,
    /// Its constraints.
    pub constraints: Constraints,
    /// A valid value, where the author gave one.
    pub example: Option<Literal>,
    /// The value that stands for an absent one.
    pub default: Option<Literal>,
}

/// The constraints of a value.
#[derive(Debug, Clone, Copy)]
pub struct Constraints {
    /// The number of characters.
    pub length: Bounds,
    /// The number of items.
    pub items: Bounds,
    /// The number itself.
    pub range: Bounds,
    /// A regular expression: ECMA-262 with the `u` flag.
    pub pattern: Option<&'static str>,
    /// The sentence for a person whose text does not match the pattern.
    pub message: Option<&'static str>,
}

/// A lower and an upper bound, both inclusive.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// The lower one.
    pub low: Option<Literal>,
    /// The upper one.
    pub high: Option<Literal>,
}

/// The union that a struct is a variant of.
#[derive(Debug, Clone, Copy)]
pub struct Tag {
    /// The name of the union.
    pub union: &'static str,
    /// The property that tells its variants apart.
    pub property: &'static str,
    /// Its value for this variant.
    pub word: &'static str,
}

/// A variant of a union.
#[derive(Debug, Clone, Copy)]
pub struct VariantDescription {
    /// The value of the tag.
    pub word: &'static str,
    /// The schema of the struct made of it.
    pub schema: SchemaOf,
}

/// A word of an enumeration.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// As it travels.
    pub value: &'static str,
    /// Its documentation and lifecycle.
    pub about: About,
}

impl TypeDescription {
    /// The name of the type; of an instance of a generic type, with the names of its arguments.
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
    /// None.
    pub const NONE: Self =
        Self { length: Bounds::NONE, items: Bounds::NONE, range: Bounds::NONE, pattern: None, message: None };
}

impl Bounds {
    /// Neither.
    pub const NONE: Self = Self { low: None, high: None };
}
