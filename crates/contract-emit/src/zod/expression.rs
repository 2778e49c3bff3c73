//! A Zod expression as data.

use serde_json::{Number, Value};

/// An expression over `z`.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expression {
    /// A reference to another definition.
    Reference(String),
    /// `z.unknown()`.
    Unknown,
    /// `z.never()`.
    Never,
    /// `z.boolean()`.
    Boolean,
    /// `z.null()`.
    Null,
    /// `z.literal(…)`, as JSON: neither lists nor objects.
    Literal(Vec<Value>),
    /// `z.enum([…])`.
    Enumeration(Vec<String>),
    /// An enumeration that keeps unknown values.
    OpenEnumeration(Vec<String>),
    /// A whole number.
    Integer(Bounds),
    /// A number.
    Number(Bounds),
    /// A text.
    Text { format: Option<String>, pattern: Option<String>, min_length: Option<u64>, max_length: Option<u64> },
    /// A list.
    Array { items: Box<Expression>, min_items: Option<u64>, max_items: Option<u64> },
    /// A list whose first items have their own schemas and are required.
    Tuple { items: Vec<Expression>, rest: Option<Box<Expression>> },
    /// An object with any keys.
    Record(Box<Expression>),
    /// An object.
    Object { properties: Vec<Property>, others: Others },
    /// A value or null.
    Nullable(Box<Expression>),
    /// A discriminated union of objects.
    Discriminated { tag: String, members: Vec<Expression> },
    /// A value that fits one of several expressions.
    Union(Vec<Expression>),
    /// A value that fits exactly one of several expressions.
    ExactlyOne(Vec<Expression>),
    /// A value that fits all of them: open objects.
    Intersection(Vec<Expression>),
    /// A value that passes tests, with or without an expression.
    Checked(Box<Checked>),
}

/// Bounds of a number.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Bounds {
    pub minimum: Option<Number>,
    pub exclusive_minimum: Option<Number>,
    pub maximum: Option<Number>,
    pub exclusive_maximum: Option<Number>,
}

/// The treatment of undeclared properties of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Others {
    /// Remove them from the result.
    Strip,
    /// Refuse them.
    Refuse,
    /// Keep them.
    Keep,
}

/// A property of an object.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Property {
    pub name: String,
    pub optional: bool,
    pub value: Expression,
}

/// Tests on the unchanged input value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Checked {
    pub base: Base,
    pub checks: Vec<Check>,
}

/// The expression that tests are added to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Base {
    /// An expression that also validates.
    Judge(Expression),
    /// An expression that does not validate, because the tests check everything. It only gives the type, which may be
    /// wider than the values that pass.
    TypeOnly(Expression),
}

/// One test.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Check {
    /// The requirement, for people.
    pub message: String,
    /// A JavaScript condition on `v`, a value of any type.
    pub condition: String,
    /// The same condition for a value whose type is known.
    pub guarded: Option<Guarded>,
}

/// A condition on a value of one type.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Guarded {
    pub variable: &'static str,
    pub condition: String,
}

impl Expression {
    /// Whether the output always equals the input, so that a test may come later.
    pub(super) fn is_transparent(&self) -> bool {
        match self {
            Self::Unknown
            | Self::Never
            | Self::Boolean
            | Self::Null
            | Self::Literal(_)
            | Self::Enumeration(_)
            | Self::OpenEnumeration(_)
            | Self::Integer(_)
            | Self::Number(_)
            | Self::Text { .. } => true,
            Self::Array { items: inner, .. } | Self::Nullable(inner) => inner.is_transparent(),
            Self::Tuple { items, rest } => items.iter().chain(rest.as_deref()).all(Self::is_transparent),
            Self::Union(members) | Self::ExactlyOne(members) => members.iter().all(Self::is_transparent),
            Self::Checked(checked) => match &checked.base {
                Base::Judge(base) => base.is_transparent(),
                Base::TypeOnly(_) => true,
            },
            // An object schema creates a new object without undeclared keys, and without a key called `__proto__`.
            Self::Reference(_)
            | Self::Record(_)
            | Self::Object { .. }
            | Self::Discriminated { .. }
            | Self::Intersection(_) => false,
        }
    }

    /// Whether it might accept `undefined`, which does not exist in JSON.
    pub(super) fn may_take_undefined(&self) -> bool {
        match self {
            Self::Reference(_) | Self::Unknown | Self::Checked(_) => true,
            Self::Nullable(inner) => inner.may_take_undefined(),
            Self::Union(members) | Self::ExactlyOne(members) | Self::Intersection(members) => {
                members.iter().any(Self::may_take_undefined)
            }
            Self::Never
            | Self::Boolean
            | Self::Null
            | Self::Literal(_)
            | Self::Enumeration(_)
            | Self::OpenEnumeration(_)
            | Self::Integer(_)
            | Self::Number(_)
            | Self::Text { .. }
            | Self::Array { .. }
            | Self::Tuple { .. }
            | Self::Record(_)
            | Self::Object { .. }
            | Self::Discriminated { .. } => false,
        }
    }

    /// Calls `visit` on the name of every definition that this expression refers to.
    pub(super) fn references<'a>(&'a self, visit: &mut impl FnMut(&'a str)) {
        self.walk(&mut |expression| {
            if let Self::Reference(name) = expression {
                visit(name);
            }
        });
    }

    /// Calls `visit` on this expression and every expression inside it.
    pub(super) fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        match self {
            Self::Array { items: inner, .. } | Self::Record(inner) | Self::Nullable(inner) => inner.walk(visit),
            Self::Tuple { items, rest } => items.iter().chain(rest.as_deref()).for_each(|item| item.walk(visit)),
            Self::Object { properties, .. } => properties.iter().for_each(|property| property.value.walk(visit)),
            Self::Discriminated { members, .. }
            | Self::Union(members)
            | Self::ExactlyOne(members)
            | Self::Intersection(members) => members.iter().for_each(|member| member.walk(visit)),
            Self::Checked(checked) => {
                // A type needs no value, so an expression that only gives the type need not be defined yet.
                if let Base::Judge(base) = &checked.base {
                    base.walk(visit);
                }
            }
            Self::Reference(_)
            | Self::Unknown
            | Self::Never
            | Self::Boolean
            | Self::Null
            | Self::Literal(_)
            | Self::Enumeration(_)
            | Self::OpenEnumeration(_)
            | Self::Integer(_)
            | Self::Number(_)
            | Self::Text { .. } => {}
        }
    }
}
