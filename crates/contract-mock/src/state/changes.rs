//! Everything that requests changed, over the seeded data: it can be saved, restored and forgotten as a whole.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    data::{formats::Moment, value::Given},
    identity::accounts::Accounts,
};

/// The changes of one mock. Entities are named by [`entity_name`], documents by their place.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Changes {
    /// The created ids of each pool, in the order of their creation.
    pub created: BTreeMap<String, Vec<String>>,
    /// When each created entity was made.
    pub moments: BTreeMap<String, Moment>,
    /// The person who made each created entity.
    pub makers: BTreeMap<String, String>,
    /// The pools that all persons see.
    pub shared: BTreeSet<String>,
    /// Properties laid over entities and documents; null for one that was taken away.
    pub overlays: BTreeMap<String, Given>,
    /// The removed entities and documents.
    pub removed: BTreeSet<String>,
    /// The persons who registered, and the sessions.
    pub accounts: Accounts,
}

impl Changes {
    /// A text that was laid over an entity as one of its properties.
    pub(crate) fn property(&self, pool: &str, id: &str, name: &str) -> Option<&str> {
        self.overlays.get(&entity_name(pool, id))?.get(name)?.as_ref()?.as_str()
    }

    /// Lays properties over an entity or a document.
    pub(crate) fn lay(&mut self, name: String, given: Given) {
        self.overlays.entry(name).or_default().extend(given);
    }
}

/// The name of an entity among the changes.
pub(crate) fn entity_name(pool: &str, id: &str) -> String {
    format!("{pool}\0{id}")
}
