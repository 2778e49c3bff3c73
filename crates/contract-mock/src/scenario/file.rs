//! The format of a scenario file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use toml::Spanned;

use crate::control::rule::Rule;

/// A scenario as it is in its file.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(crate) struct File {
    /// The seed of the data.
    pub seed: Option<String>,
    /// The entity types that begin without seeded entities.
    pub empty: Vec<Spanned<String>>,
    /// The entity types that all persons see, although reading them needs a token.
    pub shared: Vec<Spanned<String>>,
    /// The number of entities of a type that were created earlier, so that no id is used twice.
    pub created: BTreeMap<Spanned<String>, u64>,
    /// The entities that exist, are changed or are removed.
    pub entities: Vec<Spanned<Entity>>,
    /// The documents that have a path of their own.
    pub documents: Vec<Spanned<Document>>,
    /// The persons who can sign in.
    pub accounts: Vec<Spanned<Account>>,
    /// The calls that fail or are answered differently.
    pub rules: Vec<Spanned<Rule>>,
}

/// An entity.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Entity {
    /// An entity type of the contract.
    #[serde(rename = "type")]
    pub name: String,
    /// The id of the entity. The id of a seeded entity changes that entity; by default, it is the next id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The id of the person to whom the entity belongs; by default, the first person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Whether the entity was removed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
    /// The properties that replace generated ones.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub properties: Map<String, Value>,
    /// The optional properties that are absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<String>,
}

/// A document: the answer of an operation without an id in its path.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Document {
    /// The path of the operation that reads it, with its parameters filled in.
    pub path: String,
    /// The id of the person to whom the document belongs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Whether the document was removed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
    /// The properties that replace generated ones.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub properties: Map<String, Value>,
    /// The optional properties that are absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<String>,
}

/// A person who can sign in.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Account {
    /// The id of the person; by default, the next id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The password.
    pub password: String,
    /// The properties that replace generated ones, including the name for signing in.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub properties: Map<String, Value>,
}
