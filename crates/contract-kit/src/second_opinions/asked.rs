//! The trait that the types of a contract implement when the feature is enabled.

use std::collections::BTreeMap;

use async_graphql::{InputType, OutputType, registry::Registry};
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::coercion::{Coerce, coercion};
use crate::types::ContractType;

/// A type that the libraries derive for. schemars and ts-rs support each type; async-graphql supports those with a name
/// in GraphQL.
pub trait SecondOpinions: JsonSchema + TS {
    /// Returns the GraphQL types that async-graphql derives for it.
    fn faces() -> Faces {
        Faces::default()
    }
}

/// Registers a type and returns its name as async-graphql writes it, such as `String!`.
type Register = fn(&mut Registry) -> String;

/// The GraphQL types of a type, as async-graphql derives them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Faces {
    /// Registers the output type.
    pub output: Option<Register>,
    /// Registers the input type.
    pub input: Option<Register>,
    /// Creates a function that coerces values of the input type.
    pub coerce: Option<Coerce>,
}

impl Faces {
    /// Returns the faces of an object or a union that is only sent.
    pub fn output<T: OutputType>() -> Self {
        Self { output: Some(T::create_type_info), ..Self::default() }
    }

    /// Returns the faces of an object that is only received.
    pub fn input<T: InputType + Serialize + 'static>() -> Self {
        Self { input: Some(T::create_type_info), coerce: Some(coercion::<T>), ..Self::default() }
    }

    /// Returns the faces of a type that travels both ways.
    pub fn both<T: InputType + OutputType + Serialize + 'static>() -> Self {
        Self { output: Some(<T as OutputType>::create_type_info), ..Self::input::<T>() }
    }
}

macro_rules! plain {
    ($($ty:ty)*) => { $( impl SecondOpinions for $ty {} )* };
}
plain!(bool i8 i16 i32 u8 u16 f64 String);

impl<T: ContractType> SecondOpinions for Option<T> {}
impl<T: ContractType> SecondOpinions for Box<T> {}
impl<T: ContractType> SecondOpinions for Vec<T> {}
impl<T: ContractType> SecondOpinions for BTreeMap<String, T> {}
