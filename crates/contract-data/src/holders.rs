//! The entity types that contain other entities or documents: they change when the entities or documents inside them
//! change.

use std::collections::{BTreeMap, BTreeSet};

use contract_model::schema::{Schema, Shape};

use crate::facts::Facts;

/// The entity types that contain others.
#[derive(Debug, Default)]
pub struct Holders {
    /// The entity types that may contain entities of a pool, or a list of its ids, by pool.
    of_pools: BTreeMap<String, BTreeSet<String>>,
    /// The entity types that may contain the document of a path, by path.
    of_documents: BTreeMap<String, BTreeSet<String>>,
}

/// The named types inside a type, and the pools whose entities or lists of ids it contains.
#[derive(Debug, Default)]
struct Contained {
    types: BTreeSet<String>,
    pools: BTreeSet<String>,
}

impl Holders {
    /// Finds the holders of a contract.
    pub fn new(facts: &Facts) -> Self {
        let mut holders = Self::default();
        for (name, _) in facts.entities() {
            let mut inside = Contained::default();
            inside.collect(facts, &facts.definition(name).schema);
            for pool in inside.pools {
                holders.of_pools.entry(pool).or_default().insert(name.to_owned());
            }
            for path in inside.types.iter().filter_map(|inner| facts.document(inner)) {
                holders.of_documents.entry(path.to_owned()).or_default().insert(name.to_owned());
            }
        }
        holders
    }

    /// Returns the entity types that may contain an entity of a pool, or a list of ids of the pool.
    pub fn of_pool(&self, pool: &str) -> impl Iterator<Item = &str> {
        self.of_pools.get(pool).into_iter().flatten().map(String::as_str)
    }

    /// Returns the entity types that may contain the document of a path.
    pub fn of_document(&self, path: &str) -> impl Iterator<Item = &str> {
        self.of_documents.get(path).into_iter().flatten().map(String::as_str)
    }
}

impl Contained {
    /// Collects from a schema, at any depth.
    fn collect(&mut self, facts: &Facts, schema: &Schema) {
        match &schema.shape {
            Shape::Reference { name } => self.collect_named(facts, name),
            Shape::Array { items, .. } => {
                self.pools.extend(facts.pool(items).map(str::to_owned));
                self.collect(facts, items);
            }
            Shape::Nullable { value } | Shape::Map { values: value } => self.collect(facts, value),
            Shape::Object { properties, .. } => {
                properties.iter().for_each(|property| self.collect(facts, &property.schema));
            }
            Shape::Union { variants, .. } => {
                variants.iter().for_each(|variant| self.collect_named(facts, &variant.name));
            }
            Shape::Boolean { .. }
            | Shape::Integer { .. }
            | Shape::Number { .. }
            | Shape::String { .. }
            | Shape::Enumeration { .. } => {}
        }
    }

    fn collect_named(&mut self, facts: &Facts, name: &str) {
        if self.types.insert(name.to_owned()) {
            self.pools.extend(facts.entity_pool(name).map(str::to_owned));
            self.collect(facts, &facts.definition(name).schema);
        }
    }
}
