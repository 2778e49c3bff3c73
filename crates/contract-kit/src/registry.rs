//! A contract as plain data: what every emitter, the mock and the conformance suite read.
//!
//! Nothing here refers to Rust types; `registry.json` is this, serialised. [`build`] makes one from declarations.

pub mod build;
mod channel;
mod check;
mod graphql;
mod operation;
mod part;
mod problem;
mod type_definition;
mod views;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::{
    channel::{Channel, Reauthentication, Receiver, Transport},
    graphql::{Argument, Graphql, GraphqlField, Output, Root},
    operation::{
        Answer, AnswerBody, AnswerHeader, Auth, Body, CachePolicy, IDEMPOTENCY_KEY_PATTERN, Location, Operation,
        Parameter, Part, PartContent, Policy, Requirement,
    },
    problem::{Implied, ProblemDefinition},
    type_definition::{Direction, GraphqlFace, Role, TypeDefinition, TypeScript},
    views::reachable,
};

/// A whole contract.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Registry {
    /// What the contract is.
    pub info: Info,
    /// The modules, by name.
    pub modules: Vec<ModuleInfo>,
    /// The named types, by name.
    pub types: BTreeMap<String, TypeDefinition>,
    /// The REST operations, by module and then as declared.
    pub operations: Vec<Operation>,
    /// The WebSocket and SSE channels, by module and then as declared.
    pub channels: Vec<Channel>,
    /// The GraphQL side, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graphql: Option<Graphql>,
    /// The problems that operations may answer.
    pub problems: Vec<ProblemDefinition>,
    /// The named type of a problem's body.
    pub problem_type: String,
}

/// What a contract says about itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Info {
    /// A title for people.
    pub title: String,
    /// The contract's own version.
    pub version: String,
    /// Markdown.
    pub description: String,
    /// Absolute base of the ids of schemas and problems, with a slash at its end.
    pub base_uri: String,
    /// Where it is served.
    pub servers: Vec<Server>,
    /// Who answers questions.
    pub contact: Contact,
    /// SPDX identifier of the contract's licence.
    pub license: String,
    /// The npm package of the generated TypeScript.
    pub package: String,
    /// The header that names the version of the API, and the value this contract takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version_header: Option<VersionHeader>,
}

/// A place where the contract is served.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Server {
    /// Absolute URL without a slash at its end.
    pub url: String,
    /// What it is for.
    pub description: String,
}

/// Who answers questions about the contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// A team or a person.
    pub name: String,
    /// Where to find them.
    pub url: String,
    /// Where to write to.
    pub email: String,
}

/// An optional header that names a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionHeader {
    /// The header.
    pub name: String,
    /// The only value it may have.
    pub value: String,
}

/// A module: what a server mounts as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleInfo {
    /// In snake case.
    pub name: String,
    /// Markdown.
    pub description: String,
}

/// Since when something is there, and whether it is on its way out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lifecycle {
    /// The version of the contract that brought it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Why and until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<Deprecation>,
}

impl Lifecycle {
    /// Whether there is nothing to say.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

/// Something that will go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deprecation {
    /// What to use instead.
    pub note: String,
    /// The day from which it is deprecated, as `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// The day it goes, as `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sunset: Option<String>,
}
