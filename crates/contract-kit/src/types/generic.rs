//! The parameters of generic types.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{ContractType, TypeVisitor};
use crate::{
    describe::Declare,
    example::Example,
    schema::{Schema, Shape},
};

/// A placeholder for the type parameter with this index, where a generic type is described without its arguments.
///
/// It has no values, so it is never read or written.
#[derive(Clone, PartialEq)]
pub struct Parameter<const INDEX: usize>(Never);

#[derive(Clone, PartialEq)]
enum Never {}

/// Returns the name of a parameter until its real name is known. No type has such a name.
pub(super) fn placeholder(index: usize) -> String {
    format!("#{index}")
}

/// Returns the index of the parameter with this placeholder name.
pub(super) fn index_of(placeholder: &str) -> Option<usize> {
    placeholder.strip_prefix('#')?.parse().ok()
}

impl<const INDEX: usize> ContractType for Parameter<INDEX> {
    fn name() -> String {
        placeholder(INDEX)
    }

    fn schema(_: &mut dyn Declare) -> Schema {
        Schema::plain(Shape::Reference { name: placeholder(INDEX) })
    }

    fn visit<V: TypeVisitor>(_: &mut V) {}

    fn sample() -> Option<Self> {
        None
    }
}

impl<const INDEX: usize> fmt::Debug for Parameter<INDEX> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {}
    }
}

impl<const INDEX: usize> Serialize for Parameter<INDEX> {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        match self.0 {}
    }
}

impl<'de, const INDEX: usize> Deserialize<'de> for Parameter<INDEX> {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(de::Error::custom("the parameter of a generic type has no values"))
    }
}

impl<const INDEX: usize> Example for Parameter<INDEX> {
    fn example() -> Self {
        unreachable!("a generic type shows an example with its arguments only")
    }
}
