//! A Zod expression as data.

/// An expression over `z`.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expression {
    /// Another definition.
    Reference(String),
    /// `z.boolean()`.
    Boolean,
    /// `z.null()`.
    Null,
    /// `z.literal(…)`, as JSON.
    Literal(serde_json::Value),
    /// `z.enum([…])`.
    Enumeration(Vec<String>),
    /// An enumeration that keeps other words.
    OpenEnumeration(Vec<String>),
    /// A whole number.
    Integer { minimum: Option<i64>, maximum: Option<i64> },
    /// A number.
    Number { minimum: Option<serde_json::Number>, maximum: Option<serde_json::Number> },
    /// Text.
    Text { format: Option<String>, pattern: Option<String>, min_length: Option<u64>, max_length: Option<u64> },
    /// A list.
    Array { items: Box<Expression>, min_items: Option<u64>, max_items: Option<u64> },
    /// An object with any keys.
    Record(Box<Expression>),
    /// An object.
    Object { properties: Vec<Property>, strict: bool },
    /// A value or null.
    Nullable(Box<Expression>),
    /// Objects told apart by a property; each a definition.
    Discriminated { tag: String, members: Vec<String> },
}

/// A property of an object.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Property {
    pub name: String,
    pub optional: bool,
    pub value: Expression,
}

impl Expression {
    /// Whether an object with any keys stands somewhere in it.
    pub(super) fn has_record(&self) -> bool {
        match self {
            Self::Record(_) => true,
            Self::Array { items: inner, .. } | Self::Nullable(inner) => inner.has_record(),
            Self::Object { properties, .. } => properties.iter().any(|property| property.value.has_record()),
            Self::Reference(_)
            | Self::Discriminated { .. }
            | Self::Boolean
            | Self::Null
            | Self::Literal(_)
            | Self::Enumeration(_)
            | Self::OpenEnumeration(_)
            | Self::Integer { .. }
            | Self::Number { .. }
            | Self::Text { .. } => false,
        }
    }

    /// Calls `visit` on the name of every definition this expression refers to.
    pub(super) fn references<'a>(&'a self, visit: &mut impl FnMut(&'a str)) {
        match self {
            Self::Reference(name) => visit(name),
            Self::Array { items: inner, .. } | Self::Record(inner) | Self::Nullable(inner) => inner.references(visit),
            Self::Object { properties, .. } => properties.iter().for_each(|property| property.value.references(visit)),
            Self::Discriminated { members, .. } => members.iter().for_each(|member| visit(member)),
            Self::Boolean
            | Self::Null
            | Self::Literal(_)
            | Self::Enumeration(_)
            | Self::OpenEnumeration(_)
            | Self::Integer { .. }
            | Self::Number { .. }
            | Self::Text { .. } => {}
        }
    }
}
