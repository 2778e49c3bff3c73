//! The types of a contract: the trait that marks them, and the set of types that a contract reaches.

mod constrain;
mod generic;
mod set;

use std::{collections::BTreeMap, fmt::Debug};

use serde::{
    Serialize,
    de::{DeserializeOwned, MapAccess},
    ser::SerializeStruct,
};
use serde_json::Value;

use crate::{
    describe::Declare,
    schema::{Schema, Shape},
    second_opinions::SecondOpinions,
};

pub(crate) use self::set::reference;
pub use self::{
    generic::Parameter,
    set::{TypeSet, Types},
};

/// A type that may occur in a contract: every format can express it.
///
/// `#[contract]` implements it. The hidden functions repeat those of the traits above. So the code that the macros
/// write requires only one trait of a field's type, and a foreign type causes one error instead of one per trait.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type of the contract",
    label = "not every format can say this type",
    note = "declare it with #[contract], or use a type of contract_kit::values (DateTime, LocalDate, EmailAddress, Uri, Uuid …)"
)]
pub trait ContractType:
    Serialize + DeserializeOwned + Clone + Debug + PartialEq + Send + Sync + SecondOpinions + 'static
{
    /// Returns the name of the type, as it occurs in the names of generic instances: `ListOfBook`.
    fn name() -> String;

    /// Returns the schema of a place that has the type. Declares the type, and all types that it refers to.
    fn schema(types: &mut dyn Declare) -> Schema;

    /// Shows this type, and the types that it refers to, to a visitor.
    fn visit<V: TypeVisitor>(visitor: &mut V);

    /// Returns a value to show; `None` while a value of the same type is being created: the value would contain itself
    /// without end.
    #[doc(hidden)]
    fn sample() -> Option<Self>;

    #[doc(hidden)]
    fn from_text(text: &str) -> Self {
        crate::example::text(text)
    }

    #[doc(hidden)]
    fn to_json(&self) -> Value {
        crate::example::json(self)
    }

    #[doc(hidden)]
    #[must_use]
    fn copied(&self) -> Self {
        self.clone()
    }

    #[doc(hidden)]
    fn same(&self, other: &Self) -> bool {
        self == other
    }

    #[doc(hidden)]
    fn shown(&self) -> &dyn Debug {
        self
    }

    #[doc(hidden)]
    fn write_member<S: SerializeStruct>(&self, state: &mut S, name: &'static str) -> Result<(), S::Error> {
        state.serialize_field(name, self)
    }

    #[doc(hidden)]
    fn read_member<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Self, A::Error> {
        map.next_value()
    }

    #[doc(hidden)]
    fn read_optional<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<Self>, A::Error> {
        map.next_value()
    }
}

/// Visits named types with their Rust types. Tests use it to compare libraries over every type of a contract.
pub trait TypeVisitor {
    /// Visits a named type. Returns true when it is new, so that the types it refers to are visited too.
    fn visit<T: ContractType>(&mut self, name: &str) -> bool;
}

macro_rules! primitive {
    ($($ty:ty = $name:literal, $shape:expr;)*) => { $(
        impl ContractType for $ty {
            fn name() -> String {
                $name.to_owned()
            }
            fn schema(_: &mut dyn Declare) -> Schema {
                Schema::plain($shape)
            }
            fn visit<V: TypeVisitor>(_: &mut V) {}
            fn sample() -> Option<Self> {
                unreachable!("a place whose type is `{}` asks for an example of its own", $name)
            }
        }
    )* };
}

/// Returns the shape of a whole number between two bounds.
pub(crate) const fn integer(minimum: i64, maximum: i64) -> Shape {
    Shape::Integer { minimum, maximum }
}

/// Returns the shape of a text without constraints.
pub(crate) const fn text() -> Shape {
    Shape::String { format: None, pattern: None, min_length: None, max_length: None }
}

primitive! {
    bool = "Boolean", Shape::Boolean { only: None };
    i8 = "Int8", integer(i8::MIN.into(), i8::MAX.into());
    i16 = "Int16", integer(i16::MIN.into(), i16::MAX.into());
    i32 = "Int32", integer(i32::MIN.into(), i32::MAX.into());
    u8 = "UInt8", integer(0, u8::MAX.into());
    u16 = "UInt16", integer(0, u16::MAX.into());
    f64 = "Number", Shape::Number { minimum: None, maximum: None };
    String = "String", text();
}

/// Returns the name of a container: lists and maps have a prefix before the name of their content, other containers
/// have the name of their content.
fn name_of<T: ContractType>(prefix: &str) -> String {
    format!("{prefix}{}", <T as ContractType>::name())
}

macro_rules! container {
    ($($ty:ty = $prefix:literal, |$inner:ident| $schema:expr, |$sample:ident| $value:expr;)*) => { $(
        impl<T: ContractType> ContractType for $ty {
            fn name() -> String {
                name_of::<T>($prefix)
            }
            fn schema(types: &mut dyn Declare) -> Schema {
                let $inner = T::schema(types);
                $schema
            }
            fn visit<V: TypeVisitor>(visitor: &mut V) {
                T::visit(visitor);
            }
            fn sample() -> Option<Self> {
                let $sample = T::sample();
                $value
            }
        }
    )* };
}

container! {
    Option<T> = "", |inner| inner, |value| Some(value);
    Box<T> = "", |inner| inner, |value| value.map(Self::new);
    Vec<T> = "ListOf",
        |items| Schema::plain(Shape::Array { items: Box::new(items), min_items: None, max_items: None }),
        |value| Some(value.into_iter().collect());
    BTreeMap<String, T> = "MapOf",
        |values| Schema::plain(Shape::Map { values: Box::new(values) }),
        |value| Some(value.map(|value| ("key".to_owned(), value)).into_iter().collect());
}
