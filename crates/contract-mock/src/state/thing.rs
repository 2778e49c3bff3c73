//! An entity or a document that requests changed, and its name.

use std::sync::Arc;

use contract_data::{
    formats::Moment,
    ids::{Id, moment_at},
    value::Given,
};

use super::overlay::Overlay;

/// The approximate size of a change without its texts, in bytes.
const COST: usize = 256;

/// The changes of one entity or document.
#[derive(Debug, Default)]
pub(crate) struct Thing {
    pub overlay: Overlay,
    pub is_removed: bool,
    /// Whether it was created, and as which of its pool, from 1.
    pub is_created: bool,
    pub created_as: Option<u64>,
    /// The person who made it; `None` for the first person.
    pub maker: Option<Id>,
    /// The password of a person who registered.
    pub password: Option<Box<str>>,
    /// Whether the mock began with the change.
    pub is_initial: bool,
    /// Its place among the changes.
    pub(super) age: u64,
    /// The number of its last change.
    pub(super) changed: u64,
}

/// The name of an entity or a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    Entity { pool: Arc<str>, id: Id },
    Document { person: Id, place: Arc<str> },
}

impl Thing {
    /// The moment at which the entity was created, if its id does not determine it.
    pub(crate) fn moment(&self) -> Option<Moment> {
        self.created_as.map(|number| moment_at(index_of(number)))
    }

    /// The approximate size in bytes.
    pub(super) fn size(&self) -> usize {
        COST + self.overlay.size() + self.password.as_ref().map_or(0, |password| password.len())
    }

    /// Lays properties over the entity or document. Its id does not change.
    pub(crate) fn lay(&mut self, mut given: Given) {
        given.remove("id");
        self.overlay.lay(given);
    }
}

impl Key {
    /// The size of the texts in bytes.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Entity { id, .. } => id.len(),
            Self::Document { person, place } => person.len() + place.len(),
        }
    }
}

/// The index of the id for the created entity of a pool with a number.
pub(crate) fn index_of(number: u64) -> i64 {
    i64::try_from(number).map_or(i64::MIN, |number| -number)
}
