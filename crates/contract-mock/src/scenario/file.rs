//! The form of a scenario file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use toml::Spanned;

use crate::control::rule::Rule;

/// A scenario as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(crate) struct File {
    /// The seed of the data.
    pub seed: Option<String>,
    /// The entity types that begin without seeded entities.
    pub empty: Vec<Spanned<String>>,
    /// How many entities of a type have been created before, so that no id is given again.
    pub created: BTreeMap<Spanned<String>, u64>,
    /// Entities that are there, changed or away.
    pub entities: Vec<Spanned<Entity>>,
    /// Documents that stand at a path of their own.
    pub documents: Vec<Spanned<Document>>,
    /// Persons who can sign in.
    pub accounts: Vec<Spanned<Account>>,
    /// Calls that fail, or are answered otherwise.
    pub rules: Vec<Spanned<Rule>>,
}

/// An entity.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Entity {
    /// An entity type of the contract.
    #[serde(rename = "type")]
    pub name: String,
    /// Its id; that of a seeded entity changes it. The next one, where it does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The id of the person to whom it belongs; the first person, where it does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Whether it was removed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
    /// Properties in place of the made ones.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub properties: Map<String, Value>,
    /// Optional properties that are absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<String>,
}

/// A document: the answer of an operation without an id in its path.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Document {
    /// The path of the operation that reads it, with its parameters filled in.
    pub path: String,
    /// The id of the person to whom it belongs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Whether it was removed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
    /// Properties in place of the made ones.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub properties: Map<String, Value>,
    /// Optional properties that are absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<String>,
}

/// A person who can sign in.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Account {
    /// The id of the person; the next one, where it does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The password.
    pub password: String,
    /// Properties in place of the made ones, the name for signing in among them.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub properties: Map<String, Value>,
}
