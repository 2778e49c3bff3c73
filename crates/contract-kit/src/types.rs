//! What makes a Rust type a type of a contract, and the set of those that a contract reaches.

use std::collections::BTreeMap;

use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use ts_rs::TS;

use crate::{
    diagnostic::Diagnostic,
    example::Example,
    graphql::Coerce,
    number,
    registry::{GraphqlFace, Role, TypeScript},
    schema::build::{name_of, readable},
};

/// A type that may stand in a contract: every format can say it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type of the contract",
    label = "not every format can say this type",
    note = "declare it with #[contract], or use a type of contract_kit::values (DateTime, LocalDate, EmailAddress, Uri, Uuid …)"
)]
pub trait ContractType: Serialize + DeserializeOwned + JsonSchema + TS + Send + Sync + 'static {
    /// Adds this type and all it refers to.
    fn collect(types: &mut TypeSet);
}

/// Names a contract type where nothing but that is asked of it.
pub struct IsContractType<T: ContractType>(std::marker::PhantomData<T>);

/// What the derives of a struct ask of its fields, tied to a lifetime so that a struct may ask it of a concrete type
/// that does not hold it: the one error is then that of [`IsContractType`].
pub trait Declared<'contract>: ContractType + Example + Clone + std::fmt::Debug + PartialEq {}
impl<T: ContractType + Example + Clone + std::fmt::Debug + PartialEq> Declared<'_> for T {}

/// The same of a field of a GraphQL object.
pub trait GraphqlOutput<'contract>: async_graphql::OutputType {}
impl<T: async_graphql::OutputType> GraphqlOutput<'_> for T {}

/// The same of a field of a GraphQL input.
pub trait GraphqlInput<'contract>: async_graphql::InputType {}
impl<T: async_graphql::InputType> GraphqlInput<'_> for T {}

macro_rules! primitive {
    ($($ty:ty)*) => { $(
        impl ContractType for $ty {
            fn collect(_: &mut TypeSet) {}
        }
    )* };
}
primitive!(bool i8 i16 i32 u8 u16 f64 String);

macro_rules! container {
    ($($ty:ty)*) => { $(
        impl<T: ContractType> ContractType for $ty {
            fn collect(types: &mut TypeSet) {
                T::collect(types);
            }
        }
    )* };
}
container!(Option<T> Vec<T> Box<T> BTreeMap<String, T>);

/// The types that a contract reaches, as Rust knows them.
pub struct TypeSet {
    generator: SchemaGenerator,
    types: BTreeMap<String, RustType>,
    conflicts: Vec<Diagnostic>,
}

impl Default for TypeSet {
    fn default() -> Self {
        let generator = SchemaSettings::draft2020_12().with(|settings| settings.meta_schema = None).into_generator();
        Self { generator, types: BTreeMap::new(), conflicts: Vec::new() }
    }
}

impl TypeSet {
    /// Adds a type; true when it was not there, so that what it refers to is to be added too.
    pub fn enter(&mut self, make: impl FnOnce() -> RustType) -> bool {
        let ty = make();
        if let Some(first) = self.types.get(&ty.name) {
            if first.rust != ty.rust {
                let message = format!("`{}` and `{}` would be one type of the contract", first.rust, ty.rust);
                self.conflicts.push(Diagnostic::error("duplicate-type", &ty.name, message).help("rename one of them"));
            }
            return false;
        }
        self.types.insert(ty.name.clone(), ty);
        true
    }

    /// The types of one name that were found so far.
    pub fn take_conflicts(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.conflicts)
    }

    /// The schema that refers to `T`, as schemars writes it, and `T` with all it refers to added.
    pub fn schema_of<T: ContractType>(&mut self) -> Value {
        T::collect(self);
        self.generator.subschema_for::<T>().to_value()
    }

    /// The schemas of the named types as schemars wrote them, and the types.
    pub fn into_parts(mut self) -> (BTreeMap<String, Value>, BTreeMap<String, RustType>) {
        let definitions = self.generator.take_definitions(true);
        let definitions = definitions.into_iter().map(|(name, schema)| (readable(&name), schema)).collect();
        (definitions, self.types)
    }
}

/// A named type with what only its Rust type can do.
#[derive(Clone)]
pub struct RustType {
    /// The name of its schema.
    pub name: String,
    /// The path of its Rust type.
    pub rust: &'static str,
    /// What it is besides its shape.
    pub role: Role,
    /// Its TypeScript, by ts-rs.
    pub typescript: TypeScript,
    /// What it is in GraphQL.
    pub graphql: Option<GraphqlFace>,
    /// Reads a value and writes it again: canonical JSON, unknown properties gone.
    pub canonicalise: fn(Value) -> Result<Value, serde_json::Error>,
    /// Coerces a value as a GraphQL variable of this type, where it is an input type.
    pub coerce: Option<Coerce>,
    /// A valid value, where the type has one of its own.
    pub example: Option<fn() -> Value>,
}

impl RustType {
    /// An object, an enum or a union.
    pub fn of<T: ContractType>(role: Role) -> Self {
        let config = ts_rs::Config::new();
        let name = name_of::<T>();
        let mut typescript = TypeScript { name: <T as TS>::name(&config), declaration: <T as TS>::decl(&config) };
        if let Role::Variant { .. } = role {
            // ts-rs has one name for a tagged struct and its tag: the tag's word. The type is called as in Rust.
            let members = typescript.declaration.split_once('=').map_or("", |(_, members)| members);
            typescript = TypeScript { declaration: format!("type {name} ={members}"), name: name.clone() };
        }
        Self {
            name,
            rust: std::any::type_name::<T>(),
            role,
            typescript,
            graphql: None,
            canonicalise: canonicalise::<T>,
            coerce: None,
            example: None,
        }
    }

    /// A value without parts.
    pub fn scalar<T: ContractType>() -> Self {
        Self::of::<T>(Role::Plain)
    }

    /// Says what the type is in GraphQL.
    #[must_use]
    pub fn with_graphql(mut self, output: Option<&str>, input: Option<&str>) -> Self {
        self.graphql = Some(GraphqlFace { output: output.map(Into::into), input: input.map(Into::into) });
        self
    }

    /// Lets the type show a valid value.
    #[must_use]
    pub fn with_example<T: Example + Serialize>(mut self) -> Self {
        self.example = Some(example_of::<T>);
        self
    }

    /// Lets the type be coerced as a GraphQL variable.
    #[must_use]
    pub fn with_coercion(mut self, coerce: Coerce) -> Self {
        self.coerce = Some(coerce);
        self
    }
}

fn example_of<T: Example + Serialize>() -> Value {
    let mut value = serde_json::to_value(T::example()).expect("contract types serialise to JSON");
    number::make_canonical(&mut value);
    value
}

fn canonicalise<T: ContractType>(mut value: Value) -> Result<Value, serde_json::Error> {
    number::make_canonical(&mut value);
    let value: T = serde_json::from_value(value)?;
    let mut value = serde_json::to_value(value)?;
    number::make_canonical(&mut value);
    Ok(value)
}
