//! The toolkit's own values as the libraries see them. No macro declares these types, and each is sent as one text,
//! whatever its Rust type holds. So a derive has nothing to read.

use std::borrow::Cow;

use async_graphql::{InputType, InputValueError, InputValueResult, MaybeUndefined, registry::Registry};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use ts_rs::{Config, TS};

use super::{Faces, SecondOpinions};
use crate::{
    format::Format,
    types::{ContractType, Parameter},
    values::{DateTime, EmailAddress, False, LocalDate, Patch, True, Uri, UtcTime, Uuid},
};

macro_rules! text {
    ($($ty:ident $format:ident $description:literal)*) => { $(
        impl JsonSchema for $ty {
            fn schema_name() -> Cow<'static, str> {
                stringify!($ty).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                let format = Format::$format;
                schemars::json_schema!({
                    "type": "string", "format": format.name(), "pattern": format.pattern(), "description": $description,
                })
            }
        }

        impl TS for $ty {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;
            fn name(_: &Config) -> String {
                stringify!($ty).to_owned()
            }
            fn inline(_: &Config) -> String {
                "string".to_owned()
            }
        }

        async_graphql::scalar_internal!($ty, stringify!($ty), Some($description.to_owned()), Some(Format::$format.specification().to_owned()));

        impl SecondOpinions for $ty {
            fn faces() -> Faces {
                Faces::both::<Self>()
            }
        }
    )* };
}

text! {
    Uuid Uuid "A UUID in lower case."
    DateTime DateTime "An instant in UTC: RFC 3339 with `Z`, at most nine fractional digits."
    LocalDate Date "A day of the Gregorian calendar: RFC 3339 full-date."
    UtcTime Time "A time of day in UTC: RFC 3339 full-time with `Z`."
    EmailAddress Email "A plain email address."
    Uri Uri "An absolute http or https URI."
}

macro_rules! constant {
    ($($ty:ident $value:literal)*) => { $(
        impl JsonSchema for $ty {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> Cow<'static, str> {
                stringify!($ty).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                schemars::json_schema!({ "type": "boolean", "const": $value })
            }
        }

        impl TS for $ty {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;
            fn name(_: &Config) -> String {
                stringify!($value).to_owned()
            }
            fn inline(config: &Config) -> String {
                <Self as TS>::name(config)
            }
        }

        async_graphql::scalar!($ty, "Boolean");

        impl SecondOpinions for $ty {}
    )* };
}
constant!(True true False false);

impl<T: JsonSchema> JsonSchema for Patch<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("PatchOf{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        <Option<T>>::json_schema(generator)
    }
}

impl<T: TS> TS for Patch<T> {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;
    fn name(config: &Config) -> String {
        format!("{} | null", T::name(config))
    }
    fn inline(config: &Config) -> String {
        <Self as TS>::name(config)
    }
}

/// async-graphql represents the same three cases by a type of its own.
impl<T: InputType> InputType for Patch<T> {
    type RawValueType = T::RawValueType;

    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn qualified_type_name() -> String {
        <MaybeUndefined<T>>::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <MaybeUndefined<T>>::create_type_info(registry)
    }

    fn parse(value: Option<async_graphql::Value>) -> InputValueResult<Self> {
        match <MaybeUndefined<T>>::parse(value).map_err(InputValueError::propagate)? {
            MaybeUndefined::Undefined => Ok(Self::Keep),
            MaybeUndefined::Null => Ok(Self::Clear),
            MaybeUndefined::Value(value) => Ok(Self::Set(value)),
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

impl<T: ContractType> SecondOpinions for Patch<T> {}

/// A parameter occurs only in descriptions; the libraries see instances of generic types.
impl<const INDEX: usize> JsonSchema for Parameter<INDEX> {
    fn schema_name() -> Cow<'static, str> {
        "Parameter".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        unreachable!("no library is asked about the parameter of a generic type")
    }
}

impl<const INDEX: usize> TS for Parameter<INDEX> {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;
    fn name(_: &Config) -> String {
        "Parameter".to_owned()
    }
    fn inline(_: &Config) -> String {
        unreachable!("no library is asked about the parameter of a generic type")
    }
}

impl<const INDEX: usize> SecondOpinions for Parameter<INDEX> {}
