//! Declarations as static data: the macros write it, and [`crate::build`] converts it into a registry.
//!
//! A description holds plain data where the author wrote plain data. It holds a function where only Rust knows the
//! answer: the schema of a type, or the value of an expression.

mod items;
mod types;

use serde_json::Value;

use crate::lifecycle::{Deprecation, Lifecycle};

pub use self::{
    items::{
        AnswersOf, BodyDescription, CachePolicy, CausedDescription, ChannelDescription, GraphqlFieldDescription, Item,
        ModuleDescription, OperationDescription, OutputDescription, ParameterDescription, PartContentDescription,
        PartDescription, PolicyDescription, ReceivedDescription, SessionDescription, StreamDescription,
        TokensDescription,
    },
    types::{
        Bounds, Constraints, Declare, FieldDescription, GraphqlNames, Inner, Kind, Parameters, SchemaOf, Tag,
        TypeDescription, VariantDescription, Word,
    },
};

/// The doc comment of an item, and its lifecycle.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// Markdown, without leading spaces; empty for an item without a doc comment.
    pub doc: &'static str,
    /// The version of the contract that added it.
    pub since: Option<&'static str>,
    /// Its deprecation, where it will be removed.
    pub deprecated: Option<Deprecated>,
}

/// The deprecation of an item that will be removed.
#[derive(Debug, Clone, Copy)]
pub struct Deprecated {
    /// The replacement.
    pub note: &'static str,
    /// The day from which it is deprecated, as `YYYY-MM-DD`.
    pub since: Option<&'static str>,
    /// The date of removal, as `YYYY-MM-DD`.
    pub sunset: Option<&'static str>,
}

/// A value that an author wrote: an example, a default, a bound.
#[derive(Debug, Clone, Copy)]
pub enum Literal {
    /// A text.
    Text(&'static str),
    /// A whole number.
    Integer(i64),
    /// A number with a decimal point.
    Float(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// The value of an expression.
    Computed(fn() -> Value),
}

impl About {
    /// Returns the text of the doc comment, where there is one.
    pub(crate) fn description(&self) -> Option<String> {
        let text = self.doc.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Returns the lifecycle as data of the model.
    pub(crate) fn lifecycle(&self) -> Lifecycle {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Lifecycle {
            since: owned(self.since),
            deprecated: self.deprecated.map(|deprecated| Deprecation {
                note: deprecated.note.to_owned(),
                since: owned(deprecated.since),
                sunset: owned(deprecated.sunset),
            }),
        }
    }
}

impl Literal {
    /// Returns the value as JSON.
    pub(crate) fn value(self) -> Value {
        match self {
            Self::Text(text) => Value::from(text),
            Self::Integer(number) => Value::from(number),
            Self::Float(number) => Value::from(number),
            Self::Boolean(is_true) => Value::from(is_true),
            Self::Computed(compute) => compute(),
        }
    }
}
