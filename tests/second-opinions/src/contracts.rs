//! Both contracts, with everything that the libraries derive from their types.

use std::collections::BTreeMap;

use contract_kit::{
    build::Contract,
    number,
    private::{
        schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings},
        ts_rs::{Config, TS},
    },
    second_opinions::Faces,
    types::{ContractType, TypeVisitor},
};
use contract_model::registry::Registry;
use serde_json::Value;

use crate::static_schema;

/// A contract as the model and as the libraries see it.
pub struct Subject {
    /// Its name in messages.
    pub name: &'static str,
    /// The model.
    pub registry: Registry,
    /// The Rust types, by name.
    pub types: BTreeMap<String, Derived>,
    /// The types as async-graphql prints them in the schema language.
    pub sdl: String,
}

impl Subject {
    /// The Rust type of a definition of the registry.
    ///
    /// # Panics
    /// When no visitor was shown the type.
    pub fn derived(&self, name: &str) -> &Derived {
        let rust = self.rust_name(name);
        self.types.get(rust).unwrap_or_else(|| panic!("{}: no visitor has seen `{rust}`", self.name))
    }

    /// The name of the Rust type of a view.
    pub fn rust_name<'a>(&'a self, name: &'a str) -> &'a str {
        self.registry.types[name].rust_name(name)
    }
}

/// Everything that the libraries derive for one Rust type.
pub struct Derived {
    /// The name by which schemars refers to the type.
    pub schema_name: String,
    /// The JSON Schema of the values that are read.
    pub read: Value,
    /// The JSON Schema of the values that are written.
    pub written: Value,
    /// The reference of ts-rs to the type, such as `Envelope<Book>`.
    pub typescript_name: String,
    /// The type itself, as ts-rs writes it in place.
    pub typescript: String,
    /// The declaration of the generic type of which this is an instance.
    pub typescript_generic: Option<String>,
    /// The faces in GraphQL.
    pub faces: Faces,
    /// Reads a value as the Rust type and writes it again.
    pub round_trip: fn(Value) -> Result<Value, serde_json::Error>,
}

/// Both contracts.
pub fn subjects() -> Vec<Subject> {
    vec![bookshop(), heal7()]
}

/// The bookshop's contract.
pub fn bookshop() -> Subject {
    subject::<bookshop_contract::BookshopContract>("bookshop")
}

/// HEAL7's contract.
pub fn heal7() -> Subject {
    subject::<contracts::Heal7Contract>("heal7")
}

fn subject<C: Contract + Send + Sync + 'static>(name: &'static str) -> Subject {
    let registry = C::registry().unwrap_or_else(|mistakes| panic!("{name}:\n{mistakes}"));
    let mut visitor = Visitor::default();
    C::visit_types(&mut visitor);
    Subject { name, registry, types: visitor.0, sdl: static_schema::print::<C>() }
}

#[derive(Default)]
struct Visitor(BTreeMap<String, Derived>);

impl TypeVisitor for Visitor {
    fn visit<T: ContractType>(&mut self, name: &str) -> bool {
        if self.0.contains_key(name) {
            return false;
        }
        let config = Config::default();
        let typescript_name = <T as TS>::name(&config);
        let derived = Derived {
            schema_name: T::schema_name().into_owned(),
            read: json_schema::<T>(SchemaSettings::draft2020_12().for_deserialize()),
            written: json_schema::<T>(SchemaSettings::draft2020_12().for_serialize()),
            typescript_generic: typescript_name.contains('<').then(|| T::decl(&config)),
            typescript_name,
            typescript: <T as TS>::inline(&config),
            faces: T::faces(),
            round_trip: round_trip::<T>,
        };
        self.0.insert(name.to_owned(), derived);
        true
    }
}

fn round_trip<T: ContractType>(value: Value) -> Result<Value, serde_json::Error> {
    let value: T = serde_json::from_value(value)?;
    let mut value = serde_json::to_value(value)?;
    number::make_canonical(&mut value);
    Ok(value)
}

fn json_schema<T: JsonSchema>(settings: SchemaSettings) -> Value {
    SchemaGenerator::new(settings).into_root_schema_for::<T>().to_value()
}
