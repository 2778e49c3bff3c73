//! The GraphQL types of a contract, as data. The schema language, introspection and execution are derived from them.

mod derive;

use std::{collections::BTreeMap, fmt};

use serde_json::Value;

use crate::{
    registry::{GraphqlField, Root},
    schema::{Schema, Shape},
};

/// The GraphQL types of a contract.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeSystem {
    /// Every type except the five built-in scalars, by name.
    pub types: BTreeMap<String, Type>,
}

/// A GraphQL type.
#[derive(Debug, Clone, PartialEq)]
pub struct Type {
    /// Markdown.
    pub description: Option<String>,
    /// Its kind, with everything that it holds.
    pub kind: Kind,
}

/// The kinds of GraphQL types that a contract has.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A scalar of the contract.
    Scalar {
        /// The URL of its specification.
        specified_by: Option<&'static str>,
    },
    /// A closed set of values, which are GraphQL names.
    Enum {
        /// In declaration order.
        values: Vec<EnumValue>,
    },
    /// An output object.
    Object {
        /// In declaration order.
        fields: Vec<Field>,
    },
    /// An input object.
    Input {
        /// In declaration order.
        fields: Vec<InputValue>,
    },
    /// A union of objects.
    Union {
        /// The property that discriminates them in JSON.
        tag: String,
        /// In declaration order.
        members: Vec<Member>,
    },
}

/// A value of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumValue {
    /// The value.
    pub name: String,
    /// Markdown.
    pub description: Option<String>,
    /// The deprecation reason, which names the replacement.
    pub deprecation: Option<String>,
}

/// A field of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name. The JSON property has the same name.
    pub name: String,
    /// Markdown.
    pub description: Option<String>,
    /// The deprecation reason, which names the replacement.
    pub deprecation: Option<String>,
    /// Its arguments; only fields of root types have arguments.
    pub arguments: Vec<InputValue>,
    /// Its type.
    pub ty: TypeRef,
}

/// An argument of a field, or a field of an input object.
#[derive(Debug, Clone, PartialEq)]
pub struct InputValue {
    /// Its name. The JSON property has the same name.
    pub name: String,
    /// Markdown.
    pub description: Option<String>,
    /// The deprecation reason, which names the replacement.
    pub deprecation: Option<String>,
    /// Its type.
    pub ty: TypeRef,
    /// The default for an absent value.
    pub default: Option<Value>,
}

/// A member of a union.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The value of the tag.
    pub value: String,
    /// The name of the object.
    pub name: String,
}

/// A reference to a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypeRef {
    /// A named type, or null.
    Named(String),
    /// A list, or null.
    List(Box<TypeRef>),
    /// Another reference, without null.
    NonNull(Box<TypeRef>),
}

impl TypeSystem {
    /// Returns the fields of a root object, where the contract has fields on it.
    pub fn root(&self, root: Root) -> Option<&[Field]> {
        match &self.types.get(root.type_name())?.kind {
            Kind::Object { fields } => Some(fields),
            Kind::Scalar { .. } | Kind::Enum { .. } | Kind::Input { .. } | Kind::Union { .. } => None,
        }
    }
}

impl Root {
    /// The three root types.
    pub const ALL: [Self; 3] = [Self::Query, Self::Mutation, Self::Subscription];

    /// Returns the name of the root type.
    pub const fn type_name(self) -> &'static str {
        match self {
            Self::Query => "Query",
            Self::Mutation => "Mutation",
            Self::Subscription => "Subscription",
        }
    }

    /// Returns the keyword of an operation on this root type.
    pub const fn operation(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Mutation => "mutation",
            Self::Subscription => "subscription",
        }
    }
}

impl GraphqlField {
    /// Returns its place, such as `Query.book`. Fields of different roots may share a name.
    pub fn path(&self) -> String {
        format!("{}.{}", self.root.type_name(), self.name)
    }

    /// Returns the name of the connection type whose nodes have this name.
    pub fn connection_of(node: &str) -> String {
        format!("{node}Connection")
    }
}

impl TypeRef {
    /// Returns the same type without null.
    #[must_use]
    pub fn non_null(self) -> Self {
        match self {
            Self::NonNull(_) => self,
            Self::Named(_) | Self::List(_) => Self::NonNull(Box::new(self)),
        }
    }

    /// Returns the name of the innermost type inside all lists.
    pub fn name(&self) -> &str {
        match self {
            Self::Named(name) => name,
            Self::List(inner) | Self::NonNull(inner) => inner.name(),
        }
    }

    /// Whether it may be null.
    pub const fn is_nullable(&self) -> bool {
        !matches!(self, Self::NonNull(_))
    }
}

impl fmt::Display for TypeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => f.write_str(name),
            Self::List(item) => write!(f, "[{item}]"),
            Self::NonNull(inner) => write!(f, "{inner}!"),
        }
    }
}

/// Returns the built-in scalar of a shape without a name of its own.
const fn built_in(shape: &Shape) -> Option<&'static str> {
    match shape {
        Shape::Boolean { .. } => Some("Boolean"),
        Shape::Integer { .. } => Some("Int"),
        Shape::Number { .. } => Some("Float"),
        Shape::String { .. } | Shape::Enumeration { .. } => Some("String"),
        Shape::Reference { .. }
        | Shape::Nullable { .. }
        | Shape::Array { .. }
        | Shape::Map { .. }
        | Shape::Object { .. }
        | Shape::Union { .. } => None,
    }
}

/// Whether this is a type that GraphQL itself defines.
pub fn is_built_in(name: &str) -> bool {
    ["Boolean", "Float", "ID", "Int", "String"].contains(&name)
}

/// Returns the description of a schema, where it has one.
fn description(schema: &Schema) -> Option<String> {
    schema.description.clone().filter(|text| !text.is_empty())
}
