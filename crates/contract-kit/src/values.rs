//! The values that every contract needs and Rust's own types do not spell canonically: instants, dates, addresses.
//!
//! Each is a named type of the contract with a format and the pattern that decides (see [`crate::format`]), and
//! serialises to exactly one text.

use std::{borrow::Cow, fmt, str::FromStr};

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::json;

use crate::{
    example::Example,
    format::Format,
    types::{ContractType, RustType, TypeSet},
};

/// A UUID: RFC 9562, lower case and hyphenated. Newtypes of it are the ids of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uuid(pub uuid::Uuid);

impl Uuid {
    /// A new one that sorts by the time of its making (version 7).
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

/// A day of the Gregorian calendar without a place: `2026-01-15`.
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
    ($($ty:ident $name:literal $format:ident $description:literal $specification:literal)*) => { $(
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

        impl JsonSchema for $ty {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                let format = Format::$format;
                schemars::json_schema!({
                    "type": "string", "format": format.name(), "pattern": format.pattern(),
                    "description": $description, "examples": [format.example()],
                })
            }
        }

        impl ts_rs::TS for $ty {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;
            fn name(_: &ts_rs::Config) -> String {
                $name.to_owned()
            }
            fn inline(_: &ts_rs::Config) -> String {
                "string".to_owned()
            }
            fn decl(_: &ts_rs::Config) -> String {
                concat!("type ", $name, " = string;").to_owned()
            }
        }

        async_graphql::scalar!($ty, $name, $description, $specification);

        impl Example for $ty {
            fn example() -> Self {
                serde_json::from_value(json!(Format::$format.example())).expect("the example of a format is of it")
            }
        }

        impl ContractType for $ty {
            fn collect(types: &mut TypeSet) {
                types.enter(|| RustType::scalar::<Self>().with_graphql(Some($name), Some($name)));
            }
        }
    )* };
}

contract_value! {
    Uuid "Uuid" Uuid
        "A UUID in lower case." "https://www.rfc-editor.org/rfc/rfc9562"
    DateTime "DateTime" DateTime
        "An instant in UTC: RFC 3339 with `Z`, at most nine fractional digits." "https://www.rfc-editor.org/rfc/rfc3339#section-5.6"
    LocalDate "LocalDate" Date
        "A day of the Gregorian calendar: RFC 3339 full-date." "https://www.rfc-editor.org/rfc/rfc3339#section-5.6"
    UtcTime "UtcTime" Time
        "A time of day in UTC: RFC 3339 full-time with `Z`." "https://www.rfc-editor.org/rfc/rfc3339#section-5.6"
    EmailAddress "EmailAddress" Email
        "A plain email address." "https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2"
    Uri "Uri" Uri
        "An absolute http or https URI." "https://www.rfc-editor.org/rfc/rfc3986"
}

/// Always true: what a success envelope says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct True;

/// Always false: what a failure envelope says.
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

        impl JsonSchema for $ty {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> Cow<'static, str> {
                stringify!($ty).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                schemars::json_schema!({ "type": "boolean", "enum": [$value] })
            }
        }

        impl ts_rs::TS for $ty {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;
            fn name(_: &ts_rs::Config) -> String {
                stringify!($value).to_owned()
            }
            fn inline(cfg: &ts_rs::Config) -> String {
                Self::name(cfg)
            }
        }

        async_graphql::scalar!($ty, "Boolean");

        impl Example for $ty {
            fn example() -> Self {
                Self
            }
        }

        impl ContractType for $ty {
            fn collect(_: &mut TypeSet) {}
        }
    )* };
}
constant!(True true False false);

/// A property of a merge patch (RFC 7396): absent keeps what is there, null clears it, a value replaces it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Patch<T> {
    /// Keep what is there.
    #[default]
    Keep,
    /// Clear it.
    Clear,
    /// Replace it.
    Set(T),
}

impl<T> Patch<T> {
    /// Whether the property is to be left out.
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// The same patch of another type.
    pub fn map<U>(self, map: impl FnOnce(T) -> U) -> Patch<U> {
        match self {
            Self::Keep => Patch::Keep,
            Self::Clear => Patch::Clear,
            Self::Set(value) => Patch::Set(map(value)),
        }
    }

    /// Applies the patch to what is there.
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

impl<T: JsonSchema> JsonSchema for Patch<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("PatchOf{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        schemars::json_schema!({ "anyOf": [value, { "type": "null" }] })
    }
}

impl<T: ts_rs::TS> ts_rs::TS for Patch<T> {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;
    fn name(cfg: &ts_rs::Config) -> String {
        format!("{} | null", T::name(cfg))
    }
    fn inline(cfg: &ts_rs::Config) -> String {
        Self::name(cfg)
    }
}

impl<T: async_graphql::InputType> async_graphql::InputType for Patch<T> {
    type RawValueType = T::RawValueType;

    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn qualified_type_name() -> String {
        T::type_name().to_string()
    }

    fn create_type_info(registry: &mut async_graphql::registry::Registry) -> String {
        T::create_type_info(registry);
        T::type_name().to_string()
    }

    fn parse(value: Option<async_graphql::Value>) -> async_graphql::InputValueResult<Self> {
        match value {
            None => Ok(Self::Keep),
            Some(async_graphql::Value::Null) => Ok(Self::Clear),
            Some(value) => T::parse(Some(value)).map(Self::Set).map_err(async_graphql::InputValueError::propagate),
        }
    }

    fn to_value(&self) -> async_graphql::Value {
        match self {
            Self::Keep | Self::Clear => async_graphql::Value::Null,
            Self::Set(value) => value.to_value(),
        }
    }

    fn as_raw_value(&self) -> Option<&Self::RawValueType> {
        match self {
            Self::Set(value) => value.as_raw_value(),
            Self::Keep | Self::Clear => None,
        }
    }
}

impl<T: Example> Example for Patch<T> {
    fn example() -> Self {
        Self::Set(T::example())
    }
}

impl<T: ContractType> ContractType for Patch<T> {
    fn collect(types: &mut TypeSet) {
        T::collect(types);
    }
}
