//! A Zod expression as data.

use serde_json::{Number, Value};

/// An expression over `z`.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expression {
    /// Another definition.
    Reference(String),
    /// `z.unknown()`.
    Unknown,
    /// `z.never()`.
    Never,
    /// `z.boolean()`.
    Boolean,
    /// `z.null()`.
    Null,
    /// `z.literal(…)`, as JSON: no lists, no objects.
    Literal(Vec<Value>),
    /// `z.enum([…])`.
    Enumeration(Vec<String>),
    /// An enumeration that keeps other words.
    OpenEnumeration(Vec<String>),
    /// A whole number.
    Integer(Bounds),
    /// A number.
    Number(Bounds),
    /// Text.
    Text { format: Option<String>, pattern: Option<String>, min_length: Option<u64>, max_length: Option<u64> },
    /// A list.
    Array { items: Box<Expression>, min_items: Option<u64>, max_items: Option<u64> },
    /// A list whose first items have schemas of their own, and are there.
    Tuple { items: Vec<Expression>, rest: Option<Box<Expression>> },
    /// An object with any keys.
    Record(Box<Expression>),
    /// An object.
    Object { properties: Vec<Property>, others: Others },
    /// A value or null.
    Nullable(Box<Expression>),
    /// Objects told apart by a property.
    Discriminated { tag: String, members: Vec<Expression> },
    /// What fits one of several.
    Union(Vec<Expression>),
    /// What fits exactly one of several.
    ExactlyOne(Vec<Expression>),
    /// What fits them all: open objects.
    Intersection(Vec<Expression>),
    /// What passes tests beside it, or tests alone.
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

/// What an object does with properties that it does not declare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Others {
    /// Leave them out of the result.
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

/// Tests on the value as it came.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Checked {
    pub base: Base,
    pub checks: Vec<Check>,
}

/// What tests stand beside.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Base {
    /// An expression that judges too.
    Judge(Expression),
    /// Nothing: the tests say it all. The expression only gives the type, which may be wider than what they let pass.
    TypeOnly(Expression),
}

/// One test.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Check {
    /// What it demands, for people.
    pub message: String,
    /// A JavaScript condition on `v`, a value of any type.
    pub condition: String,
    /// The same where the type it speaks of is known.
    pub guarded: Option<Guarded>,
}

/// A condition on a value of one type.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Guarded {
    pub variable: &'static str,
    pub condition: String,
}

impl Expression {
    /// Whether what comes out is what went in, so that a test may come later.
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
            // An object gives a new object without what it does not declare, and without a key called `__proto__`.
            Self::Reference(_)
            | Self::Record(_)
            | Self::Object { .. }
            | Self::Discriminated { .. }
            | Self::Intersection(_) => false,
        }
    }

    /// Whether it might accept `undefined`, which JSON has not.
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

    /// Calls `visit` on the name of every definition this expression refers to.
    pub(super) fn references<'a>(&'a self, visit: &mut impl FnMut(&'a str)) {
        self.walk(&mut |expression| {
            if let Self::Reference(name) = expression {
                visit(name);
            }
        });
    }

    /// Calls `visit` on every expression that this one is made of, itself first.
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
                // A type needs no value, so what gives only the type is not needed to be there.
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
