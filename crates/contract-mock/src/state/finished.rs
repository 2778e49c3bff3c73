//! Finished entities: to generate an entity is the costly part of a request. Each is kept until something changes on
//! which it depends.

use std::{collections::HashMap, sync::Arc};

use contract_data::json::memory_of;
use serde_json::Value;

/// The approximate size of the finished entities that are kept, in bytes of memory.
const KEPT: usize = 8 * 1024 * 1024;

/// Finished entities, by type and id.
#[derive(Debug, Default)]
pub(crate) struct Finished {
    types: HashMap<String, OfType>,
    bytes: usize,
}

/// The finished entities of a type.
#[derive(Debug, Default)]
struct OfType {
    entities: HashMap<Box<str>, (Arc<Value>, usize)>,
    /// The number of the last change that invalidated all of them.
    forgotten: u64,
}

impl Finished {
    pub(crate) fn get(&self, name: &str, id: &str) -> Option<Arc<Value>> {
        self.types.get(name)?.entities.get(id).map(|(value, _)| Arc::clone(value))
    }

    /// Keeps an entity that was generated after the change with a number, unless its type has been forgotten since.
    pub(crate) fn keep(&mut self, name: &str, id: &str, value: &Arc<Value>, number: u64) {
        let size = memory_of(value);
        if self.bytes + size > KEPT {
            self.types.values_mut().for_each(|of_type| of_type.entities.clear());
            self.bytes = 0;
        }
        let of_type = self.of_type(name);
        if of_type.forgotten > number || size > KEPT {
            return;
        }
        let before = of_type.entities.insert(id.into(), (Arc::clone(value), size));
        self.bytes = self.bytes + size - before.map_or(0, |(_, size)| size);
    }

    /// Forgets an entity.
    pub(crate) fn forget(&mut self, name: &str, id: &str) {
        let found = self.types.get_mut(name).and_then(|of_type| of_type.entities.remove(id));
        self.bytes -= found.map_or(0, |(_, size)| size);
    }

    /// Forgets every entity of a type that was generated before the change with a number.
    pub(crate) fn forget_type(&mut self, name: &str, number: u64) {
        let of_type = self.of_type(name);
        of_type.forgotten = number;
        let sizes = std::mem::take(&mut of_type.entities).into_values().map(|(_, size)| size);
        self.bytes -= sizes.sum::<usize>();
    }

    fn of_type(&mut self, name: &str) -> &mut OfType {
        if !self.types.contains_key(name) {
            self.types.insert(name.to_owned(), OfType::default());
        }
        self.types.get_mut(name).expect("it was just inserted")
    }
}
