//! A contract as plain data. Emitters, servers and tests read it, and need no Rust type of the contract.
//!
//! `registry.json` is this data, serialised. [`assemble`] creates a registry from declarations.

mod assemble;
mod channel;
mod check;
mod effects;
mod graphql;
mod lookup;
mod messages;
mod operation;
mod part;
mod problem;
mod read;
mod type_definition;
mod views;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::{
    assemble::{Declarations, ModuleDeclaration, Received, assemble},
    channel::{Channel, Reauthentication, Receiver, Transport},
    effects::{Caused, SessionEffect, Stream, Tokens},
    graphql::{Argument, Graphql, GraphqlField, Output, Root},
    messages::message_key,
    operation::{
        Answer, AnswerBody, AnswerHeader, Auth, Body, CachePolicy, IDEMPOTENCY_KEY_PATTERN, Location, Operation,
        Parameter, Part, PartContent, Policy, Requirement,
    },
    problem::{Implied, ProblemDefinition},
    read::{FORMAT_VERSION, ReadError},
    type_definition::{Direction, Generic, GraphqlFace, Role, TypeDefinition},
    views::reachable,
};

/// A whole contract.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Registry {
    /// The version of the registry's own format: [`FORMAT_VERSION`].
    pub format_version: u32,
    /// The contract's title, version and other information.
    pub info: Info,
    /// The modules, by name.
    pub modules: Vec<ModuleInfo>,
    /// The named types, by name.
    pub types: BTreeMap<String, TypeDefinition>,
    /// The generic types whose instances are among the named types, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub generics: BTreeMap<String, Generic>,
    /// The REST operations, by module and then in declaration order.
    pub operations: Vec<Operation>,
    /// The WebSocket and SSE channels, by module and then in declaration order.
    pub channels: Vec<Channel>,
    /// The GraphQL side, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graphql: Option<Graphql>,
    /// The messages about values that break a constraint, by their keys: see [`message_key`].
    #[serde(default)]
    pub messages: BTreeMap<String, String>,
    /// The problems that operations may answer with.
    pub problems: Vec<ProblemDefinition>,
    /// The named type of a problem's body.
    pub problem_type: String,
}

/// A contract's information about itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Info {
    /// A title for people.
    pub title: String,
    /// The contract's own version.
    pub version: String,
    /// Markdown.
    pub description: String,
    /// The absolute base of the ids of schemas and problems, with a trailing slash.
    pub base_uri: String,
    /// The servers of the contract.
    pub servers: Vec<Server>,
    /// The contact for questions.
    pub contact: Contact,
    /// The SPDX identifier of the contract's licence.
    pub license: String,
    /// The npm package of the generated TypeScript.
    pub package: String,
    /// The header that names the version of the API, and the value for this contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version_header: Option<VersionHeader>,
}

/// A server of the contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Server {
    /// Its absolute URL, without a trailing slash.
    pub url: String,
    /// Its purpose.
    pub description: String,
}

/// The contact for questions about the contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// A team or a person.
    pub name: String,
    /// The URL of a page about them.
    pub url: String,
    /// Their address for mail.
    pub email: String,
}

/// An optional header that names a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionHeader {
    /// The name of the header.
    pub name: String,
    /// The only value that is allowed.
    pub value: String,
}

/// A module: a part of a contract that a server mounts as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleInfo {
    /// Its name, in snake case.
    pub name: String,
    /// Markdown.
    pub description: String,
}
