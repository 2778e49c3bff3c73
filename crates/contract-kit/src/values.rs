//! The values that every contract needs and that Rust's own types do not write in a canonical form: instants, dates,
//! addresses.
//!
//! Each is a named type of the contract, with a format and its pattern (see [`crate::format`]), and serialises to
//! exactly one text.

use std::{borrow::Cow, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{
    describe::{About, Declare, GraphqlNames, Kind, TypeDescription},
    example::Example,
    format::Format,
    schema::{Schema, Shape},
    types::{ContractType, TypeVisitor},
};

/// A UUID: RFC 9562, lower case and hyphenated. Newtypes of it are the ids of entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uuid(pub uuid::Uuid);

impl Uuid {
    /// Creates a new UUID that sorts by its time of creation (version 7).
    pub fn now_v7() -> Self {
        Self(uuid::Uuid::now_v7())
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Uuid {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// An instant in UTC, to the nanosecond: `2026-01-15T09:30:00Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime(pub jiff::Timestamp);

/// A date of the Gregorian calendar without a time zone: `2026-01-15`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDate(pub jiff::civil::Date);

/// A time of day in UTC, to the nanosecond: `09:30:00Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UtcTime(pub jiff::civil::Time);

/// A plain email address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress(pub String);

/// An absolute http or https URI.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uri(pub String);

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for DateTime {
    type Err = jiff::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl fmt::Display for LocalDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for LocalDate {
    type Err = jiff::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl fmt::Display for UtcTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}Z", self.0)
    }
}

impl FromStr for UtcTime {
    type Err = jiff::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.strip_suffix('Z').unwrap_or(text).parse().map(Self)
    }
}

macro_rules! text_value {
    ($($ty:ident)*) => { $(
        impl fmt::Display for $ty {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $ty {
            type Err = std::convert::Infallible;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(Self(text.to_owned()))
            }
        }
    )* };
}
text_value!(EmailAddress Uri);

macro_rules! contract_value {
    ($($ty:ident $format:ident $description:literal)*) => { $(
        impl Serialize for $ty {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $ty {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<'de, str>::deserialize(deserializer)?;
                if !Format::$format.accepts(&text) {
                    return Err(de::Error::custom(format_args!("{text:?} is not a canonical {}", Format::$format.name())));
                }
                text.parse().map_err(de::Error::custom)
            }
        }

        impl Example for $ty {
            fn example() -> Self {
                crate::example::text(Format::$format.example())
            }
        }

        impl ContractType for $ty {
            fn name() -> String {
                stringify!($ty).to_owned()
            }

            fn schema(types: &mut dyn Declare) -> Schema {
                types.declare(&TypeDescription {
                    name: stringify!($ty),
                    rust: std::any::type_name::<Self>,
                    about: About { doc: $description, since: None, deprecated: None },
                    kind: Kind::Format(Format::$format),
                    graphql: GraphqlNames { output: Some(stringify!($ty)), input: Some(stringify!($ty)) },
                    example: None,
                    parameters: None,
                })
            }

            fn visit<V: TypeVisitor>(visitor: &mut V) {
                visitor.visit::<Self>(stringify!($ty));
            }

            fn sample() -> Option<Self> {
                Some(Self::example())
            }
        }
    )* };
}

contract_value! {
    Uuid Uuid "A UUID in lower case."
    DateTime DateTime "An instant in UTC: RFC 3339 with `Z`, at most nine fractional digits."
    LocalDate Date "A day of the Gregorian calendar: RFC 3339 full-date."
    UtcTime Time "A time of day in UTC: RFC 3339 full-time with `Z`."
    EmailAddress Email "A plain email address."
    Uri Uri "An absolute http or https URI."
}

/// Always true; used in a success envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct True;

/// Always false; used in a failure envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct False;

macro_rules! constant {
    ($($ty:ident $value:literal)*) => { $(
        impl Serialize for $ty {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_bool($value)
            }
        }

        impl<'de> Deserialize<'de> for $ty {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                match bool::deserialize(deserializer)? {
                    $value => Ok(Self),
                    other => Err(de::Error::custom(format_args!(concat!("expected ", $value, ", found {}"), other))),
                }
            }
        }

        impl Example for $ty {
            fn example() -> Self {
                Self
            }
        }

        impl ContractType for $ty {
            fn name() -> String {
                stringify!($ty).to_owned()
            }

            fn schema(_: &mut dyn Declare) -> Schema {
                Schema::plain(Shape::Boolean { only: Some($value) })
            }

            fn visit<V: TypeVisitor>(_: &mut V) {}

            fn sample() -> Option<Self> {
                Some(Self)
            }
        }
    )* };
}
constant!(True true False false);

/// A property of a merge patch (RFC 7396): an absent one keeps the current value, null clears it, a value replaces it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Patch<T> {
    /// Keep the current value.
    #[default]
    Keep,
    /// Clear it.
    Clear,
    /// Replace it.
    Set(T),
}

impl<T> Patch<T> {
    /// Whether the property is omitted.
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// Converts the value of the patch.
    pub fn map<U>(self, map: impl FnOnce(T) -> U) -> Patch<U> {
        match self {
            Self::Keep => Patch::Keep,
            Self::Clear => Patch::Clear,
            Self::Set(value) => Patch::Set(map(value)),
        }
    }

    /// Applies the patch to the current value.
    pub fn apply(self, current: &mut Option<T>) {
        match self {
            Self::Keep => {}
            Self::Clear => *current = None,
            Self::Set(value) => *current = Some(value),
        }
    }
}

impl<T: Serialize> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Keep | Self::Clear => serializer.serialize_none(),
            Self::Set(value) => value.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::Clear, Self::Set))
    }
}

impl<T: Example> Example for Patch<T> {
    fn example() -> Self {
        Self::Set(T::example())
    }

    fn finite() -> Option<Self> {
        Some(T::finite().map_or(Self::Keep, Self::Set))
    }
}

impl<T: ContractType> ContractType for Patch<T> {
    fn name() -> String {
        format!("PatchOf{}", <T as ContractType>::name())
    }

    fn schema(types: &mut dyn Declare) -> Schema {
        Schema::plain(Shape::Nullable { value: Box::new(T::schema(types)) })
    }

    fn visit<V: TypeVisitor>(visitor: &mut V) {
        T::visit(visitor);
    }

    fn sample() -> Option<Self> {
        Some(T::sample().map_or(Self::Keep, Self::Set))
    }
}
